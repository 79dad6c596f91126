import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decisions } from '../../api/rationalisations.ts';
import { decisionsOf, numberOf, readingsOf, valuesOf } from './record-values.ts';

describe('a record in the fields of its dialog', () => {
  test('minutes and seconds for people, microseconds for the API', () => {
    const decisions: Decisions = {
      priority: 'high',
      class: 'safety',
      timeToRespondUs: 90_000_000,
      onDelayUs: 2_500_000,
      latching: true,
      limit: { direction: 'high', setpoint: 80.5, deadband: 2 },
      suppression: { whileReading: [{ code: 'machine.controllerMode', values: ['MANUAL', 'EDIT'] }] },
      correctiveAction: 'Fill up coolant',
    };
    const values = valuesOf({ path: 'Xload', ...decisions });
    expect(values).toMatchObject({
      respond: '1.5',
      onDelay: '2.5',
      setpoint: '80.5',
      readings: 'machine.controllerMode: MANUAL, EDIT',
    });
    expect(decisionsOf(values)).toEqual(decisions);
  });

  test('nothing decided is nothing sent, and a limit without its path neither', () => {
    expect(decisionsOf(valuesOf({}))).toEqual({});
    expect(decisionsOf({ direction: 'high', setpoint: '3', path: '' })).toEqual({});
  });

  test('whatever spans are typed come back the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_600_000 }),
        fc.integer({ min: 1, max: 1440 }),
        (ms, minutes) => {
          const decisions: Decisions = { onDelayUs: ms * 1000, timeToRespondUs: minutes * 60_000_000 };
          expect(decisionsOf(valuesOf(decisions))).toEqual(decisions);
        },
      ),
    );
  });

  test('numbers as people write them, and readings a line', () => {
    expect(['2,5', '-3', ' 7 ', '1e5', 'x', ''].map(numberOf)).toEqual([
      2.5,
      -3,
      7,
      undefined,
      undefined,
      undefined,
    ]);
    expect(readingsOf('a.b: X, Y\n\nc: Z')).toEqual([
      { code: 'a.b', values: ['X', 'Y'] },
      { code: 'c', values: ['Z'] },
    ]);
    expect([readingsOf(''), readingsOf('a.b'), readingsOf('a.b: ,')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
