/** Which role may do what, and which roles it may give: data that the server enforces, the admin screen and the docs show. */
import type { GrantableRoles, Role, RoleMatrix } from '@mantinel/domain';
import { type Permission, permissions, readPermissions } from './permissions.ts';

const kiosk: readonly Permission[] = [
  'event.read',
  'machine.read',
  'status.read',
  'place.read',
  'alarm.read',
];

const viewer: readonly Permission[] = [
  ...kiosk,
  'calendar.read',
  'catalogue.read',
  'job.read',
  'program.read',
  'advice.read',
  'operation.read',
];

const operator: readonly Permission[] = [
  ...viewer,
  'annotation.write',
  'alarm.acknowledge',
  'outcome.record',
  'advice.request',
  'operation.propose',
];

const technician: readonly Permission[] = [
  ...operator,
  'event.export',
  'event.ingest',
  'notification.read',
  'notification.edit',
  'machine.connect',
  'machine.edit',
  'recording.replay',
  'health.read',
  'catalogue.edit',
  'alarm.shelve',
  'view.share',
  'operation.cancel',
  'token.own',
];

const engineer: readonly Permission[] = [
  ...technician,
  'calendar.edit',
  'job.edit',
  'alarm.outOfService',
  'annotation.remove',
  'alarm.rationalise',
  'program.edit',
  'program.release',
  'operation.approve',
  'configuration.read',
  'retention.read',
  'data.export',
  'data.import',
];

/** Holds what it gives: giving a role must not be a way to what one has not. */
const manager: readonly Permission[] = [
  ...engineer,
  'place.edit',
  'person.read',
  'person.edit',
  'grant.read',
  'grant.edit',
  'session.read',
  'session.end',
  'terminal.read',
  'terminal.edit',
  'token.read',
  'token.revoke',
  'audit.read',
  'audit.export',
];

/** What concerns the installation itself, not the plant. */
const platform: ReadonlySet<Permission> = new Set<Permission>([
  'event.deliver',
  'configuration.edit',
  'key.manage',
  'backup.create',
  'backup.restore',
  'task.manage',
]);

/** Roles contain one another where the field's do (INCITS 359, hierarchical RBAC): kiosk, viewer, operator, technician, engineer, manager. */
export const roleMatrix: RoleMatrix<Permission> = {
  platformOwner: permissions,
  organisationAdmin: permissions.filter((permission) => !platform.has(permission)),
  manager,
  engineer,
  technician,
  operator,
  /** Reads everything and changes nothing: not even a token of its own. */
  auditor: readPermissions,
  viewer,
  machine: ['event.deliver', 'event.ingest'],
  kiosk,
};

const shopFloor: readonly Role[] = ['engineer', 'technician', 'operator', 'viewer', 'kiosk'];

export const grantableRoles: GrantableRoles = {
  platformOwner: ['platformOwner', 'organisationAdmin', 'manager', ...shopFloor, 'auditor', 'machine'],
  organisationAdmin: ['organisationAdmin', 'manager', ...shopFloor, 'auditor', 'machine'],
  manager: shopFloor,
  engineer: [],
  technician: [],
  operator: [],
  auditor: [],
  viewer: [],
  machine: [],
  kiosk: [],
};
