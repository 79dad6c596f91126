/** What is wrong with a search, and where. The sentences stand in the error catalogue of `contract`. */

export type QueryProblemCode =
  | 'query.openQuote'
  | 'query.openRegex'
  | 'query.badRegex'
  | 'query.openParenthesis'
  | 'query.strayParenthesis'
  | 'query.missingTerm'
  | 'query.missingValue'
  | 'query.unknownValue'
  | 'query.notNumber'
  | 'query.notComparable'
  | 'query.tooLong';

export interface QueryProblem {
  readonly code: QueryProblemCode;
  /** In UTF-16 units of the text. */
  readonly from: number;
  readonly to: number;
  /** What the sentence names beside the place: the part of the text that is meant is always there, as `part`. */
  readonly data: Readonly<Record<string, string | number>>;
}
