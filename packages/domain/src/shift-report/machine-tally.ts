/** One machine over one shift, folded from its events in order of time; memory is bounded whatever the machine says. */
import type { Event } from '../event.ts';
import { foldMachineState, type MachineState, newMachineState } from '../machine-state.ts';
import { type Activity, activities, activityOf } from './activity.ts';
import { type AlarmOfStop, type AlarmSum, alarmNearUs, alarmTally } from './alarm-tally.ts';
import { type PartSum, partTally } from './part-tally.ts';
import type { Span } from './span.ts';

/** A while in which a connected machine did not run. */
export interface Stop extends Span {
  /** The part within the shift is `fromUs` to `toUs`; it may have begun before. */
  readonly beganUs: number;
  /** Still so when the shift, or what is known of it, ended. */
  readonly open: boolean;
  /** `stopped` when it was that for any of it. */
  readonly activity: 'idle' | 'stopped';
  /** The one that came first, or that stood when it began. */
  readonly alarm?: AlarmOfStop;
}

export interface MachineSum {
  readonly machine: string;
  /** They add up to the time accounted for. */
  readonly us: Readonly<Record<Activity, number>>;
  /** Of equal length; each named by what filled most of it. */
  readonly slices: readonly Activity[];
  /** The longest, longest first. */
  readonly stops: readonly Stop[];
  readonly stopCount: number;
  readonly alarms: readonly AlarmSum[];
  readonly parts: PartSum | undefined;
  /** When nothing was recorded, in order of time. */
  readonly gaps: readonly Span[];
}

export interface MachineTally {
  /** Of this machine, in order of time; what happened before the shift sets the scene. */
  add(event: Event): void;
  sum(): MachineSum;
}

export const sliceCount = 96;
const stopsKept = 10;

/** `gaps`: known beforehand, since the event that tells one may come long after; in any order. */
export function machineTally(machine: string, { fromUs, toUs }: Span, gaps: readonly Span[]): MachineTally {
  const state: MachineState = newMachineState(machine);
  const unrecorded = merged(gaps, { fromUs, toUs });
  const alarms = alarmTally({ fromUs, toUs });
  const parts = partTally(fromUs);
  const us: Record<Activity, number> = { running: 0, idle: 0, stopped: 0, noData: 0 };
  const sliceUs = (toUs - fromUs) / sliceCount;
  const shares = new Float64Array(sliceCount * activities.length);
  const stops: Stop[] = [];
  let stopCount = 0;
  let activity: Activity = 'noData';
  let atUs = fromUs;
  let stop: { beganUs: number; activity: Stop['activity']; alarm: AlarmOfStop | undefined } | undefined;
  let gapAt = 0;

  /** A stretch in which the activity is one and no gap begins or ends. */
  function stretch(until: number, what: Activity): void {
    us[what] += until - atUs;
    const index = activities.indexOf(what);
    for (let from = atUs; from < until; ) {
      const slice = Math.min(sliceCount - 1, Math.floor((from - fromUs) / sliceUs));
      // Rounding must not hold the walk on the edge of a slice.
      const end =
        slice === sliceCount - 1
          ? until
          : Math.min(until, Math.max(from + 1, fromUs + (slice + 1) * sliceUs));
      shares[slice * activities.length + index]! += end - from;
      from = end;
    }
    atUs = until;
  }

  function goTo(timeUs: number): void {
    const until = Math.min(timeUs, toUs);
    while (atUs < until) {
      while (gapAt < unrecorded.length && unrecorded[gapAt]!.toUs <= atUs) gapAt += 1;
      const gap = unrecorded[gapAt];
      if (!gap || gap.fromUs >= until) stretch(until, activity);
      else if (gap.fromUs > atUs) stretch(gap.fromUs, activity);
      else {
        // What was so before a gap is not known to have gone on through it.
        endStop(atUs);
        stretch(Math.min(until, gap.toUs), 'noData');
        if (atUs >= gap.toUs) beginStop(atUs);
      }
    }
  }

  function beginStop(timeUs: number): void {
    if (activity !== 'idle' && activity !== 'stopped') return;
    stop = { beganUs: timeUs, activity, alarm: alarms.standing(timeUs - alarmNearUs) };
  }

  function endStop(timeUs: number, open = false): void {
    if (!stop) return;
    const { beganUs, activity: kind, alarm } = stop;
    stop = undefined;
    const within = { fromUs: Math.max(beganUs, fromUs), toUs: Math.min(timeUs, toUs) };
    if (within.toUs <= within.fromUs) return;
    stopCount += 1;
    stops.push({ ...within, beganUs, open, activity: kind, ...(alarm ? { alarm } : {}) });
    if (stops.length > 2 * stopsKept) longestFirst();
  }

  function longestFirst(): void {
    stops.sort((a, b) => b.toUs - b.fromUs - (a.toUs - a.fromUs) || a.fromUs - b.fromUs);
    stops.length = Math.min(stops.length, stopsKept);
  }

  return {
    add: (event) => {
      if (event.timeUs >= toUs) return;
      const timeUs = Math.max(event.timeUs, atUs);
      if (event.timeUs > atUs) goTo(event.timeUs);
      foldMachineState(state, event);
      parts.add(event);
      const raised = alarms.add(event);
      if (raised && stop && !stop.alarm) stop.alarm = raised;
      const next = activityOf(state);
      if (next === activity) return;
      const wasStill = stop !== undefined;
      activity = next;
      const isStill = next === 'idle' || next === 'stopped';
      if (wasStill && !isStill) endStop(timeUs);
      else if (isStill && !wasStill) beginStop(event.timeUs < fromUs ? event.timeUs : timeUs);
      else if (stop && next === 'stopped') stop.activity = 'stopped';
    },
    sum: () => {
      goTo(toUs);
      endStop(toUs, true);
      longestFirst();
      return {
        machine,
        us,
        slices: Array.from({ length: sliceCount }, (_, slice) => mostOf(shares, slice)),
        stops,
        stopCount,
        alarms: alarms.sums(),
        parts: parts.sum(),
        gaps: unrecorded,
      };
    },
  };
}

function mostOf(shares: Float64Array, slice: number): Activity {
  // Of equals the last: what is not known is not taken for something.
  return activities.reduce((most, each, index) => {
    const at = slice * activities.length;
    return shares[at + index]! >= shares[at + activities.indexOf(most)]! ? each : most;
  });
}

/** Within the span, without overlap, in order. */
function merged(gaps: readonly Span[], { fromUs, toUs }: Span): Span[] {
  const result: Span[] = [];
  for (const gap of gaps.toSorted((a, b) => a.fromUs - b.fromUs)) {
    const part = { fromUs: Math.max(gap.fromUs, fromUs), toUs: Math.min(gap.toUs, toUs) };
    if (part.toUs <= part.fromUs) continue;
    const last = result.at(-1);
    if (last && part.fromUs <= last.toUs)
      result[result.length - 1] = { fromUs: last.fromUs, toUs: Math.max(last.toUs, part.toUs) };
    else result.push(part);
  }
  return result;
}
