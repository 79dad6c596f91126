/** Requests a client may send twice: the second time gets the first answer. */
import { AppError } from '@mantinel/contract';
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

const claimLastsUs = 60_000_000;

export const idempotencyKeys = (run: Run, nowUs: () => number): IdempotencyKeys => ({
  begin: ({ person, key, route, bodyHash }) =>
    run(async (db) => {
      const now = nowUs();
      const claim = { route, body_hash: bodyHash, claimed_us: now };
      const claimed = await db
        .insertInto('idempotency_key')
        .values({ person, key, state: 'inProgress', ...claim })
        .onConflict((conflict) =>
          conflict
            .columns(['person', 'key'])
            .doUpdateSet({ claimed_us: now })
            .where('idempotency_key.state', '=', 'inProgress')
            .where('idempotency_key.claimed_us', '<=', now - claimLastsUs)
            .where('idempotency_key.route', '=', route)
            .where('idempotency_key.body_hash', '=', bodyHash),
        )
        .returning('key')
        .executeTakeFirst();
      if (claimed) return undefined;
      const row = await db
        .selectFrom('idempotency_key')
        .selectAll()
        .where('person', '=', person)
        .where('key', '=', key)
        .executeTakeFirst();
      // Abandoned between the two statements: whoever holds it now is not this request.
      if (!row) throw new AppError('idempotency.inProgress');
      if (row.route !== route || Buffer.compare(row.body_hash, bodyHash) !== 0)
        throw new AppError('idempotency.reused');
      if (row.state === 'inProgress') throw new AppError('idempotency.inProgress');
      return { status: row.status!, ...(row.body === null ? {} : { body: row.body }) };
    }),
  complete: ({ person, key }, { status, body }) =>
    run(async (db) => {
      await db
        .updateTable('idempotency_key')
        .set({ state: 'done', status, body: body === undefined ? null : JSON.stringify(body) })
        .where('person', '=', person)
        .where('key', '=', key)
        .execute();
    }),
  abandon: ({ person, key }) =>
    run(async (db) => {
      await db
        .deleteFrom('idempotency_key')
        .where('person', '=', person)
        .where('key', '=', key)
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
