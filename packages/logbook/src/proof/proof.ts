/** What others see of the proofs of a logbook. */
import type { Event, EventIdentity } from '@mantinel/domain';
import type { SignedHead } from './signed-head.ts';

/** A proof for whoever has neither the logbook nor this program: everything in it can be computed again. */
export interface EventProof {
  readonly format: 'mantinel-event-proof-1';
  /** For people; what is proved is `leaf`. */
  readonly event: Event;
  /** The encoding of the event (canonical.ts), base64. */
  readonly series: string;
  readonly leaf: string;
  readonly index: number;
  readonly size: number;
  /** Lowest first, base64. */
  readonly path: readonly string[];
  /** A signed note whose root follows. */
  readonly head: string;
  /** By which it was signed. */
  readonly key: string;
}

export interface LogProof {
  /** By which anybody verifies; undefined where nothing is signed. */
  readonly key: string | undefined;
  /** The newest. */
  head(): SignedHead | undefined;
  /** Completes the open segment and resolves when everything until now is under a signed head. */
  seal(): Promise<void>;
  /** Throws AppError `proof.notYet` while the event is in no block, `event.notFound`, `proof.unsigned`. */
  prove(identity: EventIdentity): Promise<EventProof>;
  verify(options: VerifyOptions): Promise<ProofReport>;
}

export interface VerifyOptions {
  readonly signal: AbortSignal;
  /** Events read of those there are. */
  readonly progress?: (events: number) => void;
  /** A head that was kept elsewhere: whether this logbook still continues it. */
  readonly kept?: SignedHead;
  /** By which heads must be signed (signed notes); that of the logbook unless told. */
  readonly key?: string;
}

export type Flaw =
  /** Rows are not those that were hashed. */
  | ({ readonly kind: 'altered' } & Range)
  /** A block is gone, and no signed tombstone says so. */
  | ({ readonly kind: 'missing' } & Range)
  /** A tombstone that nobody with the key signed. */
  | ({ readonly kind: 'forgedRemoval' } & Range)
  /** Hashes and rows fit each other, but not what was signed: both were written anew, or the head was. */
  | { readonly kind: 'otherRoot'; readonly tree: number; readonly fromLeaf: number; readonly size: number }
  | { readonly kind: 'forgedHead'; readonly tree: number; readonly size: number }
  /** The head that was kept elsewhere is of a longer logbook, or of another one. */
  | { readonly kind: 'older'; readonly tree: number; readonly size: number; readonly here: number };

interface Range {
  readonly file: string;
  readonly epoch: number;
  readonly fromSeq: number;
  readonly toSeq: number;
}

export interface ProofReport {
  /** Events read and hashed. */
  readonly events: number;
  /** Of those, under a signed head. */
  readonly signed: number;
  /** Removed by retention, by signed tombstones. */
  readonly removed: number;
  /** Recorded before there were proofs, or not in blocks yet. */
  readonly uncovered: number;
  readonly heads: number;
  readonly flaws: readonly Flaw[];
}
