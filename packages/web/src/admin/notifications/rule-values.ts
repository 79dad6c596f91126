/** A rule as the fields of its form, and back. */
import type { NotificationRuleView } from '@mantinel/contract';
import type { RulePlan } from '../../api/notifications.ts';
import type { Values } from '../frame/values.ts';

export const triggers = ['alarm', 'events', 'machineSilent', 'databaseAway', 'diskFull'] as const;
export type Trigger = (typeof triggers)[number];

const list = (text = ''): string[] => text.split(/[\s,;]+/).filter((part) => part !== '');
const whole = (text = ''): number => (/^\d{1,5}$/.test(text) ? Number(text) : Number.NaN);

export const areEmails = (text: string): boolean =>
  list(text).every((address) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address));
export const areCodes = (text: string): boolean => list(text).every((code) => /^[^\s*]+\*?$/.test(code));
export const isTimeSpan = (text: string): boolean =>
  text === '' || /^([01]\d|2[0-3]):[0-5]\d\s*[-–]\s*([01]\d|2[0-3]):[0-5]\d$/.test(text);
export const isWhole = (text: string): boolean => !Number.isNaN(whole(text));

export const blank: Values = {
  name: '',
  trigger: 'alarm',
  least: 'medium',
  level: 'operator',
  codes: '',
  text: '',
  minutes: '15',
  days: '14',
  delay: '2',
  group: '5',
  quiet: '',
  exceptHigh: 'yes',
  emails: '',
  webhook: '',
  browser: 'yes',
  escalate: '',
  escalateTo: '',
};

export function valuesOf({ when, quiet, steps, ...rule }: NotificationRuleView): Values {
  const [first, second] = steps;
  return {
    ...blank,
    name: rule.name,
    trigger: when.kind,
    ...('least' in when ? { least: when.least } : {}),
    ...('level' in when ? { level: when.level, text: when.text } : {}),
    ...('codes' in when ? { codes: when.codes.join(', ') } : {}),
    ...('minutes' in when ? { minutes: String(when.minutes) } : {}),
    ...('days' in when ? { days: String(when.days) } : {}),
    delay: String(rule.delayMinutes),
    group: String(rule.groupMinutes),
    quiet: quiet ? `${quiet.from}–${quiet.to}` : '',
    exceptHigh: quiet?.exceptHigh === false ? 'no' : 'yes',
    language: rule.language,
    emails: first?.emails.join(', ') ?? '',
    webhook: first?.webhook ?? '',
    browser: first?.browser ? 'yes' : 'no',
    escalate: second ? String(second.afterMinutes) : '',
    escalateTo: second?.emails.join(', ') ?? '',
    paused: rule.paused ? 'yes' : 'no',
  };
}

export function planOf(values: Values): RulePlan {
  const { name = '', quiet = '', webhook, language } = values;
  const [from, to] = quiet.split(/\s*[-–]\s*/);
  const later = list(values.escalateTo);
  return {
    name,
    when: whenOf(values),
    delayMinutes: whole(values.delay),
    groupMinutes: whole(values.group),
    ...(from && to ? { quiet: { from, to, exceptHigh: values.exceptHigh === 'yes' } } : {}),
    language: language as RulePlan['language'],
    steps: [
      {
        afterMinutes: 0,
        emails: list(values.emails),
        ...(webhook ? { webhook } : {}),
        browser: values.browser === 'yes',
      },
      ...(later.length > 0 && mayEscalate(values)
        ? [{ afterMinutes: whole(values.escalate || '15'), emails: later, browser: false }]
        : []),
    ],
  };
}

/** What ends can go on to others while it has not. */
export const mayEscalate = ({ trigger }: Values): boolean =>
  trigger === 'alarm' || trigger === 'machineSilent';

function whenOf({ trigger, least, level, codes, text = '', minutes, days }: Values): RulePlan['when'] {
  switch (trigger as Trigger) {
    case 'alarm':
      return { kind: 'alarm', least: least as 'low', codes: list(codes) };
    case 'events':
      return { kind: 'events', level: level as 'operator', codes: list(codes), text };
    case 'machineSilent':
      return { kind: 'machineSilent', minutes: whole(minutes) };
    case 'databaseAway':
      return { kind: 'databaseAway', minutes: whole(minutes) };
    case 'diskFull':
      return { kind: 'diskFull', days: whole(days) };
  }
}
