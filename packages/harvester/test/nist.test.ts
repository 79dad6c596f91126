/** The bar of the aligner on recordings of real machines: 95 % of active seconds at the right operation. */
import { programOf } from '@mantinel/nc';
import { describe, expect, test } from 'vitest';
import { alignRun, isRunOf } from '../src/align/place/align.ts';
import { matchRun } from '../src/align/place/programs.ts';
import type { MachineRun } from '../src/align/runs/run.ts';
import { timelineOf } from '../src/align/timeline/timeline.ts';
import {
  cycleTimes,
  hasNistData,
  nistEvents,
  nistProgram,
  nistPrograms,
  nistRecordings,
  nistTruth,
} from './nist-recordings.ts';
import { runsIn } from './recording.ts';

describe.skipIf(!hasNistData)('NIST BOX and COVER (need ../shared/data/telemetry/nist-mtc)', () => {
  const candidates = hasNistData
    ? nistPrograms.map(({ file }) => ({
        id: file,
        named: false,
        timeline: timelineOf(programOf(file, nistProgram(file))),
      }))
    : [];
  const recordings = hasNistData ? nistRecordings() : [];
  const programmed = recordings.filter((name) => nistPrograms.some(({ runs }) => name.startsWith(runs)));
  const fileOf = (name: string) => nistPrograms.find(({ runs }) => name.startsWith(runs))!.file;

  test('active seconds of every recording are those of cycle-times.csv', () => {
    const times = cycleTimes();
    for (const name of recordings) {
      const activeS = runsIn(nistEvents(name)).reduce((sum, run) => sum + run.activeS, 0);
      expect([name, Math.abs(activeS - times.get(name)!.activeS) < 0.2]).toEqual([name, true]);
    }
  });

  test.each(programmed)(
    '%s: its program is found by what it did, and at least 95 % of its seconds are right',
    (name) => {
      const file = fileOf(name);
      const [run, ...more] = runsIn(nistEvents(name));
      expect(more).toEqual([]);
      const matched = matchRun(run!, candidates);
      expect(matched?.id).toBe(file);
      const { operationAt, activeS } = nistTruth(name, nistProgram(file));
      expect(run!.activeS).toBeCloseTo(activeS, 3);
      expect(rightS(run!, matched!.aligned.seconds, operationAt) / activeS).toBeGreaterThanOrEqual(0.95);
    },
  );

  test.each(recordings.filter((name) => !programmed.includes(name)))(
    '%s: no published program is taken for its own, though one has its name',
    (name) => {
      for (const run of runsIn(nistEvents(name)).filter(({ activeS }) => activeS > 300)) {
        expect(candidates.filter(({ timeline }) => isRunOf(alignRun(run, timeline)))).toEqual([]);
        expect(
          matchRun(
            run,
            candidates.map((each) => ({ ...each, named: true })),
          ),
        ).toBeUndefined();
      }
    },
  );
});

function rightS(
  { beganUs }: MachineRun,
  seconds: readonly { readonly operation: number; readonly active: number }[],
  operationAt: (timeUs: number) => number,
): number {
  return seconds.reduce(
    (sum, { operation, active }, at) =>
      operation === operationAt(beganUs + (at + 0.5) * 1e6) ? sum + active : sum,
    0,
  );
}
