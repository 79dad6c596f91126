/** When a daily backup is planned, by the clock on the wall of this computer. */

export interface DailyPlan {
  /** `02:30`. */
  readonly at: string;
  readonly keep: number;
}

/** The last time the plan came up, now included. */
export function lastPlanned({ at }: Pick<DailyPlan, 'at'>, nowUs: number): number {
  const today = onDay(at, nowUs, 0);
  return today <= nowUs ? today : onDay(at, nowUs, -1);
}

export function nextPlanned({ at }: Pick<DailyPlan, 'at'>, nowUs: number): number {
  const today = onDay(at, nowUs, 0);
  return today > nowUs ? today : onDay(at, nowUs, 1);
}

/** A time that the clocks leave out in spring is the one after the gap. */
function onDay(at: string, nowUs: number, days: number): number {
  const now = new Date(nowUs / 1000);
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hours, minutes).getTime() * 1000;
}
