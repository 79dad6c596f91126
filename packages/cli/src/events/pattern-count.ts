/** What lines have in common: how often each message came, whatever its numbers. */
import type { Event } from '@mantinel/contract';
import { type Template, TemplateTree } from '@mantinel/domain';
import { textOf } from './format-event.ts';

export interface Pattern {
  readonly count: number;
  /** With `<*>` where the lines differ. */
  readonly text: string;
  /** Codes of the events that read so. */
  readonly codes: readonly string[];
}

export interface PatternCount {
  add(event: Event): void;
  /** The most frequent first. */
  patterns(): Pattern[];
}

export function patternCount(): PatternCount {
  const tree = new TemplateTree();
  const counted = new Map<Template, { count: number; codes: Set<string> }>();
  const entry = (template: Template) => {
    const known = counted.get(template) ?? { count: 0, codes: new Set<string>() };
    counted.set(template, known);
    return known;
  };
  return {
    add: (event) => {
      const seen = entry(tree.add(textOf(event)));
      seen.count += 1;
      seen.codes.add(event.code);
    },
    patterns: () => {
      // What a line is called may have widened after it was counted.
      for (const [template, { count, codes }] of [...counted]) {
        const wider = tree.current(template);
        if (wider === template) continue;
        counted.delete(template);
        const into = entry(wider);
        into.count += count;
        for (const code of codes) into.codes.add(code);
      }
      return [...counted]
        .map(([{ text }, { count, codes }]) => ({ count, text, codes: [...codes].sort() }))
        .sort((a, b) => b.count - a.count || a.text.localeCompare(b.text));
    },
  };
}

export const patternLine = ({ count, text, codes }: Pattern): string =>
  `${String(count).padStart(8)}  ${text}  (${codes.slice(0, 3).join(', ')}${codes.length > 3 ? ', …' : ''})`;
