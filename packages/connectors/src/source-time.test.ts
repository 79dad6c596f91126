import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sourceTimeReader } from './source-time.ts';

const utc = sourceTimeReader('UTC');
const us = (iso: string) => Date.parse(iso) * 1000;

test.each([
  ['2022-08-08T13:51:34.7167146Z', us('2022-08-08T13:51:34Z') + 716_714],
  ['2022-08-08T13:51:34Z', us('2022-08-08T13:51:34Z')],
  ['2022-08-08T13:51:34.1', us('2022-08-08T13:51:34.1Z')],
  ['2022-08-08T13:51:34.123456789Z', us('2022-08-08T13:51:34Z') + 123_456],
  ['2022-08-08 13:51:34,5Z', us('2022-08-08T13:51:34.5Z')],
  ['2022-08-08T13:51:34.5+02:00', us('2022-08-08T11:51:34.5Z')],
  ['2022-08-08T13:51:34-0530', us('2022-08-08T19:21:34Z')],
  ['1969-12-31T23:59:59.999999Z', -1],
  ['2099-01-01T00:00:00Z', us('2099-01-01T00:00:00Z')],
  ['2024-02-29T00:00:00Z', us('2024-02-29T00:00:00Z')],
  ['2016-12-31T23:59:60Z', us('2017-01-01T00:00:00Z')],
])('%s', (text, expected) => expect(utc(text)).toBe(expected));

test.each([
  '',
  'now',
  '2022-08-08',
  '2022-13-01T00:00:00Z',
  '2022-02-30T00:00:00Z',
  '2023-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2022-08-08T24:00:00Z',
  '2022-08-08T13:51:34.1234567890Z',
  '2022-08-08T13:51:34Zulu',
  '2022-08-08T13:51:34+2',
  '9999-01-01T00:00:00Z', // beyond what microseconds in a double can hold
])('%j is no such time', (text) => expect(utc(text)).toBeUndefined());

test('any instant survives its ISO form', () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date('0001-01-01T00:00:00Z'),
        max: new Date('2250-01-01T00:00:00Z'),
        noInvalidDate: true,
      }),
      (date) => {
        const expected = date.getTime() * 1000;
        expect(utc(date.toISOString())).toBe(Number.isSafeInteger(expected) ? expected : undefined);
      },
    ),
  );
});

test('a time without an offset is read in the zone of its machine, across both changes of the clock', () => {
  const bratislava = sourceTimeReader('Europe/Bratislava');
  expect(bratislava('2024-01-15T12:00:00')).toBe(us('2024-01-15T11:00:00Z'));
  expect(bratislava('2024-07-15T12:00:00')).toBe(us('2024-07-15T10:00:00Z'));
  expect(bratislava('2024-07-15T12:00:00Z')).toBe(us('2024-07-15T12:00:00Z'));
  // 31 March: 02:30 does not exist; 27 October: 02:30 comes twice, the first is meant.
  expect(bratislava('2024-03-31T01:59:59')).toBe(us('2024-03-31T00:59:59Z'));
  expect(bratislava('2024-03-31T02:30:00')).toBe(us('2024-03-31T01:30:00Z'));
  expect(bratislava('2024-03-31T03:00:00')).toBe(us('2024-03-31T01:00:00Z'));
  expect(bratislava('2024-10-27T02:30:00')).toBe(us('2024-10-27T00:30:00Z'));
  expect(bratislava('2024-10-27T03:00:00')).toBe(us('2024-10-27T02:00:00Z'));
  expect(sourceTimeReader('Asia/Kathmandu')('2024-01-01T00:00:00')).toBe(us('2023-12-31T18:15:00Z'));
});
