import { Config } from '@mantinel/contract';
import { defaultAlarmLimits } from '@mantinel/domain';
import { expect, test } from 'vitest';
import { alarmRules } from './alarm-rules.ts';

test('what nobody set is as ISA-18.2 has it; every figure can be set', () => {
  expect(alarmRules(Config.parse({}).alarms).limits).toEqual(defaultAlarmLimits);
  const { alarms } = Config.parse({
    alarms: {
      chattering: { times: 5, withinSeconds: 30 },
      ...{ fleetingSeconds: 3, staleHours: 12, staleOnADay: 7, longestShelvingHours: 2, verdictDays: 14 },
      flood: { begins: 20, ends: 8, withinMinutes: 5, share: 0.02 },
      ...{
        perDay: { maximum: 200 },
        perHour: { acceptable: 5 },
        perTenMinutes: { maximum: 3 },
        topTenShare: 0.1,
      },
      ...{ priorityShares: { low: 0.7, medium: 0.2, high: 0.1 }, restatingSeconds: 20 },
    },
  });
  const { limits } = alarmRules(alarms);
  expect(limits).toMatchObject({
    chatteringTimes: 5,
    shelvingUs: 7_200_000_000,
    perDay: { acceptable: 150, maximum: 200 },
  });
  for (const [name, value] of Object.entries(limits))
    expect(value, name).not.toEqual(defaultAlarmLimits[name as keyof typeof limits]);
});

test.each([[{ longestShelvingHours: 9 }], [{ flood: { begins: 3, ends: 5 } }], [{ floodShare: 1 }]])(
  '%j is refused',
  (alarms) => {
    expect(Config.safeParse({ alarms }).success).toBe(false);
  },
);
