import { assumedDynamics } from '@mantinel/nc';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  expected,
  ncProgram,
  partProgram,
  type Recording,
  type RecordingOptions,
  recordingOf,
  runsIn,
} from '../../../test/recording.ts';
import { timelineOf } from '../timeline/timeline.ts';
import { type AlignedRun, alignRun, isRunOf } from './align.ts';
import { programName } from './program-name.ts';
import { matchRun } from './programs.ts';

const timeline = expected(partProgram);

/** Share of active seconds that have the operation that was at work. */
function right({ seconds }: AlignedRun, { operationAt }: Recording): number {
  let [active, correct] = [0, 0];
  for (const [at, second] of seconds.entries()) {
    if (second.active < 0.5) continue;
    active += 1;
    if (second.operation === operationAt(at + 0.5)) correct += 1;
  }
  return correct / active;
}

const aligned = (options: RecordingOptions, text = partProgram) => {
  const recording = recordingOf(text, options);
  const [run] = runsIn(recording.events);
  return { recording, run: run!, found: alignRun(run!, expected(text)) };
};

test('the program has the operations that the tests speak of', () => {
  expect(timeline.operations.map(({ tool }) => tool)).toEqual([1, 2, 3, 4]);
  expect(timeline.depth.some((depth) => depth === 1)).toBe(true);
});

describe('a run is laid over its program', () => {
  test.each<[string, RecordingOptions, number]>([
    ['by lines of the file', { tells: ['line', 'tool'] }, 0.98],
    ['by lines, seen every three seconds', { tells: ['line', 'tool'], everyS: 3 }, 0.95],
    ['by N words', { tells: ['n', 'tool'] }, 0.97],
    ['by the texts of blocks', { tells: ['block'] }, 0.97],
    ['by lines alone', { tells: ['line'] }, 0.97],
    ['by tools and speeds alone', { tells: ['tool', 'speed'], everyS: 1 }, 0.95],
    ['at an override of 50 %', { tells: ['line', 'tool'], feedOverride: 50 }, 0.98],
    ['with a hold of ten minutes', { tells: ['line', 'tool'], hold: { atS: 60, forS: 600 } }, 0.98],
    ['that was aborted', { tells: ['line', 'tool'], ends: { atS: 150 } }, 0.98],
  ])('%s', (_, options, least) => {
    const { recording, run, found } = aligned(options);
    expect(isRunOf(found)).toBe(true);
    expect(right(found, recording)).toBeGreaterThanOrEqual(least);
    expect(found.activeS).toBeCloseTo(run.activeS, 3);
    expect(found.confidence).toBeGreaterThan(0.7);
  });

  test('to its lines, each turn of a loop to that turn', () => {
    const { recording, found } = aligned({ tells: ['line', 'tool'] });
    const drilled = found.operations.find(({ number }) => number === 2)!;
    let truth = 0;
    for (let at = 0; at < recording.totalS; at += 0.1) if (recording.operationAt(at) === 2) truth += 0.1;
    expect(drilled.seconds).toBeGreaterThan(0.95 * truth);
    expect(drilled.seconds).toBeLessThan(1.05 * truth);
  });

  test('tells what it saw and what was expected of each operation', () => {
    const { found } = aligned({ tells: ['line', 'tool'], feedOverride: 50 });
    expect(found.operations.map(({ number }) => number)).toEqual([0, 1, 2, 3]);
    for (const { feedOverride, predictedS, seconds } of found.operations) {
      expect(feedOverride).toBeCloseTo(50);
      expect(seconds).toBeGreaterThan(predictedS);
    }
  });

  test('without a sign of its place is told with little confidence', () => {
    const { found } = aligned({});
    expect(found.confidence).toBeLessThan(0.6);
    expect(found.agreement.whole).toBe(0);
  });

  test('with lines that somebody put in at the machine', () => {
    const lines = partProgram.split('\n');
    const at = lines.findIndex((line) => line.includes('T3 M6'));
    const edited = [
      ...lines.slice(0, at),
      ...Array.from({ length: 20 }, (_, n) => `G1 X${50 + n}. Y50. F900.`),
      ...lines.slice(at),
    ];
    const recording = recordingOf(edited.join('\n'), { tells: ['line', 'tool'] });
    const found = alignRun(runsIn(recording.events)[0]!, timeline);
    expect(isRunOf(found)).toBe(true);
    expect(right(found, recording)).toBeGreaterThan(0.95);
    expect(found.numbering?.shifts).toContain(20);
  });

  test('and what is no run of it is refused', () => {
    const other = partProgram
      .replaceAll(/T(\d)/g, (_, tool) => `T${Number(tool) + 10}`)
      .replaceAll('F900.', 'F200.');
    const { run } = aligned({ tells: ['line', 'tool', 'speed'] }, other);
    expect(isRunOf(alignRun(run, timeline))).toBe(false);
  });

  test('conserves time: operations and unassigned seconds are the active ones', () => {
    fc.assert(
      fc.property(
        fc.record({
          tells: fc.subarray(['line', 'n', 'block', 'tool', 'speed'] as const),
          everyS: fc.constantFrom(0.3, 1, 7),
          feedOverride: fc.constantFrom(20, 100, 130),
          endsS: fc.integer({ min: 5, max: 400 }),
        }),
        ({ tells, everyS, feedOverride, endsS }) => {
          const recording = recordingOf(partProgram, { tells, everyS, feedOverride, ends: { atS: endsS } });
          for (const run of runsIn(recording.events)) {
            const found = alignRun(run, timeline);
            const sum = found.operations.reduce((all, { seconds }) => all + seconds, 0);
            expect(sum).toBeCloseTo(found.assignedS, 6);
            expect(found.assignedS + found.unassignedS).toBeCloseTo(run.activeS, 3);
            for (const { confidence } of found.seconds) expect(confidence).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the program of a run', () => {
  const other = partProgram.replaceAll(/T(\d)/g, (_, tool) => `T${Number(tool) + 10}`);
  const candidate = (id: string, text: string, named = false) => ({
    id,
    named,
    timeline: timelineOf(ncProgram(text), { dynamics: assumedDynamics('mill') }),
  });
  const run = runsIn(recordingOf(partProgram, { tells: ['line', 'tool', 'speed'] }).events)[0]!;

  test('is found by what the run did where no name tells it', () => {
    expect(matchRun(run, [candidate('other', other), candidate('right', partProgram)])?.id).toBe('right');
  });

  test('is none where the name is right and everything else is not', () => {
    expect(matchRun(run, [candidate('other', other, true)])).toBeUndefined();
  });

  test('is not guessed between two that are alike, unless one has the name', () => {
    const [one, two] = [candidate('one', partProgram), candidate('two', `${partProgram}\n`)];
    expect(matchRun(run, [one, two])).toBeUndefined();
    expect(matchRun(run, [one, { ...two, named: true }])?.id).toBe('two');
  });

  test.each([
    ['TNC:\\BRIAN\\Coil Holder v2 Top.H', 'coil holder v2 top', undefined],
    ['O0719', 'o0719', '719'],
    ['719', '719', '719'],
    ['//CNC_MEM/USER/PATH1/O1234', 'o1234', '1234'],
    ['NIST_MTC_CRADA_COVER_REV-A.NC', 'nist_mtc_crada_cover_rev-a', undefined],
  ])('is called %s by the machine', (told, name, number) => {
    expect(programName(told)).toEqual({ name, number });
  });
});
