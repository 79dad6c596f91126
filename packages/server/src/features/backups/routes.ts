/** Backups: what there is, and what is begun with them. A restore is not here: it needs Mantinel stopped. */
import { BackupParams, Backups, paths, ReasonQuery, RecoveryKey, TaskView } from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const listBackups = route({
  method: 'GET',
  path: paths.backups,
  permission: 'backup.read',
  scope: 'enterprise',
  summary: 'Backups with what is in them, whether they were rehearsed, and the command that restores each',
  tag: 'backups',
  reply: Backups,
  handle: ({ backups }) => backups.list(),
});

const makeBackup = route({
  method: 'POST',
  path: paths.backups,
  permission: 'backup.create',
  scope: 'enterprise',
  summary: 'Make a backup now, as a background task',
  tag: 'backups',
  idempotent: true,
  query: ReasonQuery,
  reply: TaskView,
  handle: ({ backups }, { query, caller, unit }) => backups.make({ caller, why: query.reason, unit }),
});

const verifyBackup = route({
  method: 'POST',
  path: paths.backupVerification,
  permission: 'backup.create',
  scope: 'enterprise',
  summary: 'Read every byte of a backup and compare it with its checksums, as a background task',
  tag: 'backups',
  errors: ['backup.notFound', 'backup.damaged', 'backup.unfinished', 'backup.formatTooNew'],
  idempotent: true,
  params: BackupParams,
  query: ReasonQuery,
  reply: TaskView,
  handle: ({ backups }, { params, query, caller, unit }) =>
    backups.verify(params.name, { caller, why: query.reason, unit }),
});

const rehearseBackup = route({
  method: 'POST',
  path: paths.backupRehearsal,
  permission: 'backup.restore',
  scope: 'enterprise',
  summary: 'Restore a backup beside the running Mantinel, open it, and remove it again, as a background task',
  tag: 'backups',
  errors: ['backup.notFound', 'backup.damaged', 'backup.unfinished', 'backup.formatTooNew'],
  idempotent: true,
  params: BackupParams,
  query: ReasonQuery,
  reply: TaskView,
  handle: ({ backups }, { params, query, caller, unit }) =>
    backups.rehearse(params.name, { caller, why: query.reason, unit }),
});

const newRecoveryKey = route({
  method: 'POST',
  path: paths.backupRecoveryKey,
  permission: 'key.manage',
  scope: 'enterprise',
  summary: 'Make a recovery key, shown once, for which the keys in backups are sealed from now on',
  tag: 'backups',
  idempotent: 'sealed',
  needsSession: true,
  requiresFresh: true,
  query: ReasonQuery,
  reply: RecoveryKey,
  handle: ({ backups }, { query, caller, unit }) =>
    backups.newRecoveryKey({ caller, why: query.reason, unit }),
});

export const backupRoutes: readonly Route[] = [
  listBackups,
  makeBackup,
  verifyBackup,
  rehearseBackup,
  newRecoveryKey,
];
