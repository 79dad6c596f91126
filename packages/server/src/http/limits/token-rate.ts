/** How often a token may ask: a sliding window, kept in memory and only for tokens that were verified. */
import { AppError } from '@mantinel/contract';

export interface TokenRate {
  /** Counts a request. Throws `token.rateLimited`. */
  take(token: string): Standing;
}

/** After a request: how many more there may be, and until when. */
export interface Standing {
  readonly limit: number;
  readonly remaining: number;
  readonly seconds: number;
}

/** As draft-ietf-httpapi-ratelimit-headers has it. */
export const rateHeaders = ({ limit, remaining, seconds }: Standing): Record<string, string> => ({
  'ratelimit-policy': `"token";q=${limit};w=60`,
  ratelimit: `"token";r=${remaining};t=${seconds}`,
});

interface Window {
  startUs: number;
  count: number;
  /** Of the window before. */
  before: number;
}

export interface TokenRateOptions {
  readonly nowUs: () => number;
  /** Requests in any minute. */
  readonly limit: number;
  /** Tokens remembered; the one that asked longest ago makes room. */
  readonly capacity?: number;
}

const windowUs = 60_000_000;

export function tokenRate({ nowUs, limit, capacity = 10_000 }: TokenRateOptions): TokenRate {
  const windows = new Map<string, Window>();

  function current(token: string, now: number): Window {
    const startUs = now - (now % windowUs);
    const found = windows.get(token);
    windows.delete(token);
    const before =
      found === undefined ? 0 : found.startUs === startUs - windowUs ? found.count : found.before;
    const window =
      found?.startUs === startUs
        ? found
        : { startUs, count: 0, before: found && found.startUs >= startUs - windowUs ? before : 0 };
    windows.set(token, window);
    if (windows.size > capacity) windows.delete(windows.keys().next().value!);
    return window;
  }

  return {
    take: (token) => {
      const now = nowUs();
      const window = current(token, now);
      // The window before counts by the part of it that lies within the last minute.
      const within = 1 - (now - window.startUs) / windowUs;
      if (window.count + window.before * within < limit) {
        window.count += 1;
        return {
          limit,
          remaining: Math.max(0, Math.floor(limit - window.count - window.before * within)),
          seconds: Math.ceil((window.startUs + windowUs - now) / 1_000_000),
        };
      }
      // In this window room comes as the one before slides out; else in the next, as this one does.
      const inThis = window.before === 0 ? 0 : 1 - (limit - window.count) / window.before;
      const freeUs =
        window.count < limit
          ? window.startUs + inThis * windowUs
          : window.startUs + windowUs + windowUs / limit;
      throw new AppError('token.rateLimited', {
        data: { limit, seconds: Math.max(1, Math.floor((freeUs - now) / 1_000_000) + 1) },
      });
    },
  };
}
