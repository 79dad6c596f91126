import { describe, expect, test } from 'vitest';
import { runsIn } from '../../../test/recording.ts';
import { told } from '../../../test/told.ts';
import { outcomesOf } from './outcomes.ts';

const ready = [told(0, 'mode', 'AUTOMATIC'), told(0, 'execution', 'READY')];

describe('outcomes of a run', () => {
  test('are its cycle time with its pauses, and the parts that the machine counted', () => {
    const [run] = runsIn([
      ...ready,
      told(0, 'parts', 7),
      told(10, 'execution', 'ACTIVE'),
      told(20, 'execution', 'FEED_HOLD'),
      told(50, 'execution', 'ACTIVE'),
      told(100, 'execution', 'PROGRAM_COMPLETED'),
      told(100.5, 'parts', 9),
    ]);
    expect(outcomesOf(run!)).toEqual([
      { kind: 'cycle-time', value: 90, unit: 's' },
      { kind: 'parts', value: 2, unit: 'pcs' },
    ]);
  });

  test('stay unknown where nobody told them: no counter, a counter that began anew, an aborted run', () => {
    const [without, anew, aborted] = runsIn([
      ...ready,
      told(10, 'execution', 'ACTIVE'),
      told(20, 'execution', 'PROGRAM_COMPLETED'),
      told(25, 'parts', 7),
      told(30, 'execution', 'ACTIVE'),
      told(35, 'parts', 0),
      told(40, 'execution', 'PROGRAM_COMPLETED'),
      told(45, 'parts', 1),
      told(50, 'execution', 'ACTIVE'),
      told(60, 'execution', 'FEED_HOLD'),
      told(65, 'execution', 'READY'),
    ]);
    expect([without, anew, aborted].map((run) => outcomesOf(run!).map(({ kind }) => kind))).toEqual([
      ['cycle-time'],
      ['cycle-time'],
      [],
    ]);
  });
});
