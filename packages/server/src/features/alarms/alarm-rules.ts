/** What the shipped catalogue says of alarms before any engineer has decided otherwise, and the figures they are judged by. */
import { defaultAlarmLimits } from '@mantinel/domain';
import { shippedCatalogue } from '@mantinel/domain/catalogue';
import type { AlarmRules } from '@mantinel/store';

export function alarmRules(): AlarmRules {
  const catalogue = shippedCatalogue();
  return {
    defaults: (code) => {
      const entry = catalogue.get(code);
      if (!entry) return undefined;
      const { priority, respondWithinMinutes } = entry;
      return {
        ...(priority === undefined ? {} : { priority }),
        ...(respondWithinMinutes === undefined ? {} : { timeToRespondUs: respondWithinMinutes * 60_000_000 }),
      };
    },
    limits: defaultAlarmLimits,
  };
}
