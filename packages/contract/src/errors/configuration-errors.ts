/** Errors of changing mantinel.yaml while Mantinel runs: part of the one catalogue. */
import type { ErrorEntry } from './error-entry.ts';

export const configurationErrors = {
  'configuration.noFile': {
    status: 409,
    operator: 'Mantinel was started without a place for a configuration file, so that nothing can be kept.',
    remedy: 'Start it with --config mantinel.yaml, or in a folder where it may write.',
  },
  'configuration.broken': {
    status: 409,
    operator: '{file}, line {line}: {problem}. Nothing was changed.',
    remedy: 'Correct the file on the computer itself, then try again.',
  },
  'configuration.notWritten': {
    status: 507,
    operator: '{file} cannot be written ({reason}). Nothing was changed.',
    remedy: 'Free space there, or give the account that runs Mantinel the right to write.',
  },
  'configuration.refused': {
    status: 422,
    operator: '{setting}: {problem}. Nothing was changed.',
    remedy: '{remedy}',
  },
  'machine.ofDemo': {
    status: 409,
    operator: 'The machine {machine} belongs to the demonstration, so that it cannot be changed.',
    remedy: 'Connect a machine of your own; the demonstration gives way at the next start.',
  },
} as const satisfies Record<string, ErrorEntry>;
