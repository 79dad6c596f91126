/** What an operation is, as a setup sheet names it. */
export type OperationKind =
  | 'face'
  | 'pocket'
  | 'contour'
  | 'slot'
  | 'chamfer'
  | 'engrave'
  | 'surface'
  | 'drill'
  | 'spot'
  | 'tap'
  | 'bore'
  | 'ream'
  | 'turn-rough'
  | 'turn-finish'
  | 'groove'
  | 'thread'
  | 'part-off'
  | 'probe'
  /** Something is cut and nothing shows what. */
  | 'unknown'
  /** Nothing is cut. */
  | 'none';
