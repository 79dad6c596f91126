/** Reads batches ahead while the last ones are being written, so that many small ones become one transaction. */
import type { EventBatch } from './event-source.ts';

export interface Gathered {
  /** Everything read since the last call, at least one batch; undefined once the source ended. Throws what the source threw. */
  next(): Promise<EventBatch[] | undefined>;
}

export interface GatherOptions {
  /** Events read ahead; the source waits when so many lie here. */
  readonly limit: number;
  /** The one that ends the source: then nothing more is taken from it. */
  readonly signal: AbortSignal;
}

export function gather(source: AsyncIterable<EventBatch>, { limit, signal }: GatherOptions): Gathered {
  let held: EventBatch[] = [];
  let count = 0;
  let ended = false;
  let failure: { error: unknown } | undefined;
  let filled = Promise.withResolvers<void>();
  let emptied = Promise.withResolvers<void>();

  const fill = async () => {
    try {
      for await (const batch of source) {
        held.push(batch);
        count += batch.count;
        filled.resolve();
        while (count >= limit && !signal.aborted) await emptied.promise;
        if (signal.aborted) break;
      }
    } catch (error) {
      failure = { error };
    }
    ended = true;
    filled.resolve();
  };
  signal.addEventListener('abort', () => emptied.resolve(), { once: true });
  void fill();

  return {
    async next() {
      while (held.length === 0 && !ended) await filled.promise;
      if (held.length === 0) {
        if (failure) throw failure.error;
        return undefined;
      }
      const taken = held;
      held = [];
      count = 0;
      if (!ended) filled = Promise.withResolvers();
      emptied.resolve();
      emptied = Promise.withResolvers();
      return taken;
    },
  };
}
