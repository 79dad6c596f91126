/** What a kind of background task is: one entry of the registry that `app.ts` hands to the tasks. */
import type { z } from 'zod';

export interface TaskContext {
  /** Stays the same through all attempts. */
  readonly id: string;
  /** 0 at first; one more with each attempt after a failure. */
  readonly attempt: number;
  /** No attempt follows this one by itself. */
  readonly last: boolean;
  /** Aborts at the time limit, when a person cancels the task, and when the program or the database stops. */
  readonly signal: AbortSignal;
  /** Shown with the task while it runs. */
  progress(done: number, total?: number): Promise<void>;
}

export interface TaskDefinition<Payload extends Record<string, unknown> = Record<string, unknown>> {
  /** Stable and dotted, as a code: `store.tidy`. Tasks of it may be waiting from before an update. */
  readonly name: string;
  /** No secrets: whoever may see tasks sees it. */
  readonly payload: z.ZodType<Payload>;
  /** May be called again for the same task after a failure or a crash: what it does must bear that. */
  readonly handle: (payload: Payload, context: TaskContext) => Promise<void>;
  readonly retries: number;
  /** Doubles with each retry, with some chance in it, up to `longestDelaySeconds`. */
  readonly retryDelaySeconds: number;
  readonly longestDelaySeconds: number;
  readonly timeLimitSeconds: number;
  /** How many of them this process does at once. Default 1. */
  readonly atOnce?: number;
  /** Of these how many of one group, so that one that is slow leaves room for the others. */
  readonly atOncePerGroup?: number;
  /** When it is begun by itself, with an empty payload: five fields of cron, UTC. */
  readonly schedule?: string;
}

/** Declares a kind of task: its handler's type follows from its schema. */
export const task = <Payload extends Record<string, unknown>>(
  definition: TaskDefinition<Payload>,
): TaskDefinition => definition as unknown as TaskDefinition;
