/** Who stands at the door of every route; the session feature is one. */
import type { Caller } from './caller.ts';

/** What a request shows of who sends it. */
export interface Credentials {
  /** A browser's session. */
  readonly cookie: string | undefined;
  /** A program's token; where there is one, the cookie counts for nothing. */
  readonly bearer: string | undefined;
  /** By what a browser is known as a shared terminal. */
  readonly terminal: string | undefined;
  /** By what a browser is known that is not signed in yet: whoever asked is whoever answers. */
  readonly browser: string | undefined;
  /** An edge node's, shown over TLS; where there is a token or a session, it counts for nothing. */
  readonly certificate?: ShownCertificate | undefined;
  readonly origin: string | undefined;
  /** By which a browser is known again; opens nothing. */
  readonly device: string | undefined;
  /** What it holds since it left for the provider. */
  readonly pending: string | undefined;
  readonly remoteAddress: string;
  readonly host: string | undefined;
  readonly userAgent: string | undefined;
}

export interface ShownCertificate {
  /** SHA-256 of it. */
  readonly fingerprint: Buffer;
  /** Why it is not to be believed, in the words of TLS; undefined for a good one. */
  readonly problem: string | undefined;
}

export interface Gate {
  /** Whose session or token this is; a stranger where there is none. Throws `token.invalid`, `token.expired`. */
  caller(credentials: Credentials): Promise<Caller>;
}
