import { assumedDynamics, interpret, timeReducer } from '@mantinel/nc';
import { describe, expect, test } from 'vitest';
import { ncProgram, partProgram } from '../../test/recording.ts';
import { fitMachine } from './fit.ts';

const from = assumedDynamics('mill');
/** What the machine that is fitted really is. */
const real = { ...from, toolChangeS: 15, settleS: 0.1 };
const part = partProgram.split('\n');
const texts = new Map([
  ['all', partProgram],
  [
    'milled',
    [
      ...part.slice(
        0,
        part.findIndex((line) => line.includes('T3 M6')),
      ),
      'M30',
      '',
    ].join('\n'),
  ],
  [
    'chamfered',
    ['%', 'O9', 'G21 G90', ...part.slice(part.findIndex((line) => line.includes('T4 M6')))].join('\n'),
  ],
  [
    'faced',
    [
      ...part.slice(
        0,
        part.findIndex((line) => line.includes('T2 M6')),
      ),
      'M30',
      '',
    ].join('\n'),
  ],
]);
const secondsOf = (revision: string) => {
  const reducer = timeReducer({ dynamics: real, rapid: 'separate' });
  for (const chunk of interpret(ncProgram(texts.get(revision)!)).chunks) reducer.take(chunk);
  return reducer.finish().total;
};
const runsOf = (revisions: readonly string[], each: number) =>
  revisions.flatMap((revision) =>
    Array.from({ length: each }, (_, at) => ({
      revision,
      activeS: secondsOf(revision) + (at % 2),
      feedOverride: 100,
    })),
  );
const fit = (runs: Parameters<typeof fitMachine>[0]) =>
  fitMachine(
    runs,
    (revision) => {
      const text = texts.get(revision);
      return text === undefined ? undefined : ncProgram(text);
    },
    { id: 'fitted-mill', from, rapid: 'separate' },
  );

describe('a machine is fitted', () => {
  test('to its runs, nearer to them than what is assumed, with how many and how near', () => {
    const fitted = fit(runsOf([...texts.keys()], 3));
    if (!('fitted' in fitted)) throw new Error('refused');
    const { dynamics, runs, residual } = fitted.fitted;
    expect(runs).toBe(12);
    expect(residual).toBeLessThan(0.03);
    expect(dynamics.id).toBe('fitted-mill');
    expect(Math.abs(dynamics.toolChangeS - real.toolChangeS)).toBeLessThan(
      Math.abs(from.toolChangeS - real.toolChangeS),
    );
  });

  test('not by few programs, nor by few runs, nor by programs that are gone: it says what is missing', () => {
    const least = { leastRuns: 6, leastPrograms: 3 };
    expect(fit(runsOf(['all', 'milled'], 20))).toEqual({
      refused: 'too-few-programs',
      ...least,
      runs: 40,
      programs: 2,
    });
    expect(fit(runsOf(['all', 'milled', 'faced'], 1))).toEqual({
      refused: 'too-few-runs',
      ...least,
      runs: 3,
      programs: 3,
    });
    const gone = runsOf(['all'], 9).map((run, at) => ({ ...run, revision: `gone ${at % 3}` }));
    expect(fit(gone)).toEqual({ refused: 'too-few-programs', ...least, runs: 0, programs: 0 });
  });
});
