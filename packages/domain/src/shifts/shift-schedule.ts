/** A shift calendar on the time line: which shift runs, which shifts a range touches, how much of it was planned. */
import { dateOf, minutesADay } from './local-day.ts';
import { shiftsBeginningOn, type WallInterval, type WallShift } from './pattern-days.ts';
import type { LocalDate, ShiftCalendar } from './shift-calendar.ts';
import { type ZoneClock, zoneClock } from './zone-clock.ts';

/** From `startUs` on and before `endUs`; microseconds since 1970 UTC. */
export interface Interval {
  readonly name: string;
  readonly startUs: number;
  readonly endUs: number;
}

export interface Shift extends Interval {
  /** What it counts to: a stop at 01:30 belongs to the day of the shift that began at 22:00. */
  readonly productionDay: LocalDate;
  /** In order of time. */
  readonly breaks: readonly Interval[];
}

/** Time elements after ISO 22400-2, in microseconds. */
export interface PlannedTime {
  /** POT, planned operation time: the shifts' own length. */
  readonly operationUs: number;
  readonly breakUs: number;
  /** PBT, planned busy time: operation time without breaks. Planned downtime is no matter of a calendar. */
  readonly busyUs: number;
}

export interface ShiftSchedule {
  /** The shift that runs at an instant; undefined between shifts. */
  at(timeUs: number): Shift | undefined;
  /** Shifts of which any part lies in the range, whole, in order of time. Never overlapping. */
  between(fromUs: number, toUs: number): Shift[];
  planned(fromUs: number, toUs: number): PlannedTime;
}

/** Days kept worked out: a screen asks for the same few again and again. */
const daysKept = 400;

/** Of a calendar in order (`checkCalendar`); throws RangeError for an unknown time zone. */
export function shiftSchedule(calendar: ShiftCalendar): ShiftSchedule {
  const clock = zoneClock(calendar.timeZone);
  if (!clock) throw new RangeError(`${calendar.timeZone} is no time zone`);
  const known = new Map<number, readonly Shift[]>();

  function beginningOn(day: number): readonly Shift[] {
    let shifts = known.get(day);
    if (!shifts) {
      shifts = shiftsBeginningOn(calendar, day).flatMap((wall) => onTimeLine(clock!, wall));
      if (known.size >= daysKept) known.clear();
      known.set(day, shifts);
    }
    return shifts;
  }

  function between(fromUs: number, toUs: number): Shift[] {
    if (!(fromUs < toUs)) return [];
    // A shift lasts a day at most on the wall clock, so that it began the day before at the earliest.
    const first = clock!.local(fromUs).day - 1;
    const last = clock!.local(toUs).day;
    const shifts: Shift[] = [];
    for (let day = first; day <= last; day++) {
      for (const shift of beginningOn(day)) {
        if (shift.endUs > fromUs && shift.startUs < toUs) shifts.push(shift);
      }
    }
    return shifts;
  }

  return {
    at: (timeUs) => between(timeUs, timeUs + 1)[0],
    between,
    planned: (fromUs, toUs) => {
      const within = ({ startUs, endUs }: Interval) => Math.min(endUs, toUs) - Math.max(startUs, fromUs);
      let [operationUs, breakUs] = [0, 0];
      for (const shift of between(fromUs, toUs)) {
        operationUs += within(shift);
        for (const pause of shift.breaks) breakUs += Math.max(0, within(pause));
      }
      return { operationUs, breakUs, busyUs: operationUs - breakUs };
    },
  };
}

/** None for a shift all of whose local time a clock change leaves out; the same for its breaks. */
function onTimeLine(clock: ZoneClock, wall: WallShift): Shift[] {
  const shifts = interval(clock, wall);
  return shifts.map((shift) => ({
    ...shift,
    productionDay: dateOf(wall.productionDay),
    breaks: wall.breaks.flatMap((pause) => interval(clock, pause)),
  }));
}

function interval(clock: ZoneClock, { name, startMinute, endMinute }: WallInterval): Interval[] {
  const instant = (minute: number) => {
    const day = Math.floor(minute / minutesADay);
    return clock.instantUs(day, minute - day * minutesADay);
  };
  const [startUs, endUs] = [instant(startMinute), instant(endMinute)];
  return startUs < endUs ? [{ name, startUs, endUs }] : [];
}
