/** What a person does with an alarm, as the event from which the engine learns it. */
import { type Alarm, type AlarmActName, type NewEvent, placeId } from '@mantinel/domain';
import { auditEvent } from '../../audit-event.ts';
import type { Caller } from '../../http/caller.ts';
import type { Wanted } from './wanted.ts';

const told: Readonly<Record<AlarmActName, { readonly code: string; readonly message: string }>> = {
  acknowledged: { code: 'alarm.acknowledged', message: 'A person acknowledged an alarm.' },
  commented: { code: 'alarm.commented', message: 'A person commented on an alarm.' },
  shelved: { code: 'alarm.shelved', message: 'A person shelved an alarm.' },
  unshelved: { code: 'alarm.unshelved', message: 'A person unshelved an alarm.' },
  takenOutOfService: { code: 'alarm.takenOutOfService', message: 'A person took an alarm out of service.' },
  returnedToService: { code: 'alarm.returnedToService', message: 'A person returned an alarm to service.' },
  reset: { code: 'alarm.reset', message: 'A person reset an alarm.' },
};

export function actEvent(
  alarm: Alarm,
  { act, comment, forUs }: Wanted,
  { caller, nowUs }: { caller: Caller; nowUs: number },
): NewEvent {
  const event = auditEvent({
    ...told[act],
    personId: caller.person?.id,
    ...(caller.token ? { tokenId: caller.token.id } : {}),
    ...(caller.terminal ? { terminalId: caller.terminal.id } : {}),
    site: alarm.site,
    place: placeId('machine', alarm.machine),
    why: comment,
    nowUs,
  });
  return {
    ...event,
    path: alarm.path,
    attributes: {
      ...event.attributes,
      alarm: alarm.id,
      alarmCode: alarm.code,
      activation: alarm.activation,
      ...(forUs === undefined ? {} : { forUs }),
    },
  };
}
