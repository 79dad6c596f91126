/** Background tasks, for whoever keeps the installation running. */
import {
  DeadLettersQuery,
  paths,
  ReasonQuery,
  TaskParams,
  Tasks,
  TasksQuery,
  TaskView,
} from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const listTasks = route({
  method: 'GET',
  path: paths.tasks,
  permission: 'task.read',
  scope: 'enterprise',
  summary: 'Background tasks, newest first',
  tag: 'tasks',
  query: TasksQuery,
  reply: Tasks,
  handle: ({ tasks }, { query }) => tasks.list(query),
});

const listDeadLetters = route({
  method: 'GET',
  path: paths.deadLetters,
  permission: 'task.read',
  scope: 'enterprise',
  summary: 'Background tasks that failed for good and wait for a person',
  tag: 'tasks',
  query: DeadLettersQuery,
  reply: Tasks,
  handle: ({ tasks }, { query }) => tasks.list({ ...query, state: 'failed' }),
});

const getTask = route({
  method: 'GET',
  path: paths.task,
  permission: 'task.read',
  scope: 'enterprise',
  summary: 'One background task with its progress',
  tag: 'tasks',
  errors: ['task.notFound'],
  params: TaskParams,
  reply: TaskView,
  handle: ({ tasks }, { params }) => tasks.get(params.id),
});

const retryTask = route({
  method: 'POST',
  path: paths.taskRetry,
  permission: 'task.manage',
  scope: 'enterprise',
  summary: 'Try a background task again that failed or was cancelled',
  tag: 'tasks',
  errors: ['task.notFound', 'task.notRetriable'],
  idempotent: true,
  params: TaskParams,
  query: ReasonQuery,
  reply: TaskView,
  handle: ({ tasks }, { params, query, caller, unit }) =>
    tasks.retry(params.id, { caller, why: query.reason, unit }),
});

const cancelTask = route({
  method: 'POST',
  path: paths.taskCancel,
  permission: 'task.manage',
  scope: 'enterprise',
  summary: 'Cancel a background task that has not ended',
  tag: 'tasks',
  errors: ['task.notFound', 'task.notCancellable'],
  idempotent: true,
  params: TaskParams,
  query: ReasonQuery,
  reply: TaskView,
  handle: ({ tasks }, { params, query, caller, unit }) =>
    tasks.cancel(params.id, { caller, why: query.reason, unit }),
});

export const taskRoutes: readonly Route[] = [listTasks, listDeadLetters, getTask, retryTask, cancelTask];
