import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunkOf, line, type Row, rapid } from '../../test/chunk-of.ts';
import { MoveFlag, MoveKind } from '../moves/move-kind.ts';
import { assumedDynamics, type MachineDynamics } from './dynamics.ts';
import { type TimeOptions, timeReducer } from './estimate.ts';

/** Round numbers: 100 mm/s² everywhere, nothing beside the motion. */
const plain: MachineDynamics = {
  ...assumedDynamics('mill'),
  id: 'plain',
  rapidPerMin: [6000, 6000, 3000, 3600, 3600, 3600],
  accelerationPerS2: [100, 100, 100, 100, 100, 100],
  junctionDeviationMm: 0,
  blockS: 0,
  settleS: 0,
  toolChangeS: 5,
  spindleSPer1000Rpm: 1,
};
function timeOf(rows: readonly Row[], options: Partial<TimeOptions> = {}) {
  const reducer = timeReducer({ dynamics: plain, rapid: 'separate', ...options });
  reducer.take(chunkOf(rows));
  return reducer.finish();
}

describe('one way', () => {
  test('takes its length at the feed, and half of it again to speed up and slow down', () => {
    // v = 10 mm/s, a = 100: 0.1 s up, 0.1 s down over 0.5 mm each, 99 mm at 10 mm/s.
    expect(timeOf([line([100], 600)]).total).toBeCloseTo(10.1, 9);
  });

  test('too short for its feed it never reaches it: t = 2·√(s/a)', () => {
    expect(timeOf([line([1], 6000)]).total).toBeCloseTo(0.2, 9);
  });

  test('a feed beyond what an axis can is clamped', () => {
    const slow = { ...plain, feedPerMin: [600, 600, 600, 600, 600, 600] as const };
    expect(timeOf([line([100], 60_000)], { dynamics: slow }).total).toBeCloseTo(10.1, 9);
  });

  test('rapids of single axes end when the slowest does, a line when all do', () => {
    // X: 100 mm at 100 mm/s, 2 s. Z: 100 mm at 50 mm/s, 2.5 s.
    const way = [rapid([100, 0, 100])];
    expect(timeOf(way).rapid).toBeCloseTo(2.5, 9);
    expect(timeOf(way, { rapid: 'linear' }).rapid).toBeGreaterThan(2.49);
  });

  test('a circle is as long as its circumference, and its curvature limits the speed', () => {
    const circle = (feed: number): Row => ({
      kind: MoveKind.arc,
      to: [0, 0],
      feed,
      centre: [10, 0],
      turns: 1,
    });
    expect(timeOf([circle(600)]).total).toBeCloseTo((2 * Math.PI * 10) / 10 + 0.1, 9);
    // √(a·r) = √1000 mm/s whatever was programmed.
    const limit = Math.sqrt(1000);
    expect(timeOf([circle(60_000)]).total).toBeCloseTo((20 * Math.PI) / limit + limit / 100, 9);
    const half: Row = { ...circle(600), to: [20, 0] };
    expect(timeOf([half]).total).toBeCloseTo((Math.PI * 10) / 10 + 0.1, 9);
    expect(timeOf([{ ...half, turns: 2 }]).total).toBeCloseTo((3 * Math.PI * 10) / 10 + 0.1, 9);
  });
});

describe('corners', () => {
  const square = [line([10], 600), line([10, 10], 600), line([0, 10], 600), line([0, 0], 600)];

  test('are stops where the path may not be rounded, and quicker the more it may', () => {
    expect(timeOf(square).total).toBeCloseTo(4 * 1.1, 9);
    const rounded = (junctionDeviationMm: number) =>
      timeOf(square, { dynamics: { ...plain, junctionDeviationMm } }).total;
    expect(rounded(0.01)).toBeLessThan(4.4);
    expect(rounded(0.1)).toBeLessThan(rounded(0.01));
    expect(rounded(10)).toBeCloseTo(4.1, 9);
  });

  test('an exact stop is one, straight on as well', () => {
    const half = { ...line([50], 600), flags: MoveFlag.exactStop };
    expect(timeOf([half, line([100], 600)]).total).toBeCloseTo(10.2, 9);
  });

  test('with little look-ahead short pieces stay slow: the control must be able to stop within what it sees', () => {
    const pieces = Array.from({ length: 100 }, (_, i) => line([0.1 * (i + 1)], 6000));
    const seeing = (lookAhead: number) => timeOf(pieces, { dynamics: { ...plain, lookAhead } }).total;
    expect(seeing(100)).toBeCloseTo(2 * Math.sqrt(10 / 100), 6);
    expect(seeing(2)).toBeGreaterThan(2 * seeing(100));
  });
});

