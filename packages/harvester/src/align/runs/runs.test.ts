import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runsIn } from '../../../test/recording.ts';
import { connected, fault, lost, secondsOf, told } from '../../../test/told.ts';

/** In automatic mode, program A, ready. */
const ready = [told(0, 'mode', 'AUTOMATIC'), told(0, 'program', 'A.NC'), told(0, 'execution', 'READY')];

describe('runs', () => {
  test('from ACTIVE to PROGRAM_COMPLETED is complete, and counts what the counter said just after', () => {
    const [run, ...more] = runsIn([
      ...ready,
      told(0, 'parts', 41),
      told(10, 'execution', 'ACTIVE'),
      told(70, 'execution', 'PROGRAM_COMPLETED'),
      told(70.1, 'parts', 42),
      told(90, 'execution', 'READY'),
    ]);
    expect(more).toEqual([]);
    expect(run).toMatchObject({
      ...{ kind: 'program', ending: 'complete', because: 'completed', programName: 'A.NC' },
      ...{ activeS: 60, pausedS: 0, unknownS: 0, parts: 1, scrap: undefined, feedOverride: undefined },
    });
    expect([secondsOf(run!.beganUs), secondsOf(run!.endedUs)]).toEqual([10, 70]);
  });

  test('a control without PROGRAM_COMPLETED is ready when its program is over', () => {
    const runs = runsIn([
      ...ready,
      told(10, 'execution', 'ACTIVE'),
      told(50, 'execution', 'READY'),
      told(60, 'execution', 'ACTIVE'),
      told(100, 'execution', 'READY'),
      told(200, 'mode', 'MANUAL'),
    ]);
    expect(runs.map(({ ending, because, activeS }) => [ending, because, activeS])).toEqual([
      ['complete', 'ready', 40],
      ['complete', 'ready', 40],
    ]);
  });

  test.each([
    ['a feed hold', 'FEED_HOLD'],
    ['M0', 'PROGRAM_STOPPED'],
    ['M1', 'OPTIONAL_STOP'],
    ['the door', 'INTERRUPTED'],
  ])('%s is a pause and not the end', (_, execution) => {
    const [run, ...more] = runsIn([
      ...ready,
      told(10, 'execution', 'ACTIVE'),
      told(11, 'line', 5),
      told(40, 'execution', execution),
      told(100, 'execution', 'ACTIVE'),
      told(101, 'line', 6),
      told(120, 'execution', 'PROGRAM_COMPLETED'),
    ]);
    expect(more).toEqual([]);
    expect(run).toMatchObject({ ending: 'complete', activeS: 50, pausedS: 60 });
  });

  test.each([
    [
      'reset out of a hold',
      [told(30, 'execution', 'FEED_HOLD'), told(35, 'execution', 'READY')],
      'reset',
      20,
    ],
    ['an emergency stop', [told(30, 'estop', 'TRIGGERED')], 'emergency-stop', 20],
    ['an alarm', [fault(29, 'fault'), told(30, 'execution', 'READY')], 'alarm', 20],
    [
      'another program',
      [told(30, 'execution', 'STOPPED'), told(40, 'program', 'B.NC'), told(50, 'execution', 'ACTIVE')],
      'other-program',
      20,
    ],
    [
      'a new start from the beginning',
      [
        told(29, 'line', 400),
        told(30, 'execution', 'STOPPED'),
        told(40, 'line', 1),
        told(50, 'execution', 'ACTIVE'),
      ],
      'restarted',
      20,
    ],
  ])('%s aborts', (_, events, because, activeS) => {
    const [run] = runsIn([
      ...ready,
      told(0, 'estop', 'ARMED'),
      told(10, 'execution', 'ACTIVE'),
      told(11, 'line', 3),
      ...events,
      told(90, 'mode', 'MANUAL'),
    ]);
    expect(run).toMatchObject({ ending: 'aborted', because, activeS });
  });

  test('what ends with the recording, or with the connection, is cut off', () => {
    const [run] = runsIn([...ready, told(10, 'execution', 'ACTIVE'), told(50, 'line', 1)]);
    expect(run).toMatchObject({ ending: 'cut-off', because: 'end', activeS: 40 });
    const [cut] = runsIn([
      ...ready,
      told(10, 'execution', 'ACTIVE'),
      lost(30),
      connected(500),
      told(500, 'execution', 'READY'),
    ]);
    expect(cut).toMatchObject({ ending: 'cut-off', because: 'silence', activeS: 20 });
  });

  test('a program that was over before a long silence was complete', () => {
    const [run] = runsIn([
      ...ready,
      told(10, 'execution', 'ACTIVE'),
      told(50, 'execution', 'PROGRAM_COMPLETED'),
      told(90_000, 'execution', undefined),
    ]);
    expect(run).toMatchObject({ ending: 'complete', activeS: 40 });
  });

  test('a short loss of the connection is neither active nor the end where the program is further on afterwards', () => {
    const [run, ...more] = runsIn([
      ...ready,
      told(10, 'execution', 'ACTIVE'),
      told(25, 'line', 100),
      lost(30),
      connected(45),
      told(45, 'program', 'A.NC'),
      told(45, 'line', 180),
      told(45, 'execution', 'ACTIVE'),
      told(60, 'execution', 'PROGRAM_COMPLETED'),
    ]);
    expect(more).toEqual([]);
    expect(run).toMatchObject({ ending: 'complete', activeS: 35, unknownS: 15 });
  });

  test('silence counts as active for ten minutes at most', () => {
    const [run] = runsIn([
      ...ready,
      told(10, 'execution', 'ACTIVE'),
      told(20, 'line', 5),
      told(5020, 'line', 9),
      told(5030, 'execution', 'PROGRAM_COMPLETED'),
    ]);
    expect(run!.activeS).toBeLessThanOrEqual(10 + 600 + 10);
  });

  test('a clock that is set back ends the run where it was', () => {
    const [run] = runsIn([
      ...ready,
      told(1000, 'execution', 'ACTIVE'),
      told(1030, 'line', 2),
      told(100, 'line', 3),
      told(101, 'line', 4),
      told(102, 'line', 5),
      told(140, 'execution', 'PROGRAM_COMPLETED'),
    ]);
    expect(run).toMatchObject({ ending: 'cut-off', activeS: 30 });
  });

  test('an override away from 100 % for a material share is told, a moment is not', () => {
    const runs = runsIn([
      ...ready,
      told(0, 'Fovr', 100),
      told(10, 'execution', 'ACTIVE'),
      told(60, 'Fovr', 50),
      told(110, 'execution', 'PROGRAM_COMPLETED'),
      told(111, 'Fovr', 100),
      told(120, 'execution', 'ACTIVE'),
      told(130, 'Fovr', 80),
      told(132, 'Fovr', 100),
      told(220, 'execution', 'PROGRAM_COMPLETED'),
    ]);
    expect(runs.map(({ overridden, feedOverride }) => [overridden, feedOverride])).toEqual([
      [true, 75],
      [false, 99.6],
    ]);
  });

  test('what is typed by hand, warming up and going block by block are told apart', () => {
    const one = (before: Parameters<typeof told>[], after: Parameters<typeof told>[] = []) =>
      runsIn([
        ...ready,
        ...before.map((each) => told(...each)),
        told(10, 'execution', 'ACTIVE'),
        ...after.map((each) => told(...each)),
        told(100, 'execution', 'PROGRAM_COMPLETED'),
      ])[0]?.kind;
    expect(one([])).toBe('program');
    expect(one([[5, 'mode', 'MANUAL_DATA_INPUT']])).toBe('by-hand');
    expect(one([[5, 'program', 'TNC:\\SERVICE\\Warm_Up.H']])).toBe('warm-up');
    const holds = Array.from({ length: 20 }, (_, at): Parameters<typeof told>[] => [
      [11 + at * 4, 'execution', 'FEED_HOLD'],
      [14 + at * 4, 'execution', 'ACTIVE'],
    ]).flat();
    expect(one([], holds)).toBe('single-block');
  });

  test('the name may follow the start', () => {
    const [run] = runsIn([
      told(0, 'execution', 'READY'),
      told(0, 'program', ' '),
      told(10, 'execution', 'ACTIVE'),
      told(10.03, 'program', '014-2407-1.NC'),
      told(60, 'execution', 'PROGRAM_COMPLETED'),
    ]);
    expect(run!.programName).toBe('014-2407-1.NC');
  });

  test('time is conserved: active, paused and unknown seconds are those from beginning to end', () => {
    const step = fc.record({
      forS: fc.integer({ min: 1, max: 400 }),
      execution: fc.constantFrom(
        'ACTIVE',
        'ACTIVE',
        'FEED_HOLD',
        'INTERRUPTED',
        undefined,
        'PROGRAM_COMPLETED',
      ),
      line: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        let atS = 10;
        let line = 0;
        const events = [...ready];
        for (const each of steps) {
          line += each.line;
          events.push(told(atS, 'line', line), told(atS, 'execution', each.execution));
          atS += each.forS;
        }
        for (const run of runsIn([...events, told(atS, 'execution', 'READY')])) {
          expect(run.activeS + run.pausedS + run.unknownS).toBeCloseTo((run.endedUs - run.beganUs) / 1e6, 5);
        }
      }),
    );
  });
});
