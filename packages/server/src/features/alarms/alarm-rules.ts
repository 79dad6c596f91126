/** What the shipped catalogue says of alarms before any engineer has decided otherwise, and the figures they are judged by. */
import type { Config } from '@mantinel/contract';
import type { AlarmLimits } from '@mantinel/domain';
import { shippedCatalogue } from '@mantinel/domain/catalogue';
import type { AlarmRules } from '@mantinel/store';

export function alarmRules(figures: Config['alarms']): AlarmRules {
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
    limits: limitsOf(figures),
  };
}

const second = 1_000_000;
const hour = 3600 * second;

const limitsOf = ({ chattering, flood, ...figures }: Config['alarms']): AlarmLimits => ({
  chatteringTimes: chattering.times,
  chatteringUs: chattering.withinSeconds * second,
  fleetingUs: figures.fleetingSeconds * second,
  staleUs: figures.staleHours * hour,
  staleOnADay: figures.staleOnADay,
  floodBegins: flood.begins,
  floodEnds: flood.ends,
  floodUs: flood.withinMinutes * 60 * second,
  floodShare: flood.share,
  shelvingUs: figures.longestShelvingHours * hour,
  perDay: figures.perDay,
  perHour: figures.perHour,
  perTenMinutes: figures.perTenMinutes,
  topTenShare: figures.topTenShare,
  priorityShares: figures.priorityShares,
  verdictDays: figures.verdictDays,
  restatingUs: figures.restatingSeconds * second,
});