describe('what is no way', () => {
  test('dwell, tool change and the spindle take their own time', () => {
    const clockwise = { spindle: 'clockwise', speed: 3000 } as const;
    const took = timeOf([
      { kind: MoveKind.toolChange, value: 3 },
      { kind: MoveKind.spindle, context: clockwise },
      { kind: MoveKind.dwell, value: 1.5 },
      { kind: MoveKind.spindle, context: { ...clockwise, spindle: 'counterclockwise' } },
      { kind: MoveKind.stop },
    ]);
    expect(took).toMatchObject({ toolChange: 5, dwell: 1.5, spindle: 3 + 6, stops: 1, total: 15.5 });
  });

  test('a tool that is called again while it is in the spindle takes no change', () => {
    const calls = [3, 3, 4, 3].map((value): Row => ({ kind: MoveKind.toolChange, value }));
    expect(timeOf(calls).toolChange).toBe(15);
  });

  test('a way without a feed takes no time and is told', () => {
    expect(timeOf([line([100], 0), line([200], 600)])).toMatchObject({ withoutFeed: 1 });
  });

  test('a way to where nobody knows is part of the time and told beside it', () => {
    const took = timeOf([{ ...rapid([100]), unplaced: 1 }, line([200], 600)]);
    expect(took.assumedS).toBeCloseTo(took.rapid, 9);
  });
});

test('feed per turn follows the spindle; at constant cutting speed that follows the diameter', () => {
  const perTurn = (context: Row['context']): Row => ({
    ...line([undefined, undefined, -100], 0.2),
    context: { feedMode: 'per-revolution', plane: 18, ...context },
  });
  // 0.2 mm × 1,500 1/min = 5 mm/s.
  expect(timeOf([perTurn({ speed: 1500 })]).total).toBeCloseTo(20.05, 9);
  const turned = (radius: number) => {
    const reducer = timeReducer({ dynamics: plain, rapid: 'separate' });
    const context = { speedMode: 'surface', speed: 100, speedLimit: 3000 } as const;
    reducer.take(chunkOf([perTurn(context)], [radius, 0, 0, 0, 0, 0]));
    return reducer.finish().total;
  };
  // n = 1000·100 / (π·40) = 795.8 1/min, 2.653 mm/s.
  const speed = (0.2 * 100_000) / (Math.PI * 40) / 60;
  expect(turned(20)).toBeCloseTo(100 / speed + speed / 100, 6);
  expect(turned(0.1)).toBeCloseTo(100 / 10 + 0.1, 6);
});

const somePath = fc.array(
  fc.record({
    to: fc.tuple(coordinate(), coordinate(), coordinate()),
    feed: fc.integer({ min: 10, max: 9000 }),
  }),
  { minLength: 1, maxLength: 30 },
);
function coordinate() {
  return fc.integer({ min: -2000, max: 2000 }).map((n) => n / 10);
}

test('cutting a way into pieces changes nothing, chunks neither, and no plan is quicker than length by feed', () => {
  const dynamics = { ...plain, junctionDeviationMm: 0.05, lookAhead: 500 };
  fc.assert(
    fc.property(somePath, fc.integer({ min: 2, max: 5 }), fc.nat(), (path, parts, cut) => {
      const rows = path.map(({ to, feed }) => line(to, feed));
      const whole = timeOf(rows, { dynamics });
      let from = [0, 0, 0];
      let least = 0;
      const pieces = path.flatMap(({ to, feed }) => {
        const begin = from;
        from = to;
        least += (Math.hypot(...to.map((end, axis) => end - begin[axis]!)) / Math.min(feed, 12_000)) * 60;
        return Array.from({ length: parts }, (_, i) =>
          line(
            to.map((end, axis) => begin[axis]! + ((end - begin[axis]!) * (i + 1)) / parts),
            feed,
          ),
        );
      });
      expect(timeOf(pieces, { dynamics }).total).toBeCloseTo(whole.total, 6);
      expect(whole.total).toBeGreaterThanOrEqual(least - 1e-9);
      const reducer = timeReducer({ dynamics, rapid: 'separate' });
      const at = cut % (rows.length + 1);
      const first = chunkOf(rows.slice(0, at));
      reducer.take(first);
      reducer.take(chunkOf(rows.slice(at), [first.x[at]!, first.y[at]!, first.z[at]!, 0, 0, 0]));
      expect(reducer.finish().total).toBeCloseTo(whole.total, 9);
    }),
    { numRuns: 200 },
  );
});

test('groups add up to the whole, and a shorter look-ahead never makes it quicker', () => {
  fc.assert(
    fc.property(somePath, fc.integer({ min: 1, max: 8 }), (path, lookAhead) => {
      const rows = path.map(({ to, feed }) => line(to, feed));
      const dynamics = { ...plain, junctionDeviationMm: 0.05 };
      const far = timeOf(rows, { dynamics: { ...dynamics, lookAhead: 1000 }, groupOf: (_, row) => row % 3 });
      const sum = [...far.groups.values()].reduce((all, { total }) => all + total, 0);
      expect(sum).toBeCloseTo(far.total, 9);
      expect(timeOf(rows, { dynamics: { ...dynamics, lookAhead } }).total).toBeGreaterThanOrEqual(
        far.total - 1e-9,
      );
    }),
    { numRuns: 200 },
  );
});
