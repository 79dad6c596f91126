/** One attempt at a task: its payload parsed, its time limited, its progress kept, and the log told when it was the last. */
import { AppError } from '@mantinel/contract';
import type { JobWithMetadata } from 'pg-boss';
import type { Log } from '../../own-log/log.ts';
import type { TaskDefinition } from '../../task.ts';

export interface RunOptions {
  readonly keepProgress: (id: string, progress: { done: number; total?: number }) => Promise<void>;
  /** Aborts when the task is cancelled, and when all tasks stop. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

export async function runTask(
  definition: TaskDefinition,
  job: JobWithMetadata<object>,
  { keepProgress, signal, log }: RunOptions,
): Promise<void> {
  const { name, timeLimitSeconds } = definition;
  const { id, retryCount: attempt, retryLimit } = job;
  const last = attempt >= retryLimit;
  const limit = new AbortController();
  const timer = setTimeout(
    () => limit.abort(new AppError('task.tookTooLong', { data: { task: name, seconds: timeLimitSeconds } })),
    timeLimitSeconds * 1000,
  );
  const either = AbortSignal.any([signal, limit.signal]);
  // A handler that does not listen to its signal is not waited for.
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(either.reason);
  either.addEventListener('abort', abort, { once: true });
  try {
    either.throwIfAborted();
    const payload = definition.payload.parse(job.data ?? {});
    await Promise.race([
      definition.handle(payload, {
        id,
        attempt,
        last,
        signal: either,
        progress: (done, total) => keepProgress(id, { done, ...(total === undefined ? {} : { total }) }),
      }),
      aborted.promise,
    ]);
  } catch (error) {
    // Cancelled, or everything stops: that is no failure to tell of.
    if (!signal.aborted) {
      if (last)
        log.error(
          { code: 'task.failed', task: name, taskId: id, err: error },
          'a background task was given up',
        );
      else
        log.debug({ code: 'task.retrying', task: name, taskId: id, err: error }, 'a background task failed');
    }
    throw error;
  } finally {
    clearTimeout(timer);
    either.removeEventListener('abort', abort);
  }
}
