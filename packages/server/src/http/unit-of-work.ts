/** What one request does, done once: its rows and its answer are committed together, everything else is named and may be repeated. */
import type { Repositories } from '@mantinel/store';

export interface UnitOfWork {
  /** The same for every attempt at this request: names what it writes into the logbook, so that it is told once. */
  readonly id: string;
  /** An earlier attempt ended without an answer: what it did outside PostgreSQL may be there already. */
  readonly resumed: boolean;
  /**
   * Runs `work` in one transaction. What it resolves to is the handler's answer, stored in the same transaction where the
   * request carries an Idempotency-Key. At most once a request. Throws `idempotency.inProgress`, and undoes the work, when
   * another attempt has taken the request over meanwhile.
   */
  commit<Answer>(work: (repositories: Repositories) => Promise<Answer>): Promise<Answer>;
}
