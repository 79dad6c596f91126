/** What may go wrong with files of NC programs. What is wrong inside of them is told by diagnostics, never by an error. */
import type { ErrorEntry } from './error-entry.ts';

export const ncErrors = {
  'nc.unreadable': {
    status: 422,
    operator: '{file} cannot be read: {problem}.',
    remedy: 'Check the path, and that the user who runs Mantinel may read it.',
  },
  'nc.nothingFound': {
    status: 422,
    operator: 'No NC program was found in {paths}.',
    remedy:
      'Name a file, whatever its ending, or a folder with programs (.nc, .tap, .cnc, .eia, .ngc, .min, .mpf …, or O1234).',
  },
} as const satisfies Record<string, ErrorEntry>;
