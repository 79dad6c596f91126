import { describe, expect, test } from 'vitest';
import { firstDifference } from './canonical.ts';
import { explained, hasRs274Tests, rs274Cases } from './cases.ts';

describe.skipIf(!hasRs274Tests)("LinuxCNC's interpreter tests (need ../shared/data/rs274)", () => {
  const cases = rs274Cases();

  test.each(cases.map(({ name }, i) => [name, i] as const))('%s', (name, i) => {
    const difference = firstDifference(cases[i]!.ours(), cases[i]!.theirs());
    if (explained[name]) expect(difference).toBeDefined();
    else expect(difference).toBeUndefined();
  });

  test('there are motions to compare', () => {
    expect(cases.reduce((sum, { theirs }) => sum + theirs().length, 0)).toBeGreaterThan(1000);
  });
});
