/** What a person changed, as an event: who, what, before, after, why. Written to the outbox in the transaction of the change. */
import { type Attributes, levelOf, type NewEvent, type PlaceId, severity, shortId } from '@mantinel/domain';

export interface Audited {
  /** Stable: `place.changed`. */
  readonly code: string;
  /** For developers; screens have words of their own for the code. */
  readonly message: string;
  /** Who did it; absent where nobody is signed in. */
  readonly personId: string | undefined;
  /** The program's token by which they did it. */
  readonly tokenId?: string;
  /** The shared terminal at which they did it. */
  readonly terminalId?: string;
  /** Site of the change: who may read the audit trail there reads it. */
  readonly site: string;
  readonly place: PlaceId;
  /** No names of people: they live in the database and nowhere else. */
  readonly before?: Attributes;
  readonly after?: Attributes;
  readonly why?: string | undefined;
  /** Whom it concerns, where that is a person. */
  readonly subjectId?: string;
  readonly nowUs: number;
}

export function auditEvent({ code, message, site, place, nowUs, ...audited }: Audited): NewEvent {
  const { personId, tokenId, terminalId, subjectId, before, after, why } = audited;
  return {
    timeUs: nowUs,
    receivedUs: nowUs,
    site,
    ...(levelOf(place) === 'machine' ? { machine: shortId(place) } : {}),
    kind: 'audit',
    severity: severity.info,
    code,
    message,
    attributes: {
      ...(personId === undefined ? {} : { personId }),
      ...(tokenId === undefined ? {} : { tokenId }),
      ...(terminalId === undefined ? {} : { terminalId }),
      ...(subjectId === undefined ? {} : { subjectId }),
      place,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...(why === undefined || why === '' ? {} : { why }),
    },
    quality: 'good',
  };
}
