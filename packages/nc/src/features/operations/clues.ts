/** What an operation is told by, and how what was seen adds up. */
import type { ToolKind } from '../tools/tool-kind.ts';
import type { OperationKind } from './operation-kind.ts';

export interface OperationReason {
  readonly kind: OperationKind;
  /** Added to the kind's score. */
  readonly weight: number;
  /** A sentence fragment: `12 holes with G81`. */
  readonly because: string;
}

export interface Classification {
  readonly kind: OperationKind;
  /** 0–1: best score over itself, the second best and one. */
  readonly confidence: number;
  readonly reasons: readonly OperationReason[];
}

export interface Clues {
  readonly lathe: boolean;
  /** The notes it stands under. */
  readonly name: string | undefined;
  readonly tool: { readonly kind: ToolKind; readonly confidence: number } | undefined;
  /** Lathe: the least Z that earlier operations cut, program coordinates. */
  readonly earlierMinZ: number;
  /** And the greatest: the front. */
  readonly earlierMaxZ: number;
  /** Mill: no other operation goes less deep. */
  readonly shallowest: boolean;
}

export type Say = (kind: OperationKind, weight: number, because: string) => void;
