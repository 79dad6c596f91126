/** What is compared: a store that takes batches of 100 and answers when they are on disk. */
import type { NewEvent } from '@mantinel/domain';
import { generateBatches } from '../generator.ts';

export interface Contender {
  readonly name: string;
  /** Resolves when the batch with this number (modulo the prepared ones) is durable. */
  append(number: number): Promise<void>;
  /** Anything worth telling, after the measurement and before closing. */
  notes(): string;
  close(): Promise<void>;
}

export const batchSize = 100;

/** 3,000 batches of the seeded shop, used again and again: making events is no part of what is measured. */
export const prepareBatches = ({ texts = false } = {}): NewEvent[][] => [
  ...generateBatches({ seed: 7, events: 3000 * batchSize, texts }, batchSize),
];

export interface Rate {
  readonly events: number;
  readonly seconds: number;
  /** Milliseconds from handing a batch in to its acknowledgement. */
  readonly latencies: readonly number[];
}

/** Keeps `inFlight` batches under way for so many seconds, after a second of warming up. */
export async function measureRate(
  contender: Contender,
  options: { seconds: number; inFlight: number },
): Promise<Rate> {
  let next = 0;
  let events = 0;
  const latencies: number[] = [];
  const start = performance.now() + 1000;
  const end = start + options.seconds * 1000;
  await Promise.all(
    Array.from({ length: options.inFlight }, async () => {
      for (let now = performance.now(); now < end; ) {
        const handedIn = now;
        await contender.append(next++);
        now = performance.now();
        if (handedIn >= start && now <= end) {
          events += batchSize;
          latencies.push(now - handedIn);
        }
      }
    }),
  );
  return { events, seconds: options.seconds, latencies };
}
