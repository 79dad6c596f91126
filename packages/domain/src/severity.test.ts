import { expect, test } from 'vitest';
import { severity, severityRange, severityRanges, severityText } from './severity.ts';

test('the ranges are those of the OpenTelemetry log data model', () => {
  const ranges = Array.from({ length: 24 }, (_, index) => severityRange(index + 1));
  expect(ranges).toEqual(severityRanges.flatMap((range) => [range, range, range, range]));
  for (const range of severityRanges) expect(severityRange(severity[range])).toBe(range);
});

test('the short text carries the step within the range', () => {
  expect([1, 9, 10, 13, 20, 24].map(severityText)).toEqual([
    'TRACE',
    'INFO',
    'INFO2',
    'WARN',
    'ERROR4',
    'FATAL4',
  ]);
});

test.each([0, 25, 1.5, Number.NaN])('%d is no severity', (number) => {
  expect(() => severityRange(number)).toThrow(RangeError);
});
