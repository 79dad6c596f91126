/** Whether the audit trail is whole. */
import { AuditVerifications, paths, ReasonQuery, TaskView } from '@mantinel/contract';
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

export const auditRoutes: readonly Route[] = [getVerifications, verifyAudit];
