/** A request with an Idempotency-Key takes effect once; its answer, also a refusal, is repeated to whoever sends it again. */
import { createHash } from 'node:crypto';
import type { IdempotencyKeys, IdempotentRequest, StoredResponse } from '@mantinel/store';
import { asAppError, problemOf, problemType } from './problem.ts';

export interface OnceRequest {
  readonly key: string;
  readonly person: string;
  readonly route: string;
  /** Everything that makes the request what it is. */
  readonly content: unknown;
  readonly requestId: string;
  readonly work: () => Promise<unknown>;
}

interface Answer extends StoredResponse {
  readonly type: string;
}

/** Throws `idempotency.reused`, `idempotency.inProgress`, `store.unavailable`, and failures that a retry may mend. */
export async function once(keys: IdempotencyKeys, request: OnceRequest): Promise<Answer> {
  const claim: IdempotentRequest = {
    person: request.person,
    key: request.key,
    route: request.route,
    bodyHash: createHash('sha256').update(JSON.stringify(request.content)).digest(),
  };
  const stored = await keys.begin(claim);
  if (stored) return answerOf(stored, request.requestId);
  let response: StoredResponse;
  try {
    response = { status: 200, body: await request.work() };
  } catch (cause) {
    const error = asAppError(cause);
    if (error.status >= 500) {
      await keys.abandon(claim);
      throw cause;
    }
    response = { status: error.status, body: problemOf(error, request.requestId, false) };
  }
  // The work is done: an answer that could not be kept must not turn it into a failure. The claim lapses after a minute.
  await keys.complete(claim, response).catch(() => undefined);
  return answerOf(response, request.requestId);
}

/** A repeated refusal carries the id of the request that asked this time, so that its log lines are found. */
function answerOf({ status, body }: StoredResponse, requestId: string): Answer {
  if (status < 400) return { status, body, type: 'application/json' };
  return { status, body: { ...(body as object), requestId }, type: problemType };
}
