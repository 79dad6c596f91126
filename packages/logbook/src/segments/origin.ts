/**
 * Where the events of a frame came from, durable in the same frame: for many small batches that share it, the last cursor of
 * each source and the place of every batch that has a name. As JSON in UTF-8, nothing at all when there is nothing to say:
 *
 *   segment format 2  [[[source, cursor], …], [[source or null, batch id, first event in the frame, count, digest where it has one], …]]
 *   segment format 1  [source or null, cursor or null, batch id or null], of the whole frame
 */
import type { Batch, SourceCursor } from '../event-store.ts';

export interface Origin {
  readonly cursors: readonly SourceCursor[];
  readonly batches: readonly NamedBatch[];
}

export interface NamedBatch {
  readonly source: string | undefined;
  readonly batchId: string;
  /** Of its first event within the frame. */
  readonly offset: number;
  readonly count: number;
  readonly digest?: string;
}

/** Who handed in events, and how many. */
export type Share = Pick<Batch, 'source' | 'batchId' | 'digest'> & { readonly count: number };

type Stored = [[string, string][], [string | null, string, number, number, string?][]];
type StoredInFormat1 = [string | null, string | null, string | null];

/** Of the batches that share a frame, in its order. */
export function originOf(shares: readonly Share[]): Origin {
  const cursors = new Map<string, SourceCursor>();
  const batches: NamedBatch[] = [];
  let offset = 0;
  for (const { source, batchId, digest, count } of shares) {
    // The frame is durable as a whole: of a source's cursors in it only the last is ever asked for.
    if (source) cursors.set(source.source, source);
    if (batchId !== undefined)
      batches.push({
        source: source?.source,
        batchId,
        offset,
        count,
        ...(digest !== undefined && { digest }),
      });
    offset += count;
  }
  return { cursors: [...cursors.values()], batches };
}

export function encodeOrigin({ cursors, batches }: Origin): Buffer {
  if (cursors.length === 0 && batches.length === 0) return Buffer.alloc(0);
  const stored: Stored = [
    cursors.map(({ source, cursor }) => [source, cursor]),
    batches.map(({ source, batchId, offset, count, digest }) => [
      source ?? null,
      batchId,
      offset,
      count,
      ...(digest === undefined ? ([] as const) : ([digest] as const)),
    ]),
  ];
  return Buffer.from(JSON.stringify(stored));
}

/** `count`: the events of the frame. */
export function decodeOrigin(bytes: Uint8Array, count: number): Origin {
  if (bytes.length === 0) return { cursors: [], batches: [] };
  const stored = JSON.parse(Buffer.from(bytes).toString()) as Stored | StoredInFormat1;
  if (!isOfFormat2(stored)) {
    const [source, cursor, batchId] = stored;
    return originOf([
      {
        ...(source !== null && cursor !== null && { source: { source, cursor } }),
        ...(batchId !== null && { batchId }),
        count,
      },
    ]);
  }
  const [cursors, batches] = stored;
  return {
    cursors: cursors.map(([source, cursor]) => ({ source, cursor })),
    batches: batches.map(([source, batchId, offset, events, digest]) => ({
      source: source ?? undefined,
      batchId,
      offset,
      count: events,
      ...(digest !== undefined && { digest }),
    })),
  };
}

const isOfFormat2 = (stored: Stored | StoredInFormat1): stored is Stored => Array.isArray(stored[0]);
