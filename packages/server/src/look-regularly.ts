/** Looks at something now and every so often, one look after the other. */
export interface Looking {
  /** Looks at once, after a look that is under way. */
  again(): void;
  /** Resolves when a look under way has ended. */
  stop(): Promise<void>;
}

export function lookRegularly(
  look: () => Promise<void>,
  { everyMs, failed }: { everyMs: number; failed: (error: unknown) => void },
): Looking {
  let looking: Promise<void> = Promise.resolve();
  const again = () => {
    looking = looking.then(look).catch(failed);
  };
  const timer = setInterval(again, everyMs);
  timer.unref();
  again();
  return {
    again,
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
