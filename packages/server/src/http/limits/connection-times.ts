/** How long a connection may take, ms: the same for the plain port and for the one that speaks both ways. */
export interface ConnectionTimes {
  /** The head of a request must be whole by then, or the connection ends: half requests are no way to use up a server. */
  readonly headersTimeout: number;
  /** Longer than the minute after which browsers and proxies let go of a connection, so that nobody asks on one that just closed. */
  readonly keepAliveTimeout: number;
  /** Without an end: an upload over a slow line takes as long as it takes, and a stream is an answer that never ends. */
  readonly requestTimeout: 0;
  /** How often heads that do not end are looked for. */
  readonly connectionsCheckingInterval: number;
}

export const connectionTimes: ConnectionTimes = {
  headersTimeout: 60_000,
  keepAliveTimeout: 72_000,
  requestTimeout: 0,
  connectionsCheckingInterval: 30_000,
};
