/** Errors of views that people keep. */
import type { ErrorEntry } from './error-entry.ts';

export const viewErrors = {
  'savedView.notFound': {
    status: 404,
    operator: 'There is no such saved view.',
    remedy: 'Choose one from the list of views; its address still opens where somebody has it.',
  },
  'savedView.tooMany': {
    status: 409,
    operator: 'You keep {most} views already.',
    remedy: 'Remove one that is no longer needed.',
  },
} as const satisfies Record<string, ErrorEntry>;
