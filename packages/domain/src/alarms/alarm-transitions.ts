/** What moves an alarm from state to state (ISA-18.2, figure of clause 5.2). Each returns whether it changed anything. */
import { type Alarm, type Cleared, type Deed, isHidden, type Moment, type Shelving } from './alarm.ts';

/** Enough to tell chattering. */
const recentKept = 8;

export interface Told {
  readonly message: string;
  readonly level: 'warning' | 'fault';
}

/** The source says that the condition stands; saying it again is no new alarm. */
export function raise(alarm: Alarm, told: Told, moment: Moment): boolean {
  const worse = alarm.level === 'warning' && told.level === 'fault';
  const same =
    alarm.stands && !alarm.uncertain && alarm.message === told.message && alarm.level === told.level;
  if (same) return false;
  alarm.message = told.message;
  alarm.level = told.level;
  alarm.uncertain = false;
  if (alarm.stands) {
    // What was acknowledged was a warning: nobody has seen the fault yet.
    if (worse && alarm.active && !isHidden(alarm)) {
      alarm.unacknowledged = true;
      alarm.acknowledged = undefined;
    }
    return true;
  }
  alarm.stands = true;
  alarm.began = moment;
  if (alarm.active) alarm.due = undefined;
  else if (alarm.decided.onDelayUs > 0) alarm.due = dueAfter('raise', alarm.decided.onDelayUs, moment);
  else activate(alarm, moment, moment.receivedUs);
  return true;
}

/** The source says, or its silence after a gap means, that the condition is gone. */
export function clear(alarm: Alarm, cleared: Cleared, moment: Moment): boolean {
  if (!alarm.stands) {
    const known = alarm.uncertain;
    alarm.uncertain = false;
    return known;
  }
  alarm.stands = false;
  alarm.uncertain = false;
  if (!alarm.active) alarm.due = undefined;
  else if (alarm.decided.offDelayUs > 0 && cleared === 'told')
    alarm.due = dueAfter('clear', alarm.decided.offDelayUs, moment);
  else deactivate(alarm, cleared, moment);
  return true;
}

/** Its data are missing: it neither returns nor counts as surely there. */
export function doubt(alarm: Alarm): boolean {
  if (alarm.uncertain || !(alarm.stands || alarm.active)) return false;
  alarm.uncertain = true;
  return true;
}

/** A delay is over. */
export function complete(alarm: Alarm, nowUs: number): boolean {
  const { due } = alarm;
  if (!due) return false;
  alarm.due = undefined;
  if (due.to === 'raise') activate(alarm, due.since, Math.max(nowUs, due.since.receivedUs));
  else deactivate(alarm, 'told', due.since);
  return true;
}

export function acknowledge(alarm: Alarm, deed: Deed): boolean {
  if (isHidden(alarm) || !alarm.unacknowledged) return false;
  alarm.unacknowledged = false;
  alarm.acknowledged = deed;
  return true;
}

/** Ends a latch. Before its acknowledgement it stays unacknowledged. */
export function reset(alarm: Alarm): boolean {
  if (isHidden(alarm) || !alarm.latched || alarm.active) return false;
  alarm.latched = false;
  return true;
}

export function shelve(alarm: Alarm, shelving: Shelving): boolean {
  if (alarm.outOfService || alarm.suppressed) return false;
  alarm.shelved = shelving;
  alarm.unacknowledged = false;
  return true;
}

/** By a person, who thereby acknowledges it, or by itself when its time is over. */
export function unshelve(alarm: Alarm, moment: Moment, by?: Deed): boolean {
  if (!alarm.shelved) return false;
  alarm.shelved = undefined;
  reveal(alarm, moment, by);
  return true;
}

export function takeOutOfService(alarm: Alarm, deed: Deed): boolean {
  if (alarm.outOfService) return false;
  alarm.outOfService = deed;
  // A shelving must not outlast the return to service unseen.
  alarm.shelved = undefined;
  silence(alarm);
  return true;
}

export function returnToService(alarm: Alarm, moment: Moment): boolean {
  if (!alarm.outOfService) return false;
  alarm.outOfService = undefined;
  reveal(alarm, moment);
  return true;
}

export function suppress(alarm: Alarm, suppressed: boolean, moment: Moment): boolean {
  if (alarm.suppressed === suppressed) return false;
  alarm.suppressed = suppressed;
  if (suppressed) silence(alarm);
  else reveal(alarm, moment);
  return true;
}

const dueAfter = (to: 'raise' | 'clear', forUs: number, since: Moment) => ({
  to,
  since,
  forUs,
  nodeUs: since.receivedUs + forUs,
});

function activate(alarm: Alarm, since: Moment, nowUs: number): void {
  alarm.active = true;
  alarm.unheard = isHidden(alarm);
  if (!alarm.unheard) annunciate(alarm, since, { nowUs, quiet: false });
}

function deactivate(alarm: Alarm, cleared: Cleared, { timeUs }: Moment): void {
  alarm.active = false;
  if (alarm.unheard) {
    alarm.unheard = false;
    return;
  }
  alarm.clearedUs = timeUs;
  alarm.cleared = cleared;
}

function annunciate(
  alarm: Alarm,
  since: Moment,
  { nowUs, quiet, by }: { nowUs: number; quiet: boolean; by?: Deed | undefined },
): void {
  alarm.unheard = false;
  alarm.activation += 1;
  alarm.episode = since.event;
  alarm.raisedUs = since.timeUs;
  alarm.receivedUs = nowUs;
  alarm.clearedUs = undefined;
  alarm.cleared = undefined;
  alarm.unacknowledged = by === undefined;
  alarm.acknowledged = by;
  alarm.latched = alarm.decided.latching;
  alarm.quiet = quiet;
  alarm.comments = 0;
  if (!quiet) alarm.recent = [...alarm.recent.slice(1 - recentKept), since.timeUs];
}

function silence(alarm: Alarm): void {
  alarm.unacknowledged = false;
  alarm.latched = false;
}

/** What was hidden is seen again, without noise: many that come back at once must not be a flood. */
function reveal(alarm: Alarm, moment: Moment, by?: Deed): void {
  if (isHidden(alarm) || !alarm.active) return;
  if (alarm.unheard) {
    const since = { ...moment, timeUs: alarm.began?.timeUs ?? moment.timeUs };
    annunciate(alarm, since, { nowUs: moment.receivedUs, quiet: true, by });
    return;
  }
  alarm.quiet = true;
  alarm.unacknowledged = by === undefined;
  alarm.acknowledged = by;
}
