/** Errors of background tasks: part of the one catalogue. */
import type { ErrorEntry } from './error-entry.ts';

export const taskErrors = {
  'task.notFound': {
    status: 404,
    operator: 'There is no such background task.',
    remedy: 'Choose one from the list of tasks; those that ended are kept for a fortnight.',
  },
  'task.notRetriable': {
    status: 409,
    operator: 'The task is {state}; only one that failed or was cancelled can be tried again.',
    remedy: 'Look at the list of tasks again.',
  },
  'task.notCancellable': {
    status: 409,
    operator: 'The task is {state}; only one that has not ended can be cancelled.',
    remedy: 'Look at the list of tasks again.',
  },
  'task.tookTooLong': {
    status: 504,
    operator: 'The task {task} was stopped after {seconds} seconds.',
    remedy: 'It is tried again by itself; if that happens each time, look for what holds it up.',
  },
} as const satisfies Record<string, ErrorEntry>;
