/** How long to wait before calling a silent source again: exponential, jittered, 1 to 30 s. */

const firstCapMs = 2_000;
export const longestDelayMs = 30_000;

/**
 * Milliseconds before attempt `failures` + 1: half of a cap that doubles from 2 s to 30 s, plus a random share of the other
 * half, so that fifty machines do not call a restarted gateway in step. `random` is uniform in [0, 1).
 */
export function reconnectDelayMs(failures: number, random: () => number): number {
  const cap = Math.min(longestDelayMs, firstCapMs * 2 ** Math.min(failures, 10));
  return cap / 2 + (random() * cap) / 2;
}
