/** A request with an Idempotency-Key takes effect once; its answer, also a refusal, is repeated to whoever sends it again. */
import { createHash } from 'node:crypto';
import type { Claim, Store, StoredResponse } from '@mantinel/store';
import type { SecretBox } from '../secrets/secret-box.ts';
import { asAppError, problemOf, problemType } from './problem.ts';
import type { UnitOfWork } from './unit-of-work.ts';

export interface OnceRequest {
  readonly key: string;
  readonly person: string;
  readonly route: string;
  /** Everything that makes the request what it is. */
  readonly content: unknown;
  readonly requestId: string;
  readonly work: (unit: UnitOfWork) => Promise<unknown>;
  /** Seals the answer that is kept. */
  readonly box?: SecretBox;
}

interface Answer extends StoredResponse {
  readonly type: string;
}

/** Throws `idempotency.reused`, `idempotency.inProgress`, `store.unavailable`, and failures that a retry may mend. */
export async function once(
  store: Pick<Store, 'idempotency' | 'transaction'>,
  request: OnceRequest,
): Promise<Answer> {
  const { idempotency } = store;
  const begun = await idempotency.begin({
    person: request.person,
    key: request.key,
    route: request.route,
    bodyHash: createHash('sha256').update(JSON.stringify(request.content)).digest(),
  });
  const { open, seal } = keeper(request);
  if ('answer' in begun) return answerOf(await open(begun.answer), request.requestId);
  const { claim } = begun;
  const unit = claimedUnit(store, { claim, seal });
  let response: StoredResponse;
  try {
    const body = await request.work(unit);
    response = unit.committed() ?? { status: 200, body };
  } catch (cause) {
    const error = asAppError(cause);
    if (error.status >= 500 || error.code === 'idempotency.inProgress') {
      // Where the database is what failed this fails too; then the claim lapses by itself a minute after it was made.
      await idempotency.release(claim).catch(() => undefined);
      throw cause;
    }
    response = { status: error.status, body: problemOf(error, request.requestId, false) };
  }
  // Nothing was written to PostgreSQL, so there was no transaction for the answer to ride in. One that cannot be kept does
  // not turn work that is done into a failure: the claim lapses, and the next attempt finds what is there (`resumed`).
  if (!unit.committed()) await idempotency.complete(claim, await seal(response)).catch(() => undefined);
  return answerOf(response, request.requestId);
}

/** The unit of a request without a key. */
export const plainUnit = (store: Pick<Store, 'transaction'>, id: string): UnitOfWork => ({
  id,
  resumed: false,
  commit: (work) => store.transaction(work),
});

function claimedUnit(
  store: Pick<Store, 'transaction'>,
  { claim, seal }: { claim: Claim; seal: Keep },
): UnitOfWork & { committed: () => StoredResponse | undefined } {
  let committed: StoredResponse | undefined;
  return {
    id: claim.request,
    resumed: claim.attempt > 1,
    commit: async (work) => {
      const body = await store.transaction(async (repositories) => {
        const done = await work(repositories);
        await repositories.idempotency.complete(claim, await seal({ status: 200, body: done }));
        return done;
      });
      committed = { status: 200, body };
      return body;
    },
    committed: () => committed,
  };
}

type Keep = (response: StoredResponse) => StoredResponse | Promise<StoredResponse>;

/** How an answer is kept: as it is, or sealed for whoever asked with this key. */
function keeper({ box, person, key }: OnceRequest): { seal: Keep; open: Keep } {
  const asItIs: Keep = (response) => response;
  if (box === undefined) return { seal: asItIs, open: asItIs };
  const owner = `idempotency ${person} ${key}`;
  return {
    seal: async ({ status, body }) =>
      status >= 400
        ? { status, body }
        : { status, body: (await box.seal(Buffer.from(JSON.stringify(body)), owner)).toString('base64') },
    open: async ({ status, body }) =>
      status >= 400
        ? { status, body }
        : {
            status,
            body: JSON.parse((await box.open(Buffer.from(body as string, 'base64'), owner)).toString()),
          },
  };
}

/** A repeated refusal carries the id of the request that asked this time, so that its log lines are found. */
function answerOf({ status, body }: StoredResponse, requestId: string): Answer {
  if (status < 400) return { status, body, type: 'application/json' };
  return { status, body: { ...(body as object), requestId }, type: problemType };
}
