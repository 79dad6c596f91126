/** The running projections of the logbook into PostgreSQL, and the outbox drained the other way. */
import type { AppError } from '@mantinel/contract';
import type { Position } from '@mantinel/domain';

export type ProjectionName = 'current-state';

export interface ConsumerState {
  readonly name: string;
  /** `waiting`: for the database, tries again by itself. `stopped`: will not go on; `problem` says why and what to do. */
  readonly state: 'running' | 'waiting' | 'stopped';
  /** The last event taken up; undefined before the first connection. */
  readonly position?: Position;
  /** Events after `position`. After a new epoch began it counts that epoch only. */
  readonly behind: number;
  readonly problem?: AppError;
}

export interface Projections {
  states(): readonly ConsumerState[];
  /** Empties a projection's tables and builds them again from the oldest event kept. Also sets a stopped one going. */
  rebuild(name: ProjectionName): Promise<void>;
  stop(): Promise<void>;
}
