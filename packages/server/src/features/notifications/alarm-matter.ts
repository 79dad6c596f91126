/** What an alarm is to a rule: one matter for each time that it is annunciated. */
import {
  type Alarm,
  type AlarmPriority,
  alarmPriorities,
  alarmState,
  type PlantTree,
  reachOf,
} from '@mantinel/domain';
import { scopeTest } from '@mantinel/logbook';
import type { NewMatter, NotificationRuleRow } from '@mantinel/store';
import { union } from '../../http/reader-scope.ts';
import { codeTest, type Meaning } from './matter.ts';

const minuteUs = 60_000_000;

/** Not what is shelved, suppressed or out of service, nor what came back from that by itself. */
export const isToBeTold = (alarm: Alarm): boolean => alarmState(alarm) === 'unacknowledged' && !alarm.quiet;

export const subjectOfAlarm = ({ id, episode }: Pick<Alarm, 'id' | 'episode'>): string =>
  `alarm|${id}|${episode}`;

export interface AlarmMatterSurroundings {
  /** As the plant is now. */
  readonly tree: PlantTree;
  readonly meaning: Meaning;
  readonly nowUs: () => number;
}

/** None or one. */
export function alarmMatterOf(
  rule: NotificationRuleRow,
  { tree, meaning, nowUs }: AlarmMatterSurroundings,
): (alarm: Alarm) => NewMatter[] {
  const { when } = rule;
  if (when.kind !== 'alarm') return () => [];
  const isThere = scopeTest(union(reachOf(tree, [rule.place])));
  const isWanted = codeTest(when.codes);
  return (alarm) => {
    const { site, machine, path, code, nativeCode, message, level, decided, episode } = alarm;
    if (!isWanted(code) || !isThere({ site, machine, kind: 'condition' })) return [];
    // The rule knows nothing of what was before it, nor before somebody changed it.
    if (alarm.receivedUs < rule.changedUs || rank(decided.priority) < rank(when.least)) return [];
    const said = meaning({ site, machine, path, code, message, attributes: { nativeCode } }, rule.language);
    return [
      {
        rule: rule.id,
        // A warning that was acknowledged and became a fault is told anew.
        key: `${episode}|${level}`,
        subject: subjectOfAlarm(alarm),
        told: {
          atUs: alarm.raisedUs,
          code,
          title: (said?.title ?? message) || code,
          event: episode,
          machine,
          priority: decided.priority,
          ...(said?.action === undefined ? {} : { action: said.action }),
        },
        more: 0,
        dueUs: nowUs() + rule.delayMinutes * minuteUs,
      },
    ];
  };
}

const rank = (priority: AlarmPriority): number => alarmPriorities.indexOf(priority);
