/** What a caller may read, in the words of the logbook: every one of its queries takes it. */
import type { Permission } from '@mantinel/contract';
import { placesWith, type Reach, reachOf } from '@mantinel/domain';
import { everything, type Scope } from '@mantinel/logbook';
import type { Caller } from './caller.ts';

export const nothing: Scope = { sites: [], machines: [], withoutMachine: false };

/** With events, what people did stands apart: it is read by whoever may read the audit trail of the place. */
const auditOf: { readonly [permission in Permission]?: Permission } = {
  'event.read': 'audit.read',
  'event.export': 'audit.export',
};

export function scopeOf({ plant, access }: Caller, permission: Permission): Scope {
  const places = placesWith(plant, access, [permission]);
  const audit = auditOf[permission];
  if (audit === undefined) return union(reachOf(plant, places));
  const audited = reachOf(plant, placesWith(plant, access, [permission, audit]));
  if (audited.some(({ sites }) => sites === 'all')) return everything;
  const plain = reachOf(plant, places).map((part) => ({ ...part, withoutKinds: ['audit'] as const }));
  return union([...plain, ...audited]);
}

/** One scope of several parts. */
export const union = ([first, ...or]: readonly Reach[]): Scope =>
  first === undefined ? nothing : or.length === 0 ? first : { ...first, or };
