/** What somebody did to their own account, where nobody is signed in yet or it is theirs alone. */
import { type Attributes, type NewEvent, severity } from '@mantinel/domain';
import type { Person } from '@mantinel/store';

export interface PersonEvent {
  readonly code: string;
  readonly message: string;
  readonly person: Pick<Person, 'id'>;
  /** INFO when left out. */
  readonly severity?: number;
  /** The shared terminal at which it happened. */
  readonly terminalId?: string | undefined;
  readonly site: string;
  readonly nowUs: number;
  /** More to know of it. */
  readonly how?: Attributes;
}

export const personEvent = ({ code, message, person, site, nowUs, how, ...told }: PersonEvent): NewEvent => ({
  timeUs: nowUs,
  receivedUs: nowUs,
  site,
  kind: 'audit',
  severity: told.severity ?? severity.info,
  code,
  message,
  attributes: {
    personId: person.id,
    ...(told.terminalId === undefined ? {} : { terminalId: told.terminalId }),
    ...how,
  },
  quality: 'good',
});
