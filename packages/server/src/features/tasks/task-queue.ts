/** pg-boss over one life of the database: from the moment it is ready until it goes away. */
import { AppError } from '@mantinel/contract';
import type { Statements } from '@mantinel/store';
import { type Db, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Log } from '../../own-log/log.ts';
import type { TaskDefinition } from '../../task.ts';
import { runTask } from './run-task.ts';
import { keepProgress } from './task-rows.ts';

export interface TaskQueue {
  readonly boss: PgBoss;
  /** Looks for work at once instead of at the next poll. */
  wake(name: string): void;
  /** Aborts what this process does for a task. */
  abort(id: string): void;
  stop(): Promise<void>;
}

export interface TaskQueueOptions {
  readonly statements: Statements;
  readonly schema: string;
  readonly definitions: readonly TaskDefinition[];
  readonly log: Log;
}

/** A process that died in the middle of a task is noticed after this long, and the task tried again. */
const heartbeatSeconds = 20;
const fortnightSeconds = 14 * 24 * 3600;

export async function startTaskQueue(options: TaskQueueOptions): Promise<TaskQueue> {
  const { statements, schema, definitions, log } = options;
  const stopping = new AbortController();
  const running = new Map<string, AbortController>();
  const workers = new Map<string, string>();
  const db: Db = { executeSql: (text, values) => statements.executeSql(text, values) };
  const boss = new PgBoss({
    db,
    schema,
    registerInstance: false,
    openTelemetry: { enabled: false },
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    cronMonitorIntervalSeconds: 15,
  });
  boss.on('error', (error) => {
    // That the database is away is told already.
    if (isAway(error) || stopping.signal.aborted) return;
    log.warn({ code: 'task.queueProblem', err: error }, 'the queue of background tasks met a problem');
  });
  boss.on('warning', ({ message }) => log.debug({ code: 'task.queueWarning' }, message));

  const wake = (name: string) => {
    const worker = workers.get(name);
    if (worker !== undefined && !stopping.signal.aborted) boss.notifyWorker(worker);
  };
  const work = (definition: TaskDefinition) => async (jobs: JobWithMetadata<object>[]) => {
    for (const job of jobs) {
      const held = new AbortController();
      running.set(job.id, held);
      try {
        await runTask(definition, job, {
          signal: AbortSignal.any([held.signal, stopping.signal, job.signal]),
          keepProgress: (id, progress) =>
            keepProgress(statements, schema, { id, name: definition.name, progress }),
          log,
        });
      } finally {
        running.delete(job.id);
        // Where one was there another may be: the pause between looks is for when there is none.
        wake(definition.name);
      }
    }
  };
  const stop = async () => {
    stopping.abort(new AppError('store.unavailable', { data: { reason: 'background tasks stop' } }));
    await boss.stop({ graceful: true, timeout: 2000, close: false });
  };

  try {
    await boss.start();
    for (const definition of definitions) {
      const {
        name,
        retries,
        retryDelaySeconds,
        longestDelaySeconds,
        timeLimitSeconds,
        atOnce = 1,
      } = definition;
      const queue = {
        retryLimit: retries,
        retryDelay: retryDelaySeconds,
        retryBackoff: true,
        retryDelayMax: longestDelaySeconds,
        // Later than our own limit, which says what happened.
        expireInSeconds: timeLimitSeconds + 10,
        heartbeatSeconds,
        retentionSeconds: fortnightSeconds,
        deleteAfterSeconds: fortnightSeconds,
      };
      await boss.createQueue(name, queue);
      // Of an earlier version, perhaps with other limits.
      await boss.updateQueue(name, queue);
      const settings = {
        includeMetadata: true,
        localConcurrency: atOnce,
        ...(definition.atOncePerGroup === undefined
          ? {}
          : { localGroupConcurrency: definition.atOncePerGroup }),
      } as const;
      workers.set(name, await boss.work<object, void, typeof settings>(name, settings, work(definition)));
      if (definition.schedule === undefined) await boss.unschedule(name);
      else await boss.schedule(name, definition.schedule, {}, { tz: 'UTC' });
    }
  } catch (error) {
    await stop().catch(() => undefined); // why it did not start is what counts
    throw error;
  }

  return {
    boss,
    wake,
    abort: (id) => running.get(id)?.abort(new AppError('task.notFound')),
    stop,
  };
}

export const isAway = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'store.unavailable';
