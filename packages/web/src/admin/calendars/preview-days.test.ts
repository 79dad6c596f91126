import { expect, test } from 'vitest';
import { hoursOf, nextClockChange, previewDays } from './preview-days.ts';

const calendar = {
  timeZone: 'Europe/Bratislava',
  weekly: [
    {
      name: 'Night',
      weekdays: [1, 2, 3, 4, 5, 6, 7] as const,
      start: '22:00',
      end: '06:00',
      breaks: [{ name: 'Meal', start: '02:00', end: '02:30' }],
    },
  ],
  exceptions: [{ kind: 'closed', date: '2027-03-24', reason: 'Inventory' }],
} as const;

test('a day has its shifts, and its hours where the clock changes', () => {
  const days = previewDays(calendar, Date.parse('2027-03-22T12:00:00Z'));
  expect(days.map(({ date }) => date)).toHaveLength(14);
  expect(days[0]).toEqual(expect.objectContaining({ date: '2027-03-22', hours: 24, busyUs: 7.5 * 3600e6 }));
  expect(days.find(({ date }) => date === '2027-03-24')?.shifts).toEqual([]);
  expect(days.filter(({ hours }) => hours !== 24).map(({ date, hours }) => [date, hours])).toEqual([
    ['2027-03-28', 23],
  ]);
});

test('the next clock change is found in either direction, or there is none', () => {
  expect(nextClockChange('Europe/Bratislava', Date.parse('2026-11-25T12:00:00Z'))).toEqual({
    date: '2027-03-28',
    hours: 23,
  });
  expect(nextClockChange('America/New_York', Date.parse('2027-04-01T12:00:00Z'))).toEqual({
    date: '2027-11-07',
    hours: 25,
  });
  expect(nextClockChange('Asia/Tokyo', 0)).toBeUndefined();
  expect(hoursOf('Pacific/Kiritimati', '2027-01-01')).toBe(24);
});
