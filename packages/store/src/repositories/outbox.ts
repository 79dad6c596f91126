/** Events that belong to a change in PostgreSQL: written with it, drained into the logbook after it. */
import type { NewEvent } from '@mantinel/domain';

export interface Outbox {
  /** Call inside the transaction of the change it tells of. */
  enqueue(event: NewEvent): Promise<void>;
  /** Events not yet acknowledged by the logbook. */
  pending(): Promise<number>;
}
