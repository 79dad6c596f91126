/** Time as the server reads it; injected so that tests own it. */
export interface Clock {
  /** Microseconds since 1970 UTC. */
  nowUs(): number;
}

/** The computer's clock. Not `performance.now()`: that one never hears of a correction by NTP. */
export const systemClock: Clock = { nowUs: () => Date.now() * 1000 };
