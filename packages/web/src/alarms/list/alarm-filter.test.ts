import type { AlarmView } from '@mantinel/contract';
import { alarmStates } from '@mantinel/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AlarmFilter, alarmGroups, alarmSearch, filtered, parseAlarmFilter } from './alarm-filter.ts';

const alarms = alarmStates.map(
  (state) =>
    ({ id: state, state, machine: 'mill', priority: 'high', active: state === 'acknowledged' }) as AlarmView,
);
const shown = (search: string) => filtered(alarms, parseAlarmFilter(search)).map(({ id }) => id);

test('an address brings back the filter', () => {
  const filter = fc.record({
    group: fc.constantFrom(...alarmGroups),
    machine: fc.stringMatching(/^[a-z0-9-]{0,9}$/),
    priority: fc.constantFrom<AlarmFilter['priority']>('', 'low', 'medium', 'high'),
  });
  fc.assert(
    fc.property(filter, (given) => {
      expect(parseAlarmFilter(alarmSearch(given))).toEqual(given);
    }),
  );
  expect(parseAlarmFilter('show=nonsense&priority=huge')).toEqual({
    group: 'all',
    machine: '',
    priority: '',
  });
});

test('each group holds what its name says', () => {
  expect(shown('show=waiting')).toEqual([
    'unacknowledged',
    'returnedUnacknowledged',
    'latchedUnacknowledged',
  ]);
  expect(shown('show=aside')).toEqual(['shelved', 'suppressedByDesign', 'outOfService']);
  expect(shown('show=standing')).toEqual(['acknowledged']);
  expect(shown('machine=saw')).toEqual([]);
  expect(shown('priority=low')).toEqual([]);
});
