/** Lets recording outrun rewriting only so far: a new segment then waits until an old one has gone, or for a while. */

/** A rewriter in trouble slows recording to a segment in so many milliseconds and never stops it. */
const longestMs = 5000;

export interface Pace {
  /** Resolves at once while fewer than `most` segments wait, else when one has gone or the time is over. */
  wait(waiting: number): Promise<void>;
  /** A segment has gone, or nobody may wait any more. */
  release(): void;
}

export function pace(most: number): Pace {
  let release = () => {};
  return {
    wait(waiting) {
      if (waiting < most) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, longestMs);
        release = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    release: () => release(),
  };
}
