/** Why a word is not changed, or what else changes with it. */

export type RefusalCode =
  /** F of a tap or thread is its pitch; so is S of a tap that feeds per minute. */
  | 'locked-to-pitch'
  /** `S#100`, `F[#1*2]`: the number stands elsewhere. */
  | 'parametric'
  /** Turns per minute asked for under G96, or a cutting speed under G97. */
  | 'speed-mode'
  /** mm/min asked for under G95 or G93, or mm per turn under G94. */
  | 'feed-mode'
  /** S or F of G65, G66, G10, G4 or M19 means something else. */
  | 'argument'
  /** GOTO to a computed block, or a reference to a block that is not there, or to one of another program. */
  | 'reference';

export type NoticeCode =
  /** What is in force here was set before the blocks that were to change, and stays. */
  | 'set-before'
  /** What was changed goes on to hold here, behind the blocks that were to change. */
  | 'used-after';

export interface At<Code extends string> {
  readonly code: Code;
  /** From 1; column in bytes. */
  readonly line: number;
  readonly column: number;
  /** Byte offsets. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
}
export type Refusal = At<RefusalCode>;
export type Notice = At<NoticeCode>;
