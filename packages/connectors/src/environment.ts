/** Time and chance as the running program takes them. */
import type { ConnectorEnvironment } from './connector.ts';

export const systemEnvironment = (): ConnectorEnvironment => ({
  nowUs: () => Date.now() * 1000,
  random: Math.random,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
    }),
});
