import type { NotificationRuleView } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { areEmails, isTimeSpan, planOf, valuesOf } from './rule-values.ts';

const rule: NotificationRuleView = {
  id: 'r',
  place: 'line:milling',
  name: 'Night',
  when: { kind: 'alarm', least: 'high', codes: ['fanuc.SV*'] },
  delayMinutes: 2,
  groupMinutes: 10,
  quiet: { from: '22:00', to: '06:00', exceptHigh: false },
  language: 'sk',
  steps: [
    { afterMinutes: 0, emails: ['eva@plant.example'], webhook: 'w', browser: true },
    { afterMinutes: 20, emails: ['boss@plant.example'], browser: false },
  ],
  paused: false,
  version: 3,
};

test.each([
  rule.when,
  { kind: 'events', level: 'technical', codes: [], text: 'pump' },
  { kind: 'machineSilent', minutes: 7 },
] as const)('a rule goes through its form and back: %j', (when) => {
  const one = { ...rule, when, ...(when.kind === 'events' ? { steps: rule.steps.slice(0, 1) } : {}) };
  const { id: _id, place: _place, paused: _paused, version: _version, ...plan } = one as NotificationRuleView;
  expect(planOf(valuesOf(one as NotificationRuleView))).toEqual(plan);
});

test('what the form refuses', () => {
  expect(['a@b.example', 'a@b.example, c@d.example', ''].every(areEmails)).toBe(true);
  expect(['a', 'a@b', 'a@b.example c'].some(areEmails)).toBe(false);
  expect(['', '22:00-06:00', '22:00 – 06:00'].every(isTimeSpan)).toBe(true);
  expect(['22', '25:00-06:00', '22:00'].some(isTimeSpan)).toBe(false);
});
