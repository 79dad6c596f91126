/** Which shift a report is about, and its neighbours, by the calendar of a place. */
import {
  type Shift,
  type ShiftCalendar,
  type ShiftSchedule,
  shiftSchedule,
  type Weekday,
  zoneClock,
} from '@mantinel/domain';

export interface FoundShift {
  readonly shift: Shift;
  readonly ofDay: readonly Shift[];
  readonly before: Shift | undefined;
  /** Once it has begun. */
  readonly after: Shift | undefined;
}

export interface Wanted {
  readonly atUs?: number | undefined;
  readonly date?: string | undefined;
}

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const dayUs = 24 * 3_600_000_000;
/** Works holidays are shorter. */
const searchedDays = 40;

/** Where nobody has said when the place works: each day is one shift. */
export const wholeDays = (timeZone: string): ShiftCalendar => ({
  timeZone,
  weekly: [{ name: '00–24', start: '00:00', end: '00:00', breaks: [], weekdays: everyDay }],
  exceptions: [],
});

/** Undefined where the calendar has no shift then nor in the weeks before. */
export function findShift(calendar: ShiftCalendar, wanted: Wanted, nowUs: number): FoundShift | undefined {
  const schedule = shiftSchedule(calendar);
  const shift = wantedShift(schedule, calendar.timeZone, wanted, nowUs);
  if (!shift) return undefined;
  const around = schedule.between(shift.startUs - searchedDays * dayUs, shift.endUs + searchedDays * dayUs);
  const at = around.findIndex(({ startUs }) => startUs === shift.startUs);
  const after = around[at + 1];
  return {
    shift,
    ofDay: around.filter(({ productionDay }) => productionDay === shift.productionDay),
    before: around[at - 1],
    after: after && after.startUs <= nowUs ? after : undefined,
  };
}

function wantedShift(
  schedule: ShiftSchedule,
  timeZone: string,
  { atUs, date }: Wanted,
  nowUs: number,
): Shift | undefined {
  if (date !== undefined) {
    const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
    if (!Number.isInteger(day)) return undefined;
    const startUs = zoneClock(timeZone)!.instantUs(day, 0);
    return schedule
      .between(startUs - dayUs, startUs + 2 * dayUs)
      .find(({ productionDay }) => productionDay === date);
  }
  const untilUs = atUs ?? nowUs;
  const all = schedule.between(untilUs - searchedDays * dayUs, untilUs + 1);
  // Without a wish: of the one that runs only half a tale could be told.
  return atUs === undefined ? (all.findLast(({ endUs }) => endUs <= nowUs) ?? all.at(-1)) : all.at(-1);
}
