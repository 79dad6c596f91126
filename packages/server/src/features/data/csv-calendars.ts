/** A shift calendar as rows of a spreadsheet: one a shift, those of one place together. */
import type { DataRecord } from '@mantinel/contract';

type Calendar = DataRecord<'calendars'>['calendar'];
type Pattern =
  | Calendar['weekly'][number]
  | Extract<Calendar['exceptions'][number], { shifts: unknown }>['shifts'][number];
type Row = Readonly<Record<string, string>>;

export function calendarRows({ place, calendar }: DataRecord<'calendars'>): Record<string, string>[] {
  const { timeZone, weekly, exceptions } = calendar;
  const base = { place, timeZone };
  const rows: Record<string, string>[] = [
    ...weekly.map((shift) => ({
      ...base,
      kind: 'weekly',
      weekdays: shift.weekdays.join(' '),
      ...shiftCells(shift),
    })),
    ...exceptions.flatMap((exception): Record<string, string>[] => {
      const { kind, date, reason } = exception;
      const shifts = 'shifts' in exception ? exception.shifts : [];
      const cells = { ...base, kind, date, reason };
      return shifts.length === 0 ? [cells] : shifts.map((shift) => ({ ...cells, ...shiftCells(shift) }));
    }),
  ];
  return rows.length === 0 ? [{ ...base, kind: '' }] : rows;
}

const shiftCells = ({ name, start, end, breaks, productionDay }: Pattern): Record<string, string> => ({
  shift: name,
  start,
  end,
  breaks: breaks.map((pause) => `${pause.start}-${pause.end} ${pause.name}`).join('\n'),
  productionDay: productionDay ?? '',
});

export function calendarsOfRows(
  rows: readonly { readonly line: number; readonly row: Row }[],
): { line: number; value: unknown }[] {
  const places = new Map<string, { line: number; rows: Row[] }>();
  for (const { line, row } of rows) {
    const place = row.place ?? '';
    const found = places.get(place);
    if (found) found.rows.push(row);
    else places.set(place, { line, rows: [row] });
  }
  return [...places].map(([place, { line, rows: own }]) => ({
    line,
    value: { place, calendar: calendarOf(own) },
  }));
}

function calendarOf(rows: readonly Row[]): unknown {
  const weekly = rows
    .filter(({ kind }) => kind === 'weekly')
    .map((row) => ({
      ...shiftOf(row),
      weekdays: (row.weekdays ?? '')
        .split(/[\s,;]+/)
        .filter((day) => day !== '')
        .map((day) => (/^[1-7]$/.test(day) ? Number(day) : day)),
    }));
  const exceptions = new Map<string, Record<string, unknown> & { shifts: unknown[] }>();
  for (const row of rows.filter(({ kind }) => kind !== 'weekly' && kind !== '')) {
    const { kind = '', date = '', reason = '' } = row;
    const key = `${date} ${kind}`;
    const exception = exceptions.get(key) ?? { kind, date, reason, shifts: [] };
    if (row.shift) exception.shifts.push(shiftOf(row));
    exceptions.set(key, exception);
  }
  return {
    timeZone: rows[0]?.timeZone ?? '',
    weekly,
    exceptions: [...exceptions.values()].map(({ shifts, ...exception }) =>
      exception.kind === 'closed' ? exception : { ...exception, shifts },
    ),
  };
}

const shiftOf = (row: Row): Record<string, unknown> => ({
  name: row.shift,
  start: twoDigits(row.start),
  end: twoDigits(row.end),
  breaks: (row.breaks ?? '')
    .split(/\r?\n/)
    .filter((text) => text.trim() !== '')
    .map((text) => {
      const [, start, end, name] = /^\s*(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})\s+(.*)$/.exec(text) ?? [];
      return { name: name ?? text, start: twoDigits(start), end: twoDigits(end) };
    }),
  ...(row.productionDay ? { productionDay: row.productionDay } : {}),
});

/** Spreadsheets make `6:00` of `06:00`, and `06:00:00` too. */
const twoDigits = (time: string | undefined): string | undefined => {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(time ?? '') ?? [];
  return hours === undefined ? time : `${hours.padStart(2, '0')}:${minutes}`;
};
