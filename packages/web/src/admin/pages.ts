/** The pages of the administration, and what somebody must be allowed to see each. */
import type { Permission, Session } from '@mantinel/contract';

export const pages = [
  { name: 'plant', group: 'plant', permission: 'place.read' },
  { name: 'catalogue', group: 'plant', permission: 'catalogue.read' },
  { name: 'rationalisation', group: 'plant', permission: 'alarm.read' },
  { name: 'calendars', group: 'plant', permission: 'calendar.read' },
  { name: 'notifications', group: 'plant', permission: 'notification.read' },
  { name: 'people', group: 'people', permission: 'person.read' },
  { name: 'terminals', group: 'people', permission: 'terminal.read' },
  { name: 'roles', group: 'people', permission: 'grant.read' },
  { name: 'parts', group: 'production', permission: 'job.read' },
  { name: 'jobs', group: 'production', permission: 'job.read' },
  { name: 'audit', group: 'system', permission: 'audit.read' },
  { name: 'data', group: 'system', permission: 'data.export' },
  { name: 'configuration', group: 'system', permission: 'configuration.read' },
  { name: 'retention', group: 'system', permission: 'retention.read' },
  { name: 'backups', group: 'system', permission: 'backup.read' },
  { name: 'keys', group: 'system', permission: 'key.read' },
  { name: 'webhooks', group: 'system', permission: 'webhook.read' },
  { name: 'tasks', group: 'system', permission: 'task.read' },
  { name: 'health', group: 'system', permission: 'health.read' },
] as const satisfies readonly { name: string; group: string; permission: Permission }[];

export type AdminPageEntry = (typeof pages)[number];
export type PageName = AdminPageEntry['name'];

export const pageGroups = ['plant', 'people', 'production', 'system'] as const;

export const pagePath = (name: PageName): string => `/admin/${name}`;

/** Those that this person may see; none on a shared terminal, and none before signing in, also where the demonstration may be looked at. */
export const seenPages = ({ state, permissions, endsInSeconds }: Session): readonly AdminPageEntry[] =>
  state === 'signedIn' && endsInSeconds === undefined
    ? pages.filter(({ permission }) => permissions.includes(permission))
    : [];
