import { expect, test } from 'vitest';
import { isTitledWarmUp, isWarmUp } from './warm-up.ts';

test.each(['WARM-UP.NC', 'Spindle warm up', 'WARMLAUF', 'O9001_AUFWAERMEN', 'Zahriatie vretena'])(
  '%s warms up',
  (name) => expect(isWarmUp(name)).toBe(true),
);

test.each(['O1234', 'SWARM PLATE', 'heater.nc', 'upper bracket'])('%s does not', (name) =>
  expect(isWarmUp(name)).toBe(false),
);

test('a title says so, a note further on does not', () => {
  expect(isTitledWarmUp('%\nO9001 (SPINDLE WARM UP 15 MIN)\nS500 M3\n')).toBe(true);
  expect(isTitledWarmUp('; Warmlauf Spindel\n0 BEGIN PGM 1 MM\n')).toBe(true);
  expect(isTitledWarmUp('%\nO1 (FLANGE)\n(WARM UP BEFORE FINISHING)\n')).toBe(false);
  expect(isTitledWarmUp('G1 X1\n')).toBe(false);
});
