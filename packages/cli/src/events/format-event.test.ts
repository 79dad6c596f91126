import type { Event } from '@mantinel/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventFormatter } from './format-event.ts';

const event: Event = {
  id: 'node.1.7',
  node: 'node',
  epoch: 1,
  seq: 7,
  timeUs: Date.UTC(2026, 2, 2, 6, 0, 14, 20) * 1000,
  receivedUs: 0,
  site: 'plant',
  machine: 'mill-1',
  path: 'coolant',
  kind: 'condition',
  severity: 13,
  code: 'fanuc.EX1042',
  message: 'COOLANT LEVEL LOW',
  attributes: { level: 'warning' },
  quality: 'good',
};
const plain = eventFormatter({ style: (_, text) => text, timeZone: 'UTC' });

test('a condition', () => {
  expect(plain(event)).toBe(
    '2026-03-02 06:00:14.020 W mill-1         coolant    fanuc.EX1042 WARNING COOLANT LEVEL LOW',
  );
});

test('a reading shows its value, and a quality that is not good', () => {
  const reading: Event = {
    ...event,
    kind: 'sample',
    severity: 1,
    message: '',
    attributes: { value: 0 },
    quality: 'stale',
  };
  expect(plain(reading)).toMatch(/ T mill-1 .* 0 \(stale\)$/);
});

test('times are in the zone asked for, before 1970 and beyond the calendar too', () => {
  const bratislava = eventFormatter({ style: (_, text) => text, timeZone: 'Europe/Bratislava' });
  expect(bratislava(event)).toMatch(/^2026-03-02 07:00:14\.020 /);
  expect(plain({ ...event, timeUs: -1500 })).toMatch(/^1969-12-31 23:59:59\.998 /);
  expect(plain({ ...event, timeUs: Number.MAX_SAFE_INTEGER })).toMatch(/^9007199254740991 µs|^\d{4,}-/);
});

test('whatever a machine sends stays on its line and cannot steer the terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (message) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is the point
      expect(plain({ ...event, message })).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    }),
  );
});
