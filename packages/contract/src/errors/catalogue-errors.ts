/** Errors of the catalogue of explanations. */
import type { ErrorEntry } from './error-entry.ts';

export const catalogueErrors = {
  'catalogue.notFound': {
    status: 404,
    operator: 'There is no such explanation.',
    remedy: 'Choose one from the list of explanations.',
  },
  'catalogue.exists': {
    status: 409,
    operator: 'The code {code} is explained already for this place and model.',
    remedy: 'Change that explanation instead.',
  },
} as const satisfies Record<string, ErrorEntry>;
