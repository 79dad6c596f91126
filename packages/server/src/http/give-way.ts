/** Work that can wait, catching up with a long log, gives way to who waits for an answer: both share one thread. */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

export interface Traffic {
  /** A question came in; returns what is to be called when its answer begins. */
  enter(): () => void;
  /** Resolves when no answer is under way, at least a turn of the event loop later, and after `mostMs` at the latest. */
  giveWay(): Promise<void>;
}

/** So that it goes on, however slowly, under questions without end. */
const mostMs = 100;
const lookEveryMs = 2;
/** What takes longer is an upload or waits for something else than this thread. */
const oldMs = 1000;

export function traffic(now: () => number = performance.now.bind(performance)): Traffic {
  const under = new Set<{ readonly sinceMs: number }>();
  const isBusy = () => {
    const atMs = now();
    for (const { sinceMs } of under) if (atMs - sinceMs < oldMs) return true;
    return false;
  };
  return {
    enter: () => {
      const question = { sinceMs: now() };
      under.add(question);
      return () => void under.delete(question);
    },
    giveWay: async () => {
      await nextTurn();
      const untilMs = now() + mostMs;
      while (isBusy() && now() < untilMs) await sleep(lookEveryMs);
    },
  };
}
