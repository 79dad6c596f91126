/**
 * Until when all that a source said has been heard. A consumer that takes its time (a full disk) leaves the connection unread:
 * what is read afterwards is old, and when the source has given up meanwhile, what it said since that consumer was busy is lost.
 */
import type { ObservationBatch } from './connector.ts';

/** An ordinary wait for the disk is shorter. */
const longWaitUs = 1_000_000;
/** What a connection held back meanwhile (some megabytes at most) is read within so long, and so is its end. */
const catchUpUs = 10_000_000;

export interface Hearing {
  /** For something that is read now. */
  heardUs(): number;
  /** A new connection, which holds nothing back. */
  renewed(): void;
  /** Hands batches on and watches how long each is kept. */
  through(batches: AsyncIterable<ObservationBatch>): AsyncGenerator<ObservationBatch, void, undefined>;
}

export function hearing(nowUs: () => number): Hearing {
  let behind: { readonly sinceUs: number; readonly untilUs: number } | undefined;
  const current = (now: number) => (behind !== undefined && now < behind.untilUs ? behind : undefined);
  return {
    heardUs() {
      const now = nowUs();
      return current(now)?.sinceUs ?? now;
    },
    renewed() {
      behind = undefined;
    },
    async *through(batches) {
      for await (const batch of batches) {
        const givenUs = nowUs();
        const sinceUs = current(givenUs)?.sinceUs ?? givenUs;
        yield batch;
        const takenUs = nowUs();
        if (takenUs - givenUs > longWaitUs) behind = { sinceUs, untilUs: takenUs + catchUpUs };
      }
    },
  };
}
