/** What is proposed as the next shift of a day: as long as the one before it, from its end on. */
import type { Calendar } from '../../api/plant.ts';

type Shift = Extract<Calendar['exceptions'][number], { shifts: unknown }>['shifts'][number];

export function shiftAfter(shifts: readonly Shift[], name: string): Shift {
  const last = shifts.at(-1);
  const [start, end] = last ? [minutes(last.start), minutes(last.end)] : [360, 840];
  if (!last) return { name, start: text(start), end: text(end), breaks: [] };
  // Over midnight where it must; what does not fit is told by the check beside it.
  const length = (end - start + 1440) % 1440 || 1440;
  return { name, start: text(end), end: text(end + length), breaks: [] };
}

function minutes(time: string): number {
  const [hours, rest] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (rest ?? 0);
}

const two = (value: number) => String(value).padStart(2, '0');
const text = (minute: number) => `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
