import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastPlanned, nextPlanned } from './planned.ts';

const dayUs = 86_400_000_000;
const minute = fc.integer({ min: 0, max: 1439 });
const text = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const moment = fc.integer({ min: 1_700_000_000, max: 1_900_000_000 }).map((seconds) => seconds * 1e6);

test('the last time is never ahead, the next always, and they lie a day apart, give or take a change of clocks', () => {
  fc.assert(
    fc.property(minute, moment, (minutes, nowUs) => {
      const plan = { at: text(minutes) };
      const [last, next] = [lastPlanned(plan, nowUs), nextPlanned(plan, nowUs)];
      expect(last).toBeLessThanOrEqual(nowUs);
      expect(next).toBeGreaterThan(nowUs);
      expect(Math.abs(next - last - dayUs)).toBeLessThanOrEqual(2 * 3_600_000_000);
      expect(lastPlanned(plan, next)).toBe(next);
      expect(lastPlanned(plan, next - 1)).toBe(last);
    }),
  );
});
