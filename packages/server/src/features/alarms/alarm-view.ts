/** An alarm as screens see it. */
import type { AlarmView } from '@mantinel/contract';
import { type Alarm, type AlarmLimits, alarmState, type Deed, isHidden } from '@mantinel/domain';

export interface Seen {
  readonly heard: boolean;
  readonly nowUs: number;
  readonly limits: AlarmLimits;
  readonly nameOf: (person: string) => string | undefined;
  /** What was typed with a deed, by its event. */
  readonly textOf?: (event: string) => string | undefined;
}

export function alarmView(alarm: Alarm, seen: Seen): AlarmView {
  const { nowUs, limits } = seen;
  const { acknowledged, shelved, outOfService, decided } = alarm;
  const state = alarmState(alarm);
  const { priority, timeToRespondUs } = decided;
  const withText = (deed: Deed) => {
    const reason = seen.textOf?.(deed.event);
    return { ...doneView(deed, seen), ...(reason === undefined ? {} : { reason }) };
  };
  return {
    id: alarm.id,
    site: alarm.site,
    machine: alarm.machine,
    path: alarm.path,
    code: alarm.code,
    nativeCode: alarm.nativeCode,
    ...(alarm.axis === undefined ? {} : { axis: alarm.axis }),
    message: alarm.message,
    level: alarm.level,
    priority,
    ...(decided.class === undefined ? {} : { class: decided.class }),
    state,
    active: alarm.active,
    quality: alarm.uncertain || (alarm.active && !seen.heard) ? 'stale' : 'good',
    activation: alarm.activation,
    raisedUs: alarm.unheard || alarm.activation === 0 ? (alarm.began?.timeUs ?? 0) : alarm.raisedUs,
    receivedUs: alarm.unheard || alarm.activation === 0 ? (alarm.began?.receivedUs ?? 0) : alarm.receivedUs,
    ...(alarm.clearedUs === undefined || alarm.active ? {} : { clearedUs: alarm.clearedUs }),
    ...(acknowledged === undefined ? {} : { acknowledged: doneView(acknowledged, seen) }),
    ...(timeToRespondUs === undefined || !alarm.unacknowledged
      ? {}
      : { respondByUs: alarm.receivedUs + timeToRespondUs }),
    ...(shelved === undefined ? {} : { shelved: { ...withText(shelved), untilUs: shelved.untilUs } }),
    ...(outOfService === undefined ? {} : { outOfService: withText(outOfService) }),
    chattering: isChattering(alarm, seen),
    standingLong: alarm.active && !isHidden(alarm) && nowUs - alarm.receivedUs > limits.staleUs,
    quiet: alarm.quiet && alarm.unacknowledged,
    comments: alarm.comments,
    version: alarm.version,
  };
}

export const doneView = (
  { atUs, by }: Pick<Deed, 'atUs' | 'by'>,
  { nameOf }: Pick<Seen, 'nameOf'>,
): { atUs: number; by?: { id: string; name?: string } } => {
  if (by === undefined) return { atUs };
  const name = nameOf(by);
  return { atUs, by: { id: by, ...(name === undefined ? {} : { name }) } };
};

/** Three or more within a minute by the machine's clock, the last of them a minute ago or less by this node's. */
function isChattering({ recent, receivedUs }: Alarm, { limits, nowUs }: Seen): boolean {
  const first = recent.at(-limits.chatteringTimes);
  return (
    first !== undefined &&
    recent.at(-1)! - first <= limits.chatteringUs &&
    nowUs - receivedUs <= limits.chatteringUs
  );
}
