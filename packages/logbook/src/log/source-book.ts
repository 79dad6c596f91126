/** What is known of each source: its durable cursor, and the names of its latest batches so that none is stored twice. */
import type { Appended } from '../event-store.ts';
import type { Origin } from '../segments/origin.ts';

/** Batches remembered by name, for each source: a resend comes soon after the connection broke. */
const rememberedBatches = 1000;

type Place = Omit<Appended, 'duplicate'>;
/** A batch that was stored, and the digest that it came with. */
export type StoredBatch = Place & { readonly digest: string | undefined };

interface SourceEntry {
  cursor: string | undefined;
  /** In the order they were stored. */
  readonly batches: Map<string, StoredBatch>;
}

export interface SourceBook {
  cursor(source: string): string | undefined;
  /** Where a batch of this name stands, if it is among the latest of its source. */
  find(source: string | undefined, batchId: string): StoredBatch | undefined;
  /** A frame at a place is durable. */
  record(origin: Origin, place: Omit<Place, 'count'>): void;
  /** Everything, to be carried at the beginning of each segment so that opening reads only the last one. */
  checkpoint(): Buffer;
}

/** Batches without a source share one namespace. */
const keyOf = (source: string | undefined) => source ?? '';

export function sourceBook(checkpoint?: Uint8Array): SourceBook {
  const sources = new Map<string, SourceEntry>();
  const entryOf = (source: string): SourceEntry => {
    const known = sources.get(source);
    if (known) return known;
    const entry: SourceEntry = { cursor: undefined, batches: new Map() };
    sources.set(source, entry);
    return entry;
  };
  if (checkpoint) {
    const saved = JSON.parse(Buffer.from(checkpoint).toString()) as [
      string,
      string | null,
      [string, number, number, number, (string | null)?][],
    ][];
    for (const [source, cursor, batches] of saved)
      sources.set(source, {
        cursor: cursor ?? undefined,
        batches: new Map(
          batches.map(([id, epoch, firstSeq, count, digest]) => [
            id,
            { epoch, firstSeq, count, digest: digest ?? undefined },
          ]),
        ),
      });
  }
  return {
    cursor: (source) => sources.get(source)?.cursor,
    find: (source, batchId) => sources.get(keyOf(source))?.batches.get(batchId),
    record({ cursors, batches: named }, { epoch, firstSeq }) {
      for (const { source, cursor } of cursors) entryOf(source).cursor = cursor;
      for (const { source, batchId, offset, count, digest } of named) {
        const { batches } = entryOf(keyOf(source));
        batches.set(batchId, { epoch, firstSeq: firstSeq + offset, count, digest });
        if (batches.size > rememberedBatches) batches.delete(batches.keys().next().value!);
      }
    },
    checkpoint: () =>
      Buffer.from(
        JSON.stringify(
          [...sources].map(([source, { cursor, batches }]) => [
            source,
            cursor ?? null,
            [...batches].map(([id, { epoch, firstSeq, count, digest }]) => [
              id,
              epoch,
              firstSeq,
              count,
              digest,
            ]),
          ]),
        ),
      ),
  };
}
