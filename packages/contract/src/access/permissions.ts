/** Everything that a person, device or token may be allowed to do. Which role has what stands in `role-matrix.ts`. */

export interface PermissionEntry {
  /** `read` changes nothing, neither here nor on a machine. */
  readonly effect: 'read' | 'write';
  /** For the admin screen and docs/reference/permissions.md: completes "may …". */
  readonly may: string;
}

export const permissionCatalogue = {
  'event.read': { effect: 'read', may: 'read events, without what people did' },
  'event.export': { effect: 'read', may: 'take events away as a file' },
  'event.deliver': { effect: 'write', may: 'deliver events of an edge node' },
  'view.share': { effect: 'write', may: 'share saved views of the log, and change shared ones' },
  'annotation.write': { effect: 'write', may: 'pin notes to events and times, and change their own' },
  'annotation.remove': { effect: 'write', may: "remove other people's notes" },
  'catalogue.read': { effect: 'read', may: 'see what event codes mean, and what is not explained yet' },
  'catalogue.edit': { effect: 'write', may: 'explain event codes' },
  'event.ingest': { effect: 'write', may: 'send events in, of machines and of programs' },
  'machine.read': { effect: 'read', may: 'see what machines do' },
  'machine.connect': { effect: 'write', may: 'connect a machine' },
  'machine.edit': { effect: 'write', may: 'change or remove a machine and its connection' },
  'recording.replay': { effect: 'write', may: 'replay a recording as a machine' },
  'status.read': { effect: 'read', may: 'see what is recorded and what waits' },
  'place.read': { effect: 'read', may: 'see sites, areas, lines and where machines stand' },
  'place.edit': { effect: 'write', may: 'add, rename, move and remove places' },
  'calendar.read': { effect: 'read', may: 'see shift calendars' },
  'calendar.edit': { effect: 'write', may: 'change shift calendars' },
  'job.read': { effect: 'read', may: 'see parts, jobs and their operations' },
  'job.edit': { effect: 'write', may: 'enter and change parts, jobs and their operations' },
  'person.read': { effect: 'read', may: 'see who has an account' },
  'person.edit': { effect: 'write', may: 'create, change and disable accounts' },
  'grant.read': { effect: 'read', may: 'see who holds which role where' },
  'grant.edit': { effect: 'write', may: 'give and take roles' },
  'session.read': { effect: 'read', may: "see other people's sessions" },
  'session.end': { effect: 'write', may: "end other people's sessions" },
  'terminal.read': { effect: 'read', may: 'see shared terminals' },
  'terminal.edit': { effect: 'write', may: 'set up, change and remove shared terminals' },
  'token.own': { effect: 'write', may: 'make API tokens of their own' },
  'token.read': { effect: 'read', may: "see other people's tokens" },
  'token.revoke': { effect: 'write', may: "revoke other people's tokens" },
  'webhook.read': { effect: 'read', may: 'see webhooks and their deliveries' },
  'webhook.edit': { effect: 'write', may: 'add, change and remove webhooks' },
  'notification.read': { effect: 'read', may: 'see who is told of what' },
  'notification.edit': { effect: 'write', may: 'decide who is told of what' },
  'task.read': { effect: 'read', may: 'see background tasks' },
  'task.manage': { effect: 'write', may: 'retry and cancel background tasks' },
  'audit.read': { effect: 'read', may: 'read what people did' },
  'audit.export': { effect: 'read', may: 'take the audit trail away as a file, and verify it' },
  'health.read': { effect: 'read', may: 'see the health of the system' },
  'retention.read': { effect: 'read', may: 'see how long events are kept' },
  'retention.edit': { effect: 'write', may: 'change how long events are kept' },
  'configuration.read': { effect: 'read', may: 'see the configuration, without secrets' },
  'configuration.edit': { effect: 'write', may: 'change the configuration' },
  'key.read': { effect: 'read', may: 'see which keys and certificates exist' },
  'key.manage': { effect: 'write', may: 'create, replace and withdraw keys and certificates' },
  'backup.read': { effect: 'read', may: 'see backups and whether they were rehearsed' },
  'backup.create': { effect: 'write', may: 'make a backup' },
  'backup.restore': { effect: 'write', may: 'restore a backup' },
  'data.export': { effect: 'read', may: 'take what people entered away as files' },
  'data.import': { effect: 'write', may: 'bring in files of what people enter' },
  'alarm.read': { effect: 'read', may: 'see alarms' },
  'alarm.acknowledge': { effect: 'write', may: 'acknowledge alarms and comment on them' },
  'alarm.shelve': { effect: 'write', may: 'shelve, unshelve and reset alarms' },
  'alarm.outOfService': { effect: 'write', may: 'take alarms out of service and return them' },
  'alarm.rationalise': { effect: 'write', may: 'change what is an alarm, its limits and texts' },
  'program.read': { effect: 'read', may: 'read NC programs' },
  'program.edit': { effect: 'write', may: 'bring in and change NC programs' },
  'outcome.record': { effect: 'write', may: 'say how a program ran: good parts, scrap, rework, a verdict' },
  'program.release': { effect: 'write', may: 'release NC programs that others wrote' },
  'advice.read': { effect: 'read', may: 'see advice and its evidence' },
  'advice.request': { effect: 'write', may: 'ask for advice' },
  'operation.read': { effect: 'read', may: 'see operations on machines' },
  'operation.propose': { effect: 'write', may: 'propose an operation on a machine' },
  'operation.approve': { effect: 'write', may: 'approve operations that others proposed' },
  'operation.cancel': { effect: 'write', may: 'cancel an operation' },
} as const satisfies Record<string, PermissionEntry>;

export type Permission = keyof typeof permissionCatalogue;

export const permissions = Object.keys(permissionCatalogue) as Permission[];

export const readPermissions: readonly Permission[] = permissions.filter(
  (permission) => permissionCatalogue[permission].effect === 'read',
);
