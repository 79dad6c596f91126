/** What a search asks of an event: the tree that the query language is read into and that every event store answers. */

/** A text of an event by name; `attribute.value` is the attribute `value`. */
export type TextField =
  | 'message'
  | 'site'
  | 'machine'
  | 'path'
  | 'code'
  | 'kind'
  | 'quality'
  | AttributeField;
export type AttributeField = `attribute.${string}`;
export type Field = TextField | 'severity';

/**
 * Texts are compared without regard to case (see `fold`). Where `field` is absent, a text is looked for in message, code, path and
 * in every attribute that is a text; an attribute's text lies at the top: what is nested is not searched.
 */
export type Condition =
  | { readonly is: 'and'; readonly of: readonly Condition[] }
  | { readonly is: 'or'; readonly of: readonly Condition[] }
  | { readonly is: 'not'; readonly of: Condition }
  /**
   * The words of `text` stand in a row, whatever is between them that is no letter or digit; with `prefix` the last may go on.
   * One word is a word, several are a phrase. Without any letter or digit it is `contains`.
   */
  | { readonly is: 'words'; readonly text: string; readonly prefix?: boolean; readonly field?: TextField }
  /** A part of a text, also within a word. */
  | { readonly is: 'contains'; readonly text: string; readonly field?: TextField }
  /** RE2's syntax, case-insensitive unless it says `(?-i)`; found anywhere in a text. */
  | { readonly is: 'regex'; readonly source: string; readonly field?: TextField }
  /** The whole field; a number also equals the text that says it, and true and false their words. */
  | { readonly is: 'equals'; readonly field: Field; readonly value: string | number | boolean }
  | { readonly is: 'begins'; readonly field: TextField; readonly text: string }
  /** Numbers only: ≥ `min`, > `above`, ≤ `max`, < `below`. */
  | {
      readonly is: 'range';
      readonly field: 'severity' | AttributeField;
      readonly min?: number;
      readonly above?: number;
      readonly max?: number;
      readonly below?: number;
    }
  | { readonly is: 'present'; readonly field: Field }
  /** The message is of this kind: the template's words with `<*>` for one value or more (see `matchesTemplate`). */
  | { readonly is: 'template'; readonly text: string };

/** Every condition of a tree that has none within it. */
export type Leaf = Exclude<Condition, { readonly of: unknown }>;

export function leavesOf(condition: Condition): Leaf[] {
  switch (condition.is) {
    case 'and':
    case 'or':
      return condition.of.flatMap(leavesOf);
    case 'not':
      return leavesOf(condition.of);
    default:
      return [condition];
  }
}
