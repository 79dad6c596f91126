import type { AlarmView } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { merged } from './use-alarms.ts';

const alarm = (given: Partial<AlarmView>) =>
  ({ id: 'a', priority: 'low', state: 'acknowledged', receivedUs: 1, version: 1, ...given }) as AlarmView;
const ids = (alarms: readonly AlarmView[]) => alarms.map(({ id }) => id);

test('what became normal leaves the list, what is new joins it', () => {
  const known = [alarm({ id: 'a' }), alarm({ id: 'b' })];
  const changed = [alarm({ id: 'a', state: 'normal', version: 2 }), alarm({ id: 'c' })];
  expect(ids(merged(known, changed))).toEqual(['b', 'c']);
});

test('what is older than what is known changes nothing', () => {
  const known = [alarm({ version: 3, state: 'acknowledged' })];
  expect(merged(known, [alarm({ version: 2, state: 'unacknowledged' })])).toEqual(known);
  expect(merged(known, [alarm({ version: 2, state: 'normal' })])).toEqual(known);
});

test('what waits comes first, then the higher priority, then the newer; what is shelved comes last', () => {
  const alarms = [
    alarm({ id: 'shelved', state: 'shelved', priority: 'high' }),
    alarm({ id: 'older', priority: 'high' }),
    alarm({ id: 'newer', priority: 'high', receivedUs: 2 }),
    alarm({ id: 'waits', state: 'returnedUnacknowledged' }),
    alarm({ id: 'waits more', state: 'unacknowledged', priority: 'medium' }),
  ];
  expect(ids(merged([], alarms))).toEqual(['waits more', 'waits', 'newer', 'older', 'shelved']);
});
