/** What proofs ask of a store, whatever it keeps its rows in: the blocks of the logbook are one form of it. */
import type { Event } from '@mantinel/domain';
import type { RewrittenSegment, Tombstone } from '../blocks/catalogue.ts';

export interface ProvedRows {
  /** Whoever reads waits for it. */
  readonly ready: Promise<void>;
  /** Every part that grew the tree, in the order it did; each of its files is a part of the tree. */
  rewritten(): readonly RewrittenSegment[];
  /** What is there of them, and what stands in none yet. */
  sources(): readonly {
    readonly name: string;
    readonly rows: number;
    readonly epoch: number;
    readonly minSeq: number;
    readonly maxSeq: number;
  }[];
  tombstones(): readonly Tombstone[];
  /** Every event of a file in order of seq. Nothing of one that is gone. */
  rowsOf(file: string, node: string): AsyncGenerator<readonly Event[]>;
  /** SHA-256 of all that a file holds beside its rows and with them, base64, as it was noted for its part. */
  digestOf(file: string): Promise<string>;
}
