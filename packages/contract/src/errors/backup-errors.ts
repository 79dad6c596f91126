/** Errors of backup and restore: part of the one catalogue. */
import type { ErrorEntry } from './error-entry.ts';

export const backupErrors = {
  'backup.exists': {
    status: 409,
    operator: '{path} exists already.',
    remedy: 'Name another folder. What ends in .unfinished is an interrupted backup and can be deleted.',
  },
  'backup.notFound': {
    status: 404,
    operator: '{path} is no backup of Mantinel.',
    remedy: 'Name a folder that mantinel backup made: it holds mantinel-backup.json.',
  },
  'backup.unfinished': {
    status: 409,
    operator: 'The backup {path} was interrupted and is not complete.',
    remedy: 'Use another backup, and delete this one.',
  },
  'backup.damaged': {
    status: 422,
    operator: 'The backup is damaged: {file} {problem}.',
    remedy: 'Use another backup or another copy of this one; nothing was restored.',
  },
  'backup.formatTooNew': {
    status: 409,
    operator: 'The backup was made by a newer Mantinel (format {version}).',
    remedy: 'Install that version or a later one.',
  },
  'backup.noSpace': {
    status: 507,
    operator: '{folder} has {free} MiB free, and {needed} MiB are needed.',
    remedy: 'Free space on that volume, or choose another one.',
  },
  'backup.notWritten': {
    status: 507,
    operator: '{path} cannot be written ({reason}).',
    remedy: 'Check the volume, its free space and the right to write there, and begin again.',
  },
  'backup.wrongRecoveryKey': {
    status: 422,
    operator: 'The recovery key does not fit: {problem}.',
    remedy:
      'Type it as it was printed, with or without dashes; each backup names the key that it was sealed for.',
  },
  'backup.notSealed': {
    status: 422,
    operator: 'The keys are not in this backup: no recovery key had been made.',
    remedy: 'Restore without a recovery key, and make one afterwards.',
  },
  'backup.databaseDoesNotAnswer': {
    status: 503,
    operator: 'The restored database did not come up: {reason}.',
    remedy: 'Rehearse again; if it happens each time, this backup is of no use.',
  },
  'backup.notAsBackedUp': {
    status: 422,
    operator: 'The restored data is not what was backed up: {problem}.',
    remedy: 'Make another backup and rehearse it; report this one to whoever maintains Mantinel.',
  },
  'restore.folderNotEmpty': {
    status: 409,
    operator: 'The data folder {folder} exists and is not empty.',
    remedy: 'Restore into a new folder; the old one stays as it is until you delete it.',
  },
  'restore.databaseNotEmpty': {
    status: 409,
    operator: 'The database at {place} holds tables in the schema {schema} already.',
    remedy: 'Restore into an empty database, or drop that schema first if nothing in it is needed.',
  },
} as const satisfies Record<string, ErrorEntry>;
