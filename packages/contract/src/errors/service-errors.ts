/** Errors of running as a service: part of the one catalogue. */
import type { ErrorEntry } from './error-entry.ts';

export const serviceErrors = {
  'service.noConfiguration': {
    status: 404,
    operator: 'There is no {file}: the demonstration is not run as a service.',
    remedy: 'Write one (docs/guides/first-evening.md), or name it with --config.',
  },
  'service.needsAdministrator': {
    status: 403,
    operator: 'Only an administrator may change what runs at boot.',
    remedy: 'Run it again with {how}. What it would do is shown by --show.',
  },
  'service.unsupported': {
    status: 501,
    operator: 'This computer has no {manager}, by which Mantinel would run as a service.',
    remedy: 'Let what starts other programs here run the command that --show prints.',
  },
  'service.fileClosed': {
    status: 403,
    operator: 'The account {user} may not {act} {path}.',
    remedy:
      'Put the program and the data where it may go, as /opt/mantinel and /srv/mantinel, or give it the right.',
  },
  'service.dataForeign': {
    status: 409,
    operator: '{data} holds files but no logbook of Mantinel: it is not given to another account.',
    remedy: 'Name a folder of its own as `data` in mantinel.yaml.',
  },
  'service.databaseElsewhere': {
    status: 409,
    operator: 'The database of {data} lies in {place}, where an earlier run as root has put it.',
    remedy: 'Bring it along: mantinel backup FOLDER, then mantinel restore FOLDER --into a new data folder.',
  },
  'service.stepFailed': {
    status: 500,
    operator: '{command} ended badly: {reason}.',
    remedy: 'Correct what it says and run it again; the steps before it are done and do no harm.',
  },
} as const satisfies Record<string, ErrorEntry>;
