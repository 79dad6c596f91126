/** What an event is to a rule: something to tell, or the end of something. */
import type { NotificationTrigger } from '@mantinel/contract';
import {
  type AlarmPriority,
  alarmPriorities,
  type Event,
  formatEventId,
  isVisibleAt,
  type PlantTree,
  reachOf,
} from '@mantinel/domain';
import { scopeTest } from '@mantinel/logbook';
import type { MatterTold, NotificationRuleRow } from '@mantinel/store';
import { union } from '../../http/reader-scope.ts';

export interface Matter {
  readonly key: string;
  readonly subject: string;
  readonly told: MatterTold;
}

/** What an alarm is called for people, and how urgent it is, in the language of the rule. */
export type Meaning = (
  event: Event,
  language: NotificationRuleRow['language'],
) => { title: string; action?: string; priority?: AlarmPriority } | undefined;

/** Own messages are no news to anybody: they would tell of themselves for ever. */
const isOwn = ({ code }: Event) => code.startsWith('notification.');

const levelOf = ({ kind, attributes: { level } }: Event) =>
  kind === 'condition' && (level === 'fault' || level === 'warning') ? level : undefined;

const partsOf = ({ site, machine = '', path = '' }: Event) => `alarm|${site}|${machine}|${path}|`;
const numberOf = ({ attributes: { nativeCode } }: Event) =>
  typeof nativeCode === 'string' ? nativeCode : '';

/** Subjects that end with this event; one ending in `*` stands for all that begin so. */
export function endedBy(event: Event): string | undefined {
  if (event.code === 'alarm.acknowledged') {
    const { path, nativeCode } = event.attributes;
    if (event.machine === undefined || typeof path !== 'string') return undefined;
    return `${partsOf({ ...event, path })}${typeof nativeCode === 'string' ? nativeCode : ''}`;
  }
  if (event.kind !== 'condition' || levelOf(event) !== undefined) return undefined;
  const number = numberOf(event);
  // NORMAL without a number clears everything of the item; UNAVAILABLE leaves nothing known of it.
  return event.attributes.level === 'normal' && number !== ''
    ? partsOf(event) + number
    : `${partsOf(event)}*`;
}

/** Of the place as the plant is now. */
export function matterOf(
  rule: NotificationRuleRow,
  tree: PlantTree,
  meaning: Meaning,
): (event: Event) => Matter | undefined {
  const isThere = scopeTest(union(reachOf(tree, [rule.place])));
  const isMeant = matches(rule.when);
  return (event) => {
    if (isOwn(event) || !isMeant(event) || !isThere(event)) return undefined;
    const said = meaning(event, rule.language);
    const level = levelOf(event);
    const priority =
      said?.priority ?? (level === undefined ? undefined : level === 'fault' ? 'medium' : 'low');
    if (rule.when.kind === 'alarm' && rank(priority) < rank(rule.when.least)) return undefined;
    const id = formatEventId(event);
    return {
      key: id,
      subject: rule.when.kind === 'alarm' ? partsOf(event) + numberOf(event) : `event|${id}`,
      told: {
        atUs: event.timeUs,
        code: event.code,
        title: (said?.title ?? event.message) || event.code,
        event: id,
        ...(said?.action === undefined ? {} : { action: said.action }),
        ...(event.machine === undefined ? {} : { machine: event.machine }),
        ...(priority === undefined ? {} : { priority }),
      },
    };
  };
}

const rank = (priority: AlarmPriority | undefined) =>
  priority === undefined ? -1 : alarmPriorities.indexOf(priority);

function matches(when: NotificationTrigger): (event: Event) => boolean {
  switch (when.kind) {
    case 'alarm': {
      const isWanted = codeTest(when.codes);
      return (event) => levelOf(event) !== undefined && isWanted(event.code);
    }
    case 'events': {
      const { level } = when;
      const isWanted = codeTest(when.codes);
      const text = when.text.toLowerCase();
      return (event) =>
        // What people did is read by the audit trail's own right, and readings are no news.
        event.kind !== 'audit' &&
        event.kind !== 'sample' &&
        isVisibleAt(level, event) &&
        isWanted(event.code) &&
        event.message.toLowerCase().includes(text);
    }
    default:
      return () => false;
  }
}

function codeTest(codes: readonly string[]): (code: string) => boolean {
  if (codes.length === 0) return () => true;
  const exact = new Set(codes.filter((code) => !code.endsWith('*')));
  const prefixes = codes.filter((code) => code.endsWith('*')).map((code) => code.slice(0, -1));
  return (code) => exact.has(code) || prefixes.some((prefix) => code.startsWith(prefix));
}
