/** Remembered corrections applied to what was read: they stand above every reader, never above a person. */
import type { Evidence } from '../evidence.ts';
import { type FactRule, fits, type LooksAt } from './fact-rule.ts';

export interface RulesApplied {
  /** What was read, then what rules say; rules never take evidence away. */
  readonly evidence: readonly Evidence[];
  /** Rules that fit and do not count, with the reason. */
  readonly overruled: readonly { readonly rule: FactRule; readonly because: string }[];
}

interface Fitting {
  readonly rule: FactRule;
  readonly tool: number | undefined;
  /** The closer the text is to what it speaks of, then the closer the pattern fits, then the newer. */
  readonly rank: readonly [number, number, number];
  readonly text: string;
  readonly where: string;
}

/** `path`: of the program, below its source; rules about folders look at it. */
export function applyRules(
  evidence: readonly Evidence[],
  rules: readonly FactRule[],
  path = '',
): RulesApplied {
  const texts = textsOf(evidence, path);
  const fitting = new Map<string, Fitting[]>();
  for (const rule of rules)
    for (const { looksAt, text, tool, where, nearness } of texts) {
      if (looksAt !== rule.looksAt) continue;
      const closeness = fits(rule, text);
      if (closeness === undefined) continue;
      const of = rule.field.startsWith('tool') ? tool : undefined;
      const key = `${rule.field} ${of ?? ''}`;
      const rank = [nearness, closeness, rule.changedUs ?? 0] as const;
      fitting.set(key, [...(fitting.get(key) ?? []), { rule, tool: of, rank, text, where }]);
    }
  const added: Evidence[] = [];
  const overruled: { rule: FactRule; because: string }[] = [];
  for (const found of fitting.values()) {
    const [first, ...others] = found.sort(byRank);
    const { rule, tool, text, where } = first!;
    const person = evidence.find(
      (each) => each.reader === 'person' && each.field === rule.field && each.tool === tool,
    );
    if (person) {
      for (const each of found)
        overruled.push({ rule: each.rule, because: `a person said "${person.value}"` });
      continue;
    }
    for (const other of others)
      if (other.rule.value !== rule.value)
        overruled.push({
          rule: other.rule,
          because: `${whyLess(other, first!)}: "${rule.pattern}" → ${rule.value}`,
        });
    const against = others.find((other) => other.rule.value !== rule.value);
    added.push({
      field: rule.field,
      value: rule.value,
      ...(tool === undefined ? {} : { tool }),
      confidence: against ? 0.85 : 0.95,
      reader: 'rule',
      where,
      ...(rule.id !== undefined && { rule: rule.id }),
      because: `remembered: "${text}" means ${rule.value}${against ? `; another rule says ${against.rule.value}` : ''}`,
    });
  }
  return { evidence: [...evidence, ...added], overruled };
}

const byRank = (a: Fitting, b: Fitting): number =>
  b.rank[0] - a.rank[0] || b.rank[1] - a.rank[1] || b.rank[2] - a.rank[2];

const whyLess = (less: Fitting, more: Fitting): string =>
  less.rank[0] < more.rank[0]
    ? 'another rule looks at something closer'
    : less.rank[1] < more.rank[1]
      ? 'another rule fits closer'
      : 'another rule is newer';

interface LookedAt {
  readonly looksAt: LooksAt;
  readonly text: string;
  readonly tool: number | undefined;
  readonly where: string;
  readonly nearness: number;
}

function textsOf(evidence: readonly Evidence[], path: string): readonly LookedAt[] {
  const folders = path.split(/!?[\\/]/).slice(0, -1);
  // A folder says less than a document; of folders the nearest to the file the most.
  const ofFolders = folders.map((text, i): LookedAt => {
    return {
      looksAt: 'folder',
      text,
      tool: undefined,
      where: `folder "${text}"`,
      nearness: i - folders.length,
    };
  });
  const ofFacts = evidence.flatMap(({ field, value, tool, where, confidence }): readonly LookedAt[] => {
    const isLookedAt =
      field === 'material-name' ||
      field === 'tool' ||
      field === 'customer' ||
      field === 'machine' ||
      field === 'stock';
    return isLookedAt ? [{ looksAt: field, text: value, tool, where, nearness: confidence }] : [];
  });
  return [...ofFacts, ...ofFolders];
}
