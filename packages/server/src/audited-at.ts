/** An audit event at a place, told on the place's site; what concerns the enterprise is told where this node stands. */
import { type Attributes, type NewEvent, type PlaceId, shortId, siteOf } from '@mantinel/domain';
import { auditEvent } from './audit-event.ts';
import type { Caller } from './http/caller.ts';
import type { UnitOfWork } from './http/unit-of-work.ts';

/** Who does it, why, and how it is done once. */
export interface Act {
  readonly caller: Caller;
  readonly why: string | undefined;
  readonly unit: UnitOfWork;
}

export interface AuditedAt {
  readonly code: string;
  readonly message: string;
  readonly place: PlaceId;
  readonly before?: Attributes;
  readonly after?: Attributes;
  readonly subjectId?: string;
  readonly act: Pick<Act, 'caller' | 'why'>;
  /** This node's site. */
  readonly site: string;
  readonly nowUs: number;
}

export function auditedAt({ act: { caller, why }, site, ...told }: AuditedAt): NewEvent {
  const ofPlace = siteOf(caller.plant, told.place);
  return auditEvent({
    ...told,
    personId: caller.person?.id,
    ...(caller.token ? { tokenId: caller.token.id } : {}),
    ...(caller.terminal ? { terminalId: caller.terminal.id } : {}),
    site: ofPlace === undefined ? site : shortId(ofPlace),
    why,
  });
}
