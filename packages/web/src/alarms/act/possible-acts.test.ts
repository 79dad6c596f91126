import { permissions, roleMatrix } from '@mantinel/contract';
import { alarmStates } from '@mantinel/domain';
import { expect, test } from 'vitest';
import { possibleActs } from './possible-acts.ts';

const everything = () => true;

test.each([
  ['unacknowledged', true, ['acknowledge', 'comment', 'shelve', 'takeOut']],
  ['acknowledged', true, ['comment', 'shelve', 'takeOut']],
  ['returnedUnacknowledged', false, ['acknowledge', 'comment', 'shelve', 'takeOut']],
  ['latchedUnacknowledged', false, ['acknowledge', 'comment', 'shelve', 'reset', 'takeOut']],
  ['latchedAcknowledged', false, ['comment', 'shelve', 'reset', 'takeOut']],
  ['shelved', true, ['comment', 'unshelve', 'takeOut']],
  ['suppressedByDesign', true, ['comment', 'takeOut']],
  ['outOfService', true, ['comment', 'returnToService']],
  ['normal', false, ['takeOut']],
] as const)('%s offers', (state, active, acts) => {
  expect(possibleActs({ state, active }, everything)).toEqual(acts);
});

test('nobody is offered what their role does not allow', () => {
  for (const state of alarmStates) {
    const by = (role: 'viewer' | 'operator' | 'technician') =>
      possibleActs({ state, active: true }, (permission) => roleMatrix[role].includes(permission));
    expect(by('viewer')).toEqual([]);
    expect(by('operator').every((act) => act === 'acknowledge' || act === 'comment')).toBe(true);
    expect(by('technician')).not.toContain('takeOut');
  }
  expect(permissions).toContain('alarm.outOfService');
});
