/** What is looked for: words that stand in one place, in ten, in one of 100,000 messages, and nowhere. */
import type { Condition, NewEvent } from '@mantinel/domain';
import { generateBatches } from '../generator.ts';

export const once = 'unobtainium';
export const tenTimes = 'adamantine';
export const seldom = 'zirconia';
export const nowhere = 'vibranium';

export interface SearchData {
  readonly events: number;
  readonly texts: boolean;
}

/** The generator's events; once in the whole, and ten times all over it, one of them speaks of something else. */
export function* searchBatches({ events, texts }: SearchData): Generator<NewEvent[]> {
  let seen = 0;
  let tenth = 0;
  for (const batch of generateBatches({ seed: 7, events, texts })) {
    seen += batch.length;
    const [first, ...rest] = batch;
    const about = (word: string): NewEvent[] => [
      {
        ...first!,
        kind: 'log',
        severity: 9,
        code: 'log.line',
        message: `spill of ${word} 4711`,
        attributes: {},
      },
      ...rest,
    ];
    if (seen > (events * (tenth + 0.5)) / 10) yield about(++tenth === 5 ? once : tenTimes);
    else yield batch;
  }
}

const word = (text: string): Condition => ({ is: 'words', text });
const regex = (source: string): Condition => ({ is: 'regex', source, field: 'message' });

/** The newest hundred are asked for. */
export const pages: Readonly<Record<string, Condition>> = {
  'a word, one place': word(once),
  'a word, nine places': word(tenTimes),
  'a word, one of 100,000 messages': word(seldom),
  'a word that is nowhere': word(nowhere),
  'a part of a word, nine places': { is: 'contains', text: 'damantin' },
  'a phrase, one of 100,000 messages': word('zirconia residue'),
};
export const expressions: Readonly<Record<string, Condition>> = {
  'expression with a rare literal': regex('zircon.a res[a-z]+$'),
  'expression with a common literal': regex('(lot|part) .*finished'),
  'expression without a literal': regex('[0-9]{4} [a-z]{3,4} .*[xyz]{3}'),
};
