/** Requests a client may send twice: the second time gets the first answer. */
import { AppError } from '@mantinel/contract';
import { sql } from 'kysely';
import type { Run } from '../run.ts';

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

/** The right to do the work of a request, and to store its answer, until it lapses. */
export interface Claim extends IdempotentRequest {
  /** The same for every attempt at this request. */
  readonly request: string;
  /** 1 for the first; more when earlier ones ended without an answer, so that part of their work may be there. */
  readonly attempt: number;
}

export interface IdempotencyKeys {
  /**
   * The claim to the work (then `complete` or `release` it), or the answer stored for it, a stored failure included. Throws
   * `idempotency.reused` for another route or body, `idempotency.inProgress` while the first request runs. A claim lapses a
   * minute after it was made, or when it was made more than a minute from now by a clock since put back: whoever sends the
   * request then takes it over.
   */
  begin(request: IdempotentRequest): Promise<{ claim: Claim } | { answer: StoredResponse }>;
  /**
   * Inside the transaction that did the work: then the work is done exactly when the answer is stored. Throws
   * `idempotency.inProgress` when the claim lapsed and a later attempt holds it, which undoes that transaction.
   */
  complete(claim: Claim, response: StoredResponse): Promise<void>;
  /** Lets the claim lapse at once, after a failure that a retry may mend. */
  release(claim: Claim): Promise<void>;
  /** Forgets keys claimed before a time; returns how many. */
  removeBefore(timeUs: number): Promise<number>;
}

const claimLastsUs = 60_000_000;

export const idempotencyKeys = (run: Run, nowUs: () => number): IdempotencyKeys => ({
  begin: (request) =>
    run(async (db) => {
      const { person, key, route, bodyHash } = request;
      const now = nowUs();
      const claimed = await db
        .insertInto('idempotency_key')
        .values({ person, key, route, body_hash: bodyHash, state: 'inProgress', claimed_us: now })
        .onConflict((conflict) =>
          conflict
            .columns(['person', 'key'])
            .doUpdateSet({ claimed_us: now, attempt: sql`idempotency_key.attempt + 1` })
            .where('idempotency_key.state', '=', 'inProgress')
            .where('idempotency_key.route', '=', route)
            .where('idempotency_key.body_hash', '=', bodyHash)
            .where(({ or, eb }) =>
              or([
                eb('idempotency_key.claimed_us', '<=', now - claimLastsUs),
                eb('idempotency_key.claimed_us', '>', now + claimLastsUs),
              ]),
            ),
        )
        .returning(['request', 'attempt'])
        .executeTakeFirst();
      if (claimed) return { claim: { ...request, ...claimed } };
      const row = await db
        .selectFrom('idempotency_key')
        .selectAll()
        .where('person', '=', person)
        .where('key', '=', key)
        .executeTakeFirst();
      // Swept between the two statements: a key of yesterday. The next attempt finds it free.
      if (!row) throw new AppError('idempotency.inProgress');
      if (row.route !== route || Buffer.compare(row.body_hash, bodyHash) !== 0)
        throw new AppError('idempotency.reused');
      if (row.state === 'inProgress') throw new AppError('idempotency.inProgress');
      return { answer: { status: row.status!, ...(row.body === null ? {} : { body: row.body }) } };
    }),
  complete: ({ person, key, request, attempt }, { status, body }) =>
    run(async (db) => {
      const { numUpdatedRows } = await db
        .updateTable('idempotency_key')
        .set({ state: 'done', status, body: body === undefined ? null : JSON.stringify(body) })
        .where('person', '=', person)
        .where('key', '=', key)
        .where('request', '=', request)
        .where('attempt', '=', attempt)
        .where('state', '=', 'inProgress')
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new AppError('idempotency.inProgress');
    }),
  release: ({ person, key, request, attempt }) =>
    run(async (db) => {
      await db
        .updateTable('idempotency_key')
        .set({ claimed_us: nowUs() - claimLastsUs })
        .where('person', '=', person)
        .where('key', '=', key)
        .where('request', '=', request)
        .where('attempt', '=', attempt)
        .where('state', '=', 'inProgress')
        .execute();
    }),
  removeBefore: (timeUs) =>
    run(async (db) => {
      const { numDeletedRows } = await db
        .deleteFrom('idempotency_key')
        .where('claimed_us', '<', timeUs)
        .executeTakeFirst();
      return Number(numDeletedRows);
    }),
});
