/** Requests a client may send twice: the second time gets the first answer. */

export interface IdempotentRequest {
  /** Who sends it: a person's id, or another stable name for a caller without one. */
  readonly person: string;
  /** The client's Idempotency-Key. */
  readonly key: string;
  /** `POST /api/v1/…` as declared. */
  readonly route: string;
  /** SHA-256 of the body. */
  readonly bodyHash: Uint8Array;
}

export interface StoredResponse {
  readonly status: number;
  /** JSON; undefined for an answer without a body. */
  readonly body?: unknown;
}

export interface IdempotencyKeys {
  /**
   * Claims the key (undefined: do the work, then `complete` or `abandon`), or returns the answer stored for it, a stored failure
   * included. Throws `idempotency.reused` for another route or body, `idempotency.inProgress` while the first request runs. A
   * claim older than a minute belongs to a process that died and is taken over.
   */
  begin(request: IdempotentRequest): Promise<StoredResponse | undefined>;
  /** Best inside the transaction that did the work: then the work is done exactly when the answer is stored. */
  complete(request: IdempotentRequest, response: StoredResponse): Promise<void>;
  /** Frees a claimed key after a failure that a retry may mend. */
  abandon(request: IdempotentRequest): Promise<void>;
  /** Forgets keys claimed before a time; returns how many. */
  removeBefore(timeUs: number): Promise<number>;
}
