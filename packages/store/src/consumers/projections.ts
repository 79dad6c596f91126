/** The running projections of the logbook into PostgreSQL, and the outbox drained the other way. */
import type { AppError } from '@mantinel/contract';
import type { StoreEnvironment } from '../store-environment.ts';
import type { Supervisor } from '../supervisor.ts';
import type { Tables } from '../tables.ts';
import { type AlarmProjectionOptions, alarmProjection, alarmTables } from './alarm-projection.ts';
import {
  controlTextTables,
  copyControlTexts,
  pasteControlTexts,
  projectControlTexts,
} from './control-text-projection.ts';
import {
  copyCurrentState,
  currentStateTables,
  pasteCurrentState,
  projectCurrentState,
} from './current-state-projection.ts';
import { drainOutbox } from './drain-outbox.ts';
import type { EventSink, EventSource } from './event-source.ts';
import {
  beginProjection,
  type Checkpointed,
  holdRetention,
  tellCheckpoint,
} from './projection-checkpoint.ts';
import { type Consumer, type ConsumerState, runConsumer } from './run-consumer.ts';

/** How machines stood, told of all of them together. */
export const machineCheckpointCode = 'machine.checkpoint';

const currentStates: Checkpointed = {
  name: 'current-state',
  code: machineCheckpointCode,
  tables: currentStateTables,
  copy: copyCurrentState,
  paste: pasteCurrentState,
};
const controlTexts: Checkpointed = {
  name: 'control-texts',
  code: 'controlText.checkpoint',
  tables: controlTextTables,
  copy: copyControlTexts,
  paste: pasteControlTexts,
};

export type ProjectionName = 'current-state' | 'control-texts' | 'alarms';

export interface Projections {
  states(): readonly ConsumerState[];
  /** Why what people did does not reach the logbook, while it does not. */
  outboxProblem(): AppError | undefined;
  /**
   * Writes copies of what cannot be built again once retention has removed events into the logbook; it removes nothing that is not
   * in one. Before retention runs. Throws `store.unavailable`, and what the logbook refuses.
   */
  checkpoint(site: string): Promise<void>;
  /** Empties a projection's tables and builds them again, from the oldest event kept or from the newest copy in the logbook. Also sets a stopped one going. */
  rebuild(name: ProjectionName): Promise<void>;
  stop(): Promise<void>;
}

export interface ProjectionOptions {
  readonly database: Pick<Supervisor, 'ready' | 'run'>;
  readonly environment: StoreEnvironment;
  /** Fires `outbox` when something was enqueued. */
  readonly outboxChanged: EventTarget;
  readonly alarms: Omit<AlarmProjectionOptions, 'onUnreadable'>;
  readonly giveWay?: (() => Promise<void>) | undefined;
}

export function startProjections(
  logbook: EventSource & EventSink,
  { database, environment, outboxChanged, alarms, giveWay }: ProjectionOptions,
): Projections {
  const rig = { logbook, database, environment };
  const run = (projection: Checkpointed, apply: typeof projectCurrentState): Consumer =>
    runConsumer({
      ...{ name: projection.name, events: logbook, database, environment, apply, giveWay },
      begin: async (stored) => {
        await holdRetention(logbook, projection);
        return beginProjection(projection, rig, stored);
      },
    });
  const consumers: Record<ProjectionName, Consumer> = {
    'current-state': run(currentStates, projectCurrentState),
    'control-texts': run(controlTexts, projectControlTexts),
    // Its checkpoints are those of the alarms in memory.
    alarms: runConsumer({
      ...{ name: 'alarms', events: logbook, database, environment, giveWay },
      apply: alarmProjection({
        ...alarms,
        onUnreadable: (err) =>
          environment.log('warn', 'A checkpoint of the alarms cannot be read and is passed over.', { err }),
      }),
    }),
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
    async checkpoint(site) {
      for (const projection of [currentStates, controlTexts]) await tellCheckpoint(projection, rig, site);
    },
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
