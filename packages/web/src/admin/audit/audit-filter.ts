/** What of the audit trail is shown, as the question that the log's own API takes. */
import type { PlaceId } from '@mantinel/domain';
import { compact, type View } from '../../log/view/view.ts';

export interface AuditFilter {
  readonly person: string;
  readonly place: PlaceId | '';
  /** Empty: what people changed. Ends in `*`: all codes that begin so, and `*` alone everything. */
  readonly code: string;
  /** As an input for local time holds them; empty for open. */
  readonly from: string;
  readonly to: string;
}

export const everything: AuditFilter = { person: '', place: '', code: '', from: '', to: '' };

/** What a link of another page leads to: the changes of what it is about. */
export const askedFor = (query: URLSearchParams): AuditFilter => ({
  ...everything,
  code: query.get('code') ?? '',
});

export const auditCodes = [
  'place.added',
  'place.changed',
  'place.removed',
  'calendar.changed',
  'calendar.removed',
  'person.ownerCreated',
  'person.created',
  'person.changed',
  'person.erased',
  'person.passwordLinkMade',
  'person.passwordChosen',
  'person.signedIn',
  'person.passwordChanged',
  'person.recoveryLinkMade',
  'person.secondFactorOn',
  'person.secondFactorOff',
  'person.recoveryCodeUsed',
  'identity.linked',
  'identity.unlinked',
  'grant.given',
  'grant.taken',
  'part.added',
  'part.changed',
  'job.added',
  'job.changed',
  'outcome.recorded',
  'measurement.recorded',
  'measurement.removed',
  'run.warmUpMarked',
  'alarm.acknowledged',
  'alarm.commented',
  'alarm.shelved',
  'alarm.unshelved',
  'alarm.takenOutOfService',
  'alarm.returnedToService',
  'alarm.reset',
  'alarm.rationalisationAdded',
  'alarm.rationalisationChanged',
  'alarm.rationalisationRemoved',
  'annotation.added',
  'annotation.changed',
  'annotation.removed',
  'machine.added',
  'session.ended',
  'token.created',
  'token.revoked',
  'passkey.added',
  'passkey.removed',
  'passkey.counterFell',
  'badge.assigned',
  'badge.removed',
  'pin.chosen',
  'pin.given',
  'pin.removed',
  'terminal.added',
  'terminal.changed',
  'terminal.removed',
  'terminal.codeMade',
  'terminal.paired',
  'catalogue.added',
  'catalogue.changed',
  'catalogue.removed',
  'notificationRule.added',
  'notificationRule.changed',
  'notificationRule.removed',
  'notificationRule.tested',
  'webhook.added',
  'webhook.changed',
  'webhook.removed',
  'webhook.secretMade',
  'webhook.tested',
  'webhook.redelivered',
  'harvest.sourceAdded',
  'harvest.sourceChanged',
  'harvest.sourceRemoved',
  'harvest.begun',
  'harvest.cancelled',
  'program.materialConfirmed',
  'program.toolConfirmed',
  'program.ruleForgotten',
  'task.retried',
  'task.cancelled',
  'configuration.changed',
  'backup.begun',
  'backup.verificationBegun',
  'backup.rehearsalBegun',
  'backup.recoveryKeyMade',
  'machine.changed',
  'machine.paused',
  'machine.resumed',
  'machine.removed',
  'certificate.issued',
  'certificate.revoked',
  'data.imported',
  'key.authorityReplaced',
  'key.serverRenewed',
  'audit.verificationBegun',
  'log.read',
  'log.exportBegun',
  'log.exportEnded',
  'log.tailBegun',
  'log.tailEnded',
] as const;

/** Whoever looks for a change finds it, however much is read meanwhile. */
export const reading = 'log.*';
const withoutReading = `-code:${reading}`;

const microseconds = (local: string): number | undefined => {
  const ms = local === '' ? Number.NaN : new Date(local).getTime();
  return Number.isNaN(ms) ? undefined : ms * 1000;
};

/** Ids of people and places stand in the attributes, where the API finds one text: a person before a place. */
export function viewOf({ person, place, code, from, to }: AuditFilter): View {
  return compact({
    level: 'developer',
    order: 'time',
    machine: [],
    kind: ['audit'],
    code: code === '' || code === '*' ? [] : [code],
    path: [],
    query: code === '' ? withoutReading : undefined,
    minSeverity: undefined,
    text: person || place || undefined,
    find: undefined,
    fromUs: microseconds(from),
    toUs: microseconds(to),
  });
}

/** Whether the rows are narrower than the question: then a file of it holds more than is shown. */
export const narrowedHere = ({ person, place }: AuditFilter): boolean => person !== '' && place !== '';
