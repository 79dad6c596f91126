/** What somebody did to their own account, where nobody is signed in yet or it is theirs alone. */
import { type NewEvent, severity } from '@mantinel/domain';
import type { Person } from '@mantinel/store';

export interface PersonEvent {
  readonly code: string;
  readonly message: string;
  readonly person: Pick<Person, 'id'>;
  readonly site: string;
  readonly nowUs: number;
}

export const personEvent = ({ code, message, person, site, nowUs }: PersonEvent): NewEvent => ({
  timeUs: nowUs,
  receivedUs: nowUs,
  site,
  kind: 'audit',
  severity: severity.info,
  code,
  message,
  attributes: { personId: person.id },
  quality: 'good',
});
