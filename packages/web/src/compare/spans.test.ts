import type { Event } from '@mantinel/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventOf } from '../../test/event-of.ts';
import { conditionSpans, doingSpans } from './spans.ts';

const execution = (timeUs: number, value: string | null): Event =>
  eventOf({ seq: timeUs, timeUs, kind: 'state', code: 'machine.execution', attributes: { value } });
const condition = (timeUs: number, level: string, nativeCode: string | undefined, path = 'x'): Event =>
  eventOf({
    seq: timeUs,
    timeUs,
    kind: 'condition',
    code: 'c',
    path,
    attributes: { level, ...(nativeCode === undefined ? {} : { nativeCode }) },
  });

test('what a machine does lasts until it does something else, or is not heard', () => {
  expect(
    doingSpans([
      execution(1, 'READY'),
      execution(2, 'ACTIVE'),
      execution(3, 'ACTIVE'),
      execution(5, 'FEED_HOLD'),
      execution(6, null),
      execution(7, 'ACTIVE'),
      eventOf({ seq: 9, timeUs: 9, code: 'source.lost' }),
    ]),
  ).toEqual([
    { fromUs: 1, toUs: 2, doing: 'idle' },
    { fromUs: 2, toUs: 5, doing: 'running' },
    { fromUs: 5, toUs: 6, doing: 'stopped' },
    { fromUs: 6, toUs: 7, doing: 'unknown' },
    { fromUs: 7, toUs: 9, doing: 'running' },
    { fromUs: 9, doing: 'unknown' },
  ]);
});

test('a condition stands until it is cleared by its number, or all of its path are', () => {
  const of = (events: readonly Event[]) =>
    conditionSpans(events).map(({ fromUs, toUs, level }) => [fromUs, toUs, level]);
  const raised = [condition(1, 'fault', 'A'), condition(2, 'warning', 'B'), condition(3, 'fault', 'A', 'y')];
  expect(of([...raised, condition(4, 'normal', 'A')])).toEqual([
    [1, 4, 'fault'],
    [2, undefined, 'warning'],
    [3, undefined, 'fault'],
  ]);
  expect(of([...raised, condition(4, 'normal', undefined)])).toEqual([
    [1, 4, 'fault'],
    [2, 4, 'warning'],
    [3, undefined, 'fault'],
  ]);
  expect(
    of([condition(1, 'warning', 'A'), condition(2, 'warning', 'A'), condition(3, 'fault', 'A')]),
  ).toEqual([
    [1, 3, 'warning'],
    [3, undefined, 'fault'],
  ]);
});

test('stretches follow one another without overlap, whatever comes', () => {
  const values = fc.constantFrom('ACTIVE', 'READY', 'STOPPED', null);
  fc.assert(
    fc.property(fc.array(values), (all) => {
      const spans = doingSpans(all.map((value, index) => execution(index, value)));
      for (const [at, span] of spans.entries()) {
        expect(span.toUs).toBe(spans[at + 1]?.fromUs);
        expect(span.doing).not.toBe(spans[at + 1]?.doing);
      }
    }),
  );
});
