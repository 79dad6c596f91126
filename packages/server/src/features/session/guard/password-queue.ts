/**
 * How many passwords are looked at together. One costs a tenth of a second of a core and 19 MB by design (Argon2id), on threads that
 * the files of the logbook need as well: a flood of sign-ins must not take them all.
 */
import { availableParallelism } from 'node:os';
import { AppError } from '@mantinel/contract';

export interface PasswordQueue {
  /** Those who come from a device of theirs go first. Throws `session.busy` when the queue is full. */
  run<T>(work: () => Promise<T>, options: { known: boolean }): Promise<T>;
  readonly waiting: number;
}

/** Half of the cores, and at most half of libuv's four threads. */
const atOnce = Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2)));
/** What waits longer than a few seconds is sent again by an impatient finger anyway. */
const longest = { known: 200, stranger: 40 };

export function passwordQueue(limit = atOnce): PasswordQueue {
  const queues = { known: [] as (() => void)[], stranger: [] as (() => void)[] };
  let running = 0;

  const next = () => {
    const begin = queues.known.shift() ?? queues.stranger.shift();
    if (begin) begin();
    else running -= 1;
  };

  return {
    run: async (work, { known }) => {
      const kind = known ? 'known' : 'stranger';
      if (running < limit) running += 1;
      else {
        if (queues[kind].length >= longest[kind])
          throw new AppError('session.busy', { data: { seconds: 5 } });
        await new Promise<void>((resolve) => queues[kind].push(resolve));
      }
      try {
        return await work();
      } finally {
        next();
      }
    },
    get waiting() {
      return queues.known.length + queues.stranger.length;
    },
  };
}
