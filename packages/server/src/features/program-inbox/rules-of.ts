/** Corrections as rules: by what text they are known again. */
import { type Evidence, ruleFrom } from '@mantinel/harvester';
import type { FactRow, FactRule } from '@mantinel/store';

type RuleField = Parameters<typeof ruleFrom>[0]['field'];
type Rule = Pick<FactRule, 'field' | 'looksAt' | 'pattern' | 'value'>;

/** What a rule may look at, and what it reads there. */
export interface Text {
  readonly looksAt: 'material-name' | 'folder' | 'tool';
  readonly text: string;
}

/** The nearest folder that a program lies in, archives included. */
export const folderOfPath = (path: string | undefined): string | undefined =>
  path
    ?.split(/!?[\\/]/)
    .slice(0, -1)
    .at(-1);

/** What documents and notes call the material: the surest. */
export const materialWords = (facts: readonly FactRow[]): string | undefined =>
  facts.find(({ field, reader }) => field === 'material-name' && reader !== 'person')?.value;

/** Each once. None of a text without a word by which it could be known again. */
export function rulesOf(
  texts: readonly Text[],
  answers: readonly { field: RuleField; value: string }[],
): Rule[] {
  const rules = texts.flatMap((text) =>
    answers.flatMap(({ field, value }) => {
      const rule = ruleFrom({ ...text, field, value });
      return rule ? [rule] : [];
    }),
  );
  return [...new Map(rules.map((rule) => [`${rule.field} ${rule.looksAt} ${rule.pattern}`, rule])).values()];
}

/** A fact of the store as its reader saw it. */
export const asEvidence = ({
  field,
  value,
  tool,
  confidence,
  reader,
  source,
  because,
}: FactRow): Evidence => ({
  field: field as Evidence['field'],
  value,
  ...(tool === undefined ? {} : { tool }),
  confidence,
  reader: reader as Evidence['reader'],
  where: source,
  because,
});
