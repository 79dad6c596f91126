/**
 * A clock that may be set wrong. What has expired stays so when the clock is set back by hours; a step is told to people, because
 * everything that happens is dated by it.
 */
import type { Log } from './own-log/log.ts';

const dayUs = 24 * 3_600_000_000;

/** Never runs backwards by less than a day. By more it was wrong before and is right now: else nobody would come in until 2099. */
export function steadyNow(nowUs: () => number): () => number {
  let highest = Number.NEGATIVE_INFINITY;
  return () => {
    const now = nowUs();
    if (now > highest || highest - now > dayUs) highest = now;
    return highest;
  };
}

export interface ClockWatch {
  /** Compares once; returns the seconds of a step. */
  look(): number;
  stop(): void;
}

export interface ClockWatchOptions {
  readonly nowUs: () => number;
  /** Counts on, whatever the clock is set to. */
  readonly elapsedMs?: () => number;
  readonly log: Log;
}

const everyMs = 10_000;
/** NTP slews what is less; a busy computer looks late. */
const toldFromS = 30;

export function watchClock({
  nowUs,
  elapsedMs = () => performance.now(),
  log,
}: ClockWatchOptions): ClockWatch {
  let last = { us: nowUs(), ms: elapsedMs() };
  const look = () => {
    const next = { us: nowUs(), ms: elapsedMs() };
    const step = Math.round((next.us - last.us) / 1_000_000 - (next.ms - last.ms) / 1000);
    last = next;
    if (Math.abs(step) < toldFromS) return 0;
    const minutes = Math.max(1, Math.round(Math.abs(step) / 60));
    log.warn(
      { code: 'clock.stepped', seconds: step },
      step < 0
        ? `the clock of this computer was set back by about ${minutes} min: what expires stays expired, fresh proofs and codes are asked for anew`
        : `the clock of this computer went forward by about ${minutes} min, or the computer slept`,
    );
    return step;
  };
  const timer = setInterval(look, everyMs).unref();
  return { look, stop: () => clearInterval(timer) };
}
