/** Long queries in slices, so that ingest and other requests get their turn. */
import { setImmediate as nextTurn } from 'node:timers/promises';

const sliceMs = 8;

/** Resolves at once within a slice, else after everything else that waits had its turn. */
export function slices(): () => Promise<void> | undefined {
  let begunMs = performance.now();
  return () => {
    if (performance.now() - begunMs < sliceMs) return undefined;
    return nextTurn().then(() => {
      begunMs = performance.now();
    });
  };
}
