import { expect, test } from 'vitest';
import { chunkOf, line, rapid } from '../../test/chunk-of.ts';
import { MoveKind } from '../moves/move-kind.ts';
import { assumedDynamics } from './dynamics.ts';
import { timeReducer } from './estimate.ts';
import { fitDynamics } from './fit.ts';

const assumed = assumedDynamics('mill');
/** A pocket in so many zigzags, after a tool change. */
const pocket = (passes: number, wayMm: number, feed: number) =>
  chunkOf([
    { kind: MoveKind.toolChange, value: 1 },
    rapid([0, 0, 5]),
    ...Array.from({ length: passes }, (_, i) => [
      line([i % 2 === 0 ? wayMm : 0, i], feed),
      line([i % 2 === 0 ? wayMm : 0, i + 1], feed),
    ]).flat(),
  ]);
const programs = [pocket(10, 100, 3000), pocket(80, 10, 3000), pocket(200, 3, 5000), pocket(30, 40, 1000)];

test('a machine slower than assumed is found from its jobs, and the more jobs fit the surer it is', () => {
  const real = {
    ...assumed,
    accelerationPerS2: [900, 900, 900, 900, 900, 900] as const,
    junctionDeviationMm: 0.005,
    toolChangeS: 14,
  };
  const runs = programs.map((chunk, i) => {
    const reducer = timeReducer({ dynamics: real, rapid: 'linear', feedOverride: i === 0 ? 0.8 : 1 });
    reducer.take(chunk);
    return { chunks: [chunk], seconds: reducer.finish().total, ...(i === 0 && { feedOverride: 0.8 }) };
  });
  const off = (dynamics: typeof assumed) =>
    runs.map(({ chunks, seconds, feedOverride = 1 }) => {
      const reducer = timeReducer({ dynamics, rapid: 'linear', feedOverride });
      for (const chunk of chunks) reducer.take(chunk);
      return Math.abs(reducer.finish().total / seconds - 1);
    });
  expect(Math.max(...off(assumed))).toBeGreaterThan(0.2);
  const { dynamics, residuals } = fitDynamics(runs, { from: assumed, id: 'hurco-2', rapid: 'linear' });
  expect(dynamics.id).toBe('hurco-2');
  expect(Math.max(...residuals.map(Math.abs))).toBeLessThan(0.02);
  // Two runs' worth of what was assumed, and four that fit: √(2 · 0.3² / 6).
  expect(dynamics.uncertainty).toBeCloseTo(0.173, 2);
  // A program that it was not fitted to.
  const other = pocket(60, 20, 2000);
  const seconds = (of: typeof assumed) => {
    const reducer = timeReducer({ dynamics: of, rapid: 'linear' });
    reducer.take(other);
    return reducer.finish().total;
  };
  expect(seconds(dynamics) / seconds(real)).toBeCloseTo(1, 1);
});

test('what the jobs do not tell stays as assumed', () => {
  const still = chunkOf([{ kind: MoveKind.toolChange, value: 1 }]);
  const { dynamics } = fitDynamics([{ chunks: [still], seconds: 16 }], {
    from: assumed,
    id: 'x',
    rapid: 'linear',
  });
  expect(dynamics.toolChangeS).toBeGreaterThan(15);
  expect(dynamics.accelerationPerS2).toEqual(assumed.accelerationPerS2);
});
