/** G81 with G91: R from the level where the cycle began, Z from R; held against LinuxCNC's rs274 2.9, whose output the expected moves are. */
import { describe, expect, test } from 'vitest';
import { motions } from '../../../test/moves-of.ts';

const start = 'G21G90G94G17F100\nG0X0Y0Z10\n';
const levels = (text: string, dialect: 'linuxcnc' | 'fanuc-mill') =>
  motions(start + text, { dialect })
    .filter((move) => !move.startsWith('rapid 0 0'))
    .map((move) =>
      move.replace(/^(rapid|linear) (-?\d+) 0 /, (_, kind: string, x: string) => `${kind[0]}${x}:`),
    );

describe.each(['linuxcnc', 'fanuc-mill'] as const)('%s', (dialect) => {
  test('every hole begins from the level of the first, with G98 and with G99, also a second time', () => {
    const holes = ['r5:10', 'r5:3', 'l5:-5', 'r5:10', 'r10:10', 'r10:3', 'l10:-5', 'r10:10'];
    expect(levels('G91G98G81X5Y0Z-8R-7L2\n', dialect)).toEqual(holes);
    expect(levels('G91G99G81X5Y0Z-8R-7\nX5\nG98X5\n', dialect)).toEqual([
      ...['r5:10', 'r5:3', 'l5:-5', 'r5:3'],
      ...['r10:3', 'l10:-5', 'r10:3'],
      ...['r15:3', 'l15:-5', 'r15:10'],
    ]);
  });
});

test('LinuxCNC reads R and Z of earlier blocks in the mode of the block at hand, a Fanuc control as they were programmed', () => {
  const text = 'G91G98G81X5Y0Z-8R-5\nG90X50\n';
  expect(levels(text, 'linuxcnc').slice(4)).toEqual(['r50:10', 'r50:-5', 'l50:-8', 'r50:10']);
  expect(levels(text, 'fanuc-mill').slice(4)).toEqual(['r50:10', 'r50:5', 'l50:-3', 'r50:10']);
});

test('LinuxCNC goes on a slope to the level of the cycle where R is raised above the tool', () => {
  expect(levels('G91G99G81X5Y0Z-8R-7\nG98R-5X5\n', 'linuxcnc').slice(4)).toEqual([
    ...['r10:10', 'r10:5', 'l10:-3', 'r10:10'],
  ]);
});
