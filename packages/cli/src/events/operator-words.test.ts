import type { Event } from '@mantinel/contract';
import { expect, test, vi } from 'vitest';
import { eventFormatter } from './format-event.ts';
import { operatorWords, spokenLanguage } from './operator-words.ts';
import { shippedExplanations } from './shipped-explanations.ts';

const event: Event = {
  id: 'node.1.7',
  node: 'node',
  epoch: 1,
  seq: 7,
  timeUs: Date.UTC(2026, 2, 2, 6, 0, 14, 20) * 1000,
  receivedUs: 0,
  site: 'plant',
  machine: 'mill-1',
  path: 'servo',
  kind: 'condition',
  severity: 17,
  code: 'fanuc.SV0410',
  message: 'EXCESS ERROR (STOP)',
  attributes: { level: 'fault', nativeCode: 'SV0410' },
  quality: 'good',
};
const format = eventFormatter({ style: (_, text) => text, timeZone: 'UTC' });

test('an operator reads what happened and what to do, and the control’s own text', async () => {
  const explanations = vi.fn(shippedExplanations());
  const words = operatorWords({ explanations }, 'sk');
  await words.learn([event, event]);
  await words.learn([event]);
  expect(explanations).toHaveBeenCalledTimes(1);
  const [line, action, ...more] = format(event, words.of(event)).split('\n');
  expect(line).toContain('fanuc.SV0410 Os v pokoji neudrží polohu (FAULT EXCESS ERROR (STOP))');
  expect(action).toContain('Zistite, či os niečo netlačí');
  expect(more).toEqual([]);
});

test('what nobody has explained stays the control’s own text', async () => {
  const words = operatorWords({ explanations: shippedExplanations() }, 'en');
  const unknown = { ...event, code: 'fanuc.EX1042' };
  await words.learn([unknown]);
  expect(format(unknown, words.of(unknown))).toMatch(/fanuc\.EX1042 FAULT EXCESS ERROR \(STOP\)$/);
});

test('the language is that of the terminal', () => {
  expect(spokenLanguage({ LANG: 'de_AT.UTF-8' })).toBe('de');
  expect(spokenLanguage({ LANG: 'de_AT.UTF-8', LC_ALL: 'sk_SK' })).toBe('sk');
  expect(spokenLanguage({ LANG: 'C' })).toBe('en');
  expect(spokenLanguage({})).toBe('en');
});
