/** Background tasks: begun with whatever they belong to, done when the database allows it, seen and steered by people. */
import {
  AppError,
  type TaskStateName,
  type Tasks as TasksPage,
  type TasksQuery,
  type TaskView,
} from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import type { Repositories, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import type { Log } from '../../own-log/log.ts';
import type { TaskDefinition } from '../../task.ts';
import { isAway, startTaskQueue, type TaskQueue } from './task-queue.ts';
import { findTaskRow, listTaskRows } from './task-rows.ts';

export interface Tasks {
  /**
   * Begins a task once the transaction that `tx` belongs to is committed, or at once. Returns its id. Throws
   * `store.unavailable` while tasks wait for the database.
   */
  begin(name: string, payload: Record<string, unknown>, options?: BeginOptions): Promise<string>;
  /** Many at once, in the transaction that `tx` belongs to. */
  beginAll(name: string, tasks: readonly NewTask[], tx: Pick<Repositories, 'statements'>): Promise<void>;
  list(query: TasksQuery): Promise<TasksPage>;
  /** Throws `task.notFound`. */
  get(id: string): Promise<TaskView>;
  /** As `get`, in the transaction in which it was begun. */
  view(id: string, tx: Pick<Repositories, 'statements'>): Promise<TaskView>;
  /** Throws `task.notFound`, `task.notRetriable`. */
  retry(id: string, act: Act): Promise<TaskView>;
  /** What runs of it in this process is broken off. Throws `task.notFound`, `task.notCancellable`. */
  cancel(id: string, act: Act): Promise<TaskView>;
  stop(): Promise<void>;
}

export interface NewTask {
  readonly id: string;
  readonly payload: Record<string, unknown>;
  readonly group?: string;
}

export interface BeginOptions {
  readonly tx?: Pick<Repositories, 'statements'>;
  /** A second one with this id is not begun. */
  readonly id?: string;
}

export interface TasksOptions {
  readonly store: Pick<Store, 'state' | 'onState' | 'statements'>;
  readonly definitions: readonly TaskDefinition[];
  /** This node's site, where it is told what people do to tasks. */
  readonly site: string;
  readonly nowUs: () => number;
  readonly log: Log;
}

const tryAgainMs = 5000;
const ended: readonly TaskStateName[] = ['done', 'cancelled', 'failed'];

export function tasksService({ store, definitions, site, nowUs, log }: TasksOptions): Tasks {
  const { statements } = store;
  const schema = `${statements.schema}_tasks`;
  const names = definitions.map(({ name }) => name);
  let queue: TaskQueue | undefined;
  let stopped = false;
  let again: NodeJS.Timeout | undefined;
  let changing: Promise<void> = Promise.resolve();

  async function settle(): Promise<void> {
    clearTimeout(again);
    const wanted = !stopped && store.state().state === 'ready';
    if (wanted && !queue) {
      try {
        queue = await startTaskQueue({ statements, schema, definitions, log });
      } catch (error) {
        if (!isAway(error))
          log.warn(
            { code: 'task.queueProblem', err: error },
            'background tasks do not start and are tried again',
          );
        again = setTimeout(follow, tryAgainMs);
        again.unref();
      }
    } else if (!wanted && queue) {
      const leaving = queue;
      queue = undefined;
      await leaving.stop().catch((error: unknown) => {
        if (!isAway(error))
          log.warn({ code: 'task.queueProblem', err: error }, 'background tasks did not end well');
      });
    }
  }
  function follow(): void {
    changing = changing.then(settle);
  }
  const stopListening = store.onState(follow);
  follow();

  function present(): TaskQueue {
    if (!queue)
      throw new AppError('store.unavailable', { data: { reason: 'background tasks wait for the database' } });
    return queue;
  }

  /** In its caller's transaction a task cannot be seen yet; where that takes longer, the next look finds it. */
  const wakeSoon = (wake: TaskQueue['wake'], name: string) => void setTimeout(() => wake(name), 50).unref();

  async function steer(
    id: string,
    act: Act,
    {
      code,
      message,
      how,
    }: { code: string; message: string; how: (task: TaskView, tx: Repositories) => Promise<unknown> },
  ): Promise<TaskView> {
    present();
    return act.unit.commit(async (tx) => {
      const before = await findTaskRow(tx.statements, schema, { id, names, lock: true });
      if (!before) throw new AppError('task.notFound');
      await how(before, tx);
      const after = (await findTaskRow(tx.statements, schema, { id, names }))!;
      const states = {
        before: { state: before.state },
        after: { task: id, name: after.name, state: after.state },
      };
      await tx.outbox.enqueue(
        auditedAt({ code, message, ...states, place: enterpriseRoot, act, site, nowUs: nowUs() }),
      );
      return after;
    });
  }

  return {
    begin: async (name, payload, { tx, id } = {}) => {
      const { boss, wake } = present();
      const begun = await boss.send(name, payload, {
        ...(tx ? { db: tx.statements } : {}),
        ...(id === undefined ? {} : { id }),
      });
      if (tx) wakeSoon(wake, name);
      else wake(name);
      return begun ?? id!;
    },
    beginAll: async (name, all, tx) => {
      const { boss, wake } = present();
      if (all.length === 0) return;
      await boss.insert(
        name,
        all.map(({ id, payload, group }) => ({
          id,
          data: payload,
          ...(group === undefined ? {} : { group: { id: group } }),
        })),
        { db: tx.statements },
      );
      wakeSoon(wake, name);
    },
    list: (query) => {
      present();
      return listTaskRows(statements, schema, { ...query, names });
    },
    get: async (id) => {
      present();
      const found = await findTaskRow(statements, schema, { id, names });
      if (!found) throw new AppError('task.notFound');
      return found;
    },
    view: async (id, tx) => {
      const found = await findTaskRow(tx.statements, schema, { id, names });
      if (!found) throw new AppError('task.notFound');
      return found;
    },
    retry: async (id, act) => {
      const { boss, wake } = present();
      const retried = await steer(id, act, {
        code: 'task.retried',
        message: 'A person had a background task tried again.',
        how: ({ name, state }, { statements: db }) => {
          if (state === 'failed') return boss.retry(name, id, { db });
          if (state === 'cancelled') return boss.resume(name, id, { db });
          throw new AppError('task.notRetriable', { data: { state } });
        },
      });
      wake(retried.name);
      return retried;
    },
    cancel: async (id, act) => {
      const { boss, abort } = present();
      const cancelled = await steer(id, act, {
        code: 'task.cancelled',
        message: 'A person cancelled a background task.',
        how: ({ name, state }, { statements: db }) => {
          if (ended.includes(state)) throw new AppError('task.notCancellable', { data: { state } });
          return boss.cancel(name, id, { db });
        },
      });
      abort(id);
      return cancelled;
    },
    stop: async () => {
      stopped = true;
      stopListening();
      follow();
      await changing;
      clearTimeout(again);
    },
  };
}
