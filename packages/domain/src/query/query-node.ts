/** A search as a tree: what `parseQuery` reads and `printQuery` writes. Its words for people: docs/reference/search.md. */

/** Text that is looked for, as it was meant: `wild` with `*` for any text, also none; `quoted` as it stands, in whole words. */
export interface QueryText {
  readonly text: string;
  readonly wild: boolean;
  readonly quoted: boolean;
}

export type QueryValue = QueryText | { readonly regex: string };

export const comparisons = ['>', '>=', '<', '<='] as const;
export type Comparison = (typeof comparisons)[number];

export type QueryNode =
  /** A word, a phrase or a regular expression, anywhere in the event. */
  | { readonly type: 'anywhere'; readonly value: QueryValue }
  | { readonly type: 'field'; readonly field: string; readonly value: QueryValue }
  | { readonly type: 'compare'; readonly field: string; readonly than: Comparison; readonly number: number }
  | { readonly type: 'not'; readonly of: QueryNode }
  /** Of none: everything matches. */
  | { readonly type: 'and'; readonly of: readonly QueryNode[] }
  | { readonly type: 'or'; readonly of: readonly QueryNode[] };

export const everyEvent: QueryNode = { type: 'and', of: [] };

/** Fields that every event has; any other name is an attribute's. */
export const queryFields = [
  'machine',
  'path',
  'code',
  'kind',
  'severity',
  'message',
  'value',
  'quality',
  'site',
  'template',
] as const;
export type QueryField = (typeof queryFields)[number];

/** Other names that people type for them. */
const aliases: Readonly<Record<string, QueryField>> = { level: 'severity', item: 'path', text: 'message' };

/** For an attribute that is called like a field: `attributes.code`. */
export const attributePrefix = 'attributes.';

/** The field of a name as typed: fields in any case; an attribute's name as it is. */
export function namedField(typed: string): string {
  const name = typed.toLowerCase();
  return queryFields.find((field) => field === name) ?? aliases[name] ?? typed;
}
