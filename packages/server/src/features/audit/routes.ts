/** Whether the audit trail is whole. */
import { AuditVerifications, LogHead, paths, ReasonQuery, TaskView } from '@mantinel/contract';
import { type Route, route } from '../../http/route.ts';

const getVerifications = route({
  method: 'GET',
  path: paths.auditVerification,
  permission: 'audit.read',
  scope: 'enterprise',
  summary: 'What was found when the logbook was last read from its first event to its last',
  tag: 'events',
  reply: AuditVerifications,
  handle: ({ audit }) => audit.verifications(),
});

const verifyAudit = route({
  method: 'POST',
  path: paths.auditVerification,
  permission: 'audit.export',
  scope: 'enterprise',
  summary: 'Read the whole logbook and look for what is missing, as a background task',
  tag: 'events',
  idempotent: true,
  query: ReasonQuery,
  reply: TaskView,
  handle: ({ audit }, { query, caller, unit }) => audit.verify({ caller, why: query.reason, unit }),
});

const getHead = route({
  method: 'GET',
  path: paths.auditHead,
  permission: 'audit.read',
  scope: 'enterprise',
  summary: 'The newest signed head of the log, to be kept elsewhere',
  tag: 'events',
  reply: LogHead,
  handle: ({ audit }) => audit.head(),
});

export const auditRoutes: readonly Route[] = [getVerifications, verifyAudit, getHead];
