/** What is being typed where the cursor stands in a search. */
import { namedField } from './query-node.ts';
import { scanQuery } from './query-scanner.ts';

export interface CompletionPlace {
  /** A value of this field; a field or a word where absent. */
  readonly field?: string;
  /** What stands there already, without the quotation mark before it. */
  readonly typed: string;
  /** What a choice replaces, in UTF-16 units of the text. */
  readonly from: number;
  readonly to: number;
}

/** Undefined where nothing can be proposed: within a phrase or an expression of its own. */
export function completionAt(text: string, cursor: number): CompletionPlace | undefined {
  const before = text.slice(0, cursor);
  const tokens = scanQuery(before);
  const last = tokens.at(-1);
  if (!last || last.to < cursor) return { typed: '', from: cursor, to: cursor };
  switch (last.type) {
    case 'open':
    case 'not':
      return { typed: '', from: cursor, to: cursor };
    case 'field':
      return { field: namedField(last.name), typed: '', from: cursor, to: cursor };
    case 'word':
      break;
    case 'phrase':
      if (!last.closed) break;
      return undefined;
    default:
      return undefined;
  }
  const field = tokens.at(-2);
  const isValue = field?.type === 'field' && field.to === last.from;
  if (last.type === 'phrase' && !isValue) return undefined;
  // What follows up to the next blank belongs to the same word.
  const rest = last.type === 'word' ? /^[^\s()]*/.exec(text.slice(cursor))![0].length : 0;
  return {
    ...(isValue ? { field: namedField(field.name) } : {}),
    typed: last.text,
    from: last.from,
    to: cursor + rest,
  };
}

/** A value as a search takes it: plain where it reads as one word, else in quotation marks. */
export const valueText = (value: string): string =>
  /^[^\s()"*/\\-][^\s()*]*$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
