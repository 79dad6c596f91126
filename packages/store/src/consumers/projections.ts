/** The running projections of the logbook into PostgreSQL, and the outbox drained the other way. */
import type { AppError } from '@mantinel/contract';
import type { StoreEnvironment } from '../store-environment.ts';
import type { Supervisor } from '../supervisor.ts';
import type { Tables } from '../tables.ts';
import { type AlarmProjectionOptions, alarmProjection, alarmTables } from './alarm-projection.ts';
import { controlTextTables, projectControlTexts } from './control-text-projection.ts';
import { currentStateTables, projectCurrentState } from './current-state-projection.ts';
import { drainOutbox } from './drain-outbox.ts';
import type { EventSink, EventSource } from './event-source.ts';
import { type Consumer, type ConsumerState, runConsumer } from './run-consumer.ts';

export type ProjectionName = 'current-state' | 'control-texts' | 'alarms';

export interface Projections {
  states(): readonly ConsumerState[];
  /** Why what people did does not reach the logbook, while it does not. */
  outboxProblem(): AppError | undefined;
  /** Empties a projection's tables and builds them again from the oldest event kept. Also sets a stopped one going. */
  rebuild(name: ProjectionName): Promise<void>;
  stop(): Promise<void>;
}

export interface ProjectionOptions {
  readonly database: Pick<Supervisor, 'ready' | 'run'>;
  readonly environment: StoreEnvironment;
  /** Fires `outbox` when something was enqueued. */
  readonly outboxChanged: EventTarget;
  readonly alarms: Omit<AlarmProjectionOptions, 'onUnreadable'>;
}

export function startProjections(
  logbook: EventSource & EventSink,
  { database, environment, outboxChanged, alarms }: ProjectionOptions,
): Projections {
  const run = (name: ProjectionName, apply: typeof projectCurrentState): Consumer =>
    runConsumer({ name, events: logbook, database, environment, apply });
  const consumers: Record<ProjectionName, Consumer> = {
    'current-state': run('current-state', projectCurrentState),
    'control-texts': run('control-texts', projectControlTexts),
    alarms: run(
      'alarms',
      alarmProjection({
        ...alarms,
        onUnreadable: (err) =>
          environment.log('warn', 'A checkpoint of the alarms cannot be read and is passed over.', { err }),
      }),
    ),
  };
  const tables: Record<ProjectionName, readonly (keyof Tables)[]> = {
    'current-state': currentStateTables,
    'control-texts': controlTextTables,
    alarms: alarmTables,
  };
  const drain = drainOutbox({ sink: logbook, database, environment, changed: outboxChanged });
  const all = Object.values(consumers);

  return {
    states: () => all.map((consumer) => consumer.state()),
    outboxProblem: drain.problem,
    async rebuild(name) {
      // Held meanwhile: a cursor that has no row yet keeps nobody from writing one, and its rows would be deleted under it.
      await consumers[name].restart(() =>
        database.run((db) =>
          db.transaction().execute(async (tx) => {
            // The cursor first, as a consumer does: two that lock in the same order never wait for each other in a circle.
            await tx.deleteFrom('consumer_cursor').where('name', '=', name).execute();
            for (const table of tables[name]) await tx.deleteFrom(table).execute();
          }),
        ),
      );
    },
    async stop() {
      await Promise.all([drain.stop(), ...all.map((consumer) => consumer.stop())]);
    },
  };
}
