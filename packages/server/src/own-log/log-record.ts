/** A line as pino writes it. */
export interface LogRecord {
  readonly level: number;
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
  readonly msg?: string;
  /** Stable and dotted; becomes the event's code. */
  readonly code?: string;
  readonly err?: { readonly type?: string; readonly message?: string; readonly stack?: string };
  readonly [key: string]: unknown;
}
