/** Background tasks, backups, retention and the check of the audit trail. */
import {
  type AuditVerifications,
  type Backups,
  type LogHead,
  paths,
  type RecoveryKey,
  type RetentionDays,
  type RetentionPreview,
  type RetentionView,
  type TaskStateName,
  type Tasks,
  type TaskView,
} from '@mantinel/contract';
import { addressOf, type By, because, why } from './act.ts';
import { getJson, send } from './request.ts';

export interface TaskFilter {
  readonly state: TaskStateName | '';
  readonly name: string;
}

const given = (values: Record<string, string | undefined>) =>
  new URLSearchParams(
    Object.entries(values).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  );

export const getTasks = ({ state, name }: TaskFilter, after: string | undefined, signal?: AbortSignal) =>
  getJson<Tasks>(`${paths.tasks}?${given({ state, name, after })}`, signal);
export const getTask = (id: string, signal?: AbortSignal) =>
  getJson<TaskView>(addressOf(paths.task, id), signal);
export const retryTask = (id: string, reason: string) =>
  send<TaskView>(addressOf(paths.taskRetry, id) + because(reason));
export const cancelTask = (id: string, reason: string) =>
  send<TaskView>(addressOf(paths.taskCancel, id) + because(reason));

export const getLogHead = (signal?: AbortSignal) => getJson<LogHead>(paths.auditHead, signal);

const named = (path: string, name: string) => path.replace(':name', encodeURIComponent(name));
export const getBackups = (signal?: AbortSignal) => getJson<Backups>(paths.backups, signal);
export const makeBackup = () => send<TaskView>(paths.backups);
export const verifyBackup = (name: string) => send<TaskView>(named(paths.backupVerification, name));
export const rehearseBackup = (name: string) => send<TaskView>(named(paths.backupRehearsal, name));
export const makeRecoveryKey = (reason: string) =>
  send<RecoveryKey>(paths.backupRecoveryKey + because(reason));

export const getRetention = (signal?: AbortSignal) => getJson<RetentionView>(paths.retention, signal);
/** Of one site, or of everywhere that has nothing of its own. */
export const previewRetention = (days: RetentionDays, site: string | undefined, signal?: AbortSignal) =>
  getJson<RetentionPreview>(
    `${paths.retentionPreview}?${given({ ...Object.fromEntries(Object.entries(days).map(([level, count]) => [level, String(count)])), site })}`,
    signal,
  );
export const changeRetention = (days: RetentionDays, site: string | undefined, { version, reason }: By) =>
  send<RetentionView>(paths.retention, {
    method: 'PUT',
    version,
    body: { days, ...(site === undefined ? {} : { site }), ...why(reason) },
  });

export const getVerification = (signal?: AbortSignal) =>
  getJson<AuditVerifications>(paths.auditVerification, signal);
export const verifyAudit = () => send<TaskView>(paths.auditVerification);
