/** Errors of people's notes: part of the one catalogue. */
import type { ErrorEntry } from './error-entry.ts';

export const annotationErrors = {
  'annotation.notFound': {
    status: 404,
    operator: 'There is no such note.',
    remedy: 'It may have been removed meanwhile; look at the list again.',
  },
  'annotation.notYours': {
    status: 403,
    operator: 'Somebody else wrote this note.',
    remedy: 'Write one of your own beside it; only its author changes its words.',
  },
} as const satisfies Record<string, ErrorEntry>;
