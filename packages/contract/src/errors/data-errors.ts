/** Errors of importing files: part of the one catalogue. */
import type { ErrorEntry } from './error-entry.ts';

export const dataErrors = {
  'data.unreadable': {
    status: 422,
    operator: 'The file is not understood, line {line}: {problem}.',
    remedy: '{remedy}',
  },
  'data.ambiguous': {
    status: 409,
    operator: 'There are several webhooks {name} at {place}.',
    remedy: 'Rename them so that each has a name of its own.',
  },
} as const satisfies Record<string, ErrorEntry>;
