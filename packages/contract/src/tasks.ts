/** Background tasks: what the program does by itself, later and again until it is done. */
import { z } from 'zod';
import { TimeUs } from './event.ts';

export const taskStates = ['waiting', 'retrying', 'running', 'done', 'cancelled', 'failed'] as const;
const TaskStateName = z.enum(taskStates);
export type TaskStateName = z.infer<typeof TaskStateName>;

export const TaskView = z.object({
  id: z.string(),
  name: z.string().describe('What kind of task: `store.tidy`'),
  state: TaskStateName.describe(
    '`retrying` waits after a failure; `failed` is a dead letter: nothing tries it again by itself',
  ),
  payload: z.record(z.string(), z.unknown()),
  attempt: z.int().min(0).describe('How often it was begun again after a failure'),
  attempts: z.int().min(0).describe('How often that may be before it becomes a dead letter'),
  createdUs: TimeUs,
  dueUs: TimeUs.describe('Not begun before'),
  startedUs: TimeUs.optional(),
  endedUs: TimeUs.optional(),
  progress: z.object({ done: z.number(), total: z.number().optional() }).optional(),
  problem: z.string().optional().describe('Why the last attempt failed'),
  failure: z
    .object({
      code: z.string().optional().describe('Of the error catalogue, where it is one of those'),
      data: z.record(z.string(), z.unknown()).optional().describe('What the sentence of the code names'),
      technical: z.string().optional().describe('For developers'),
    })
    .optional(),
});
export type TaskView = z.infer<typeof TaskView>;

const page = {
  after: z.string().max(80).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  name: z.string().max(80).optional(),
};
export const TasksQuery = z.object({ ...page, state: TaskStateName.optional() });
export type TasksQuery = z.infer<typeof TasksQuery>;
export const DeadLettersQuery = z.object(page);
export const Tasks = z.object({
  tasks: z.array(TaskView).describe('Newest first'),
  next: z.string().optional().describe('Read on with `after`; absent at the end'),
});
export type Tasks = z.infer<typeof Tasks>;
export const TaskParams = z.object({ id: z.uuid() });
