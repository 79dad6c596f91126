/** The judge of the rigs is judged: each kind of breach must be seen. */
import { expect, test } from 'vitest';
import {
  appenders,
  hasBatchId,
  isShortLived,
  numberedEvent,
  recogniseEvent,
  sizeOf,
  sourceOf,
} from './numbered-batch.ts';
import type { Line, Place } from './report.ts';
import { type Found, type Known, verify } from './verify.ts';

const numbers = Array.from({ length: 60 }, (_, number) => number);
const kept = numbers.filter((number) => !isShortLived(number));
const shortLived = numbers.filter(isShortLived);

/** All numbers, stored one after the other in epoch 1. */
function stored() {
  const lines: Line[] = [{ type: 'opened', head: { epoch: 1, seq: 0 } }];
  const batches = new Map<number, Place[]>();
  const sourceCursors = new Map<string, string | undefined>(
    Array.from({ length: appenders }, (_, k) => [`source-${k}`, undefined]),
  );
  let seq = 1;
  for (const number of numbers) {
    const place = { epoch: 1, firstSeq: seq, count: sizeOf(number) };
    seq += place.count;
    batches.set(number, [place]);
    lines.push(
      { type: 'sending', number },
      { type: 'acknowledged', number, place, duplicate: false },
      { type: 'shown', shown: { ...place, number, index: 0 } },
    );
    const source = sourceOf(number);
    if (source !== undefined) sourceCursors.set(source, String(number));
  }
  lines.push({ type: 'committed', position: { epoch: 1, seq: 10 } });
  const holes: { epoch: number; firstSeq: number; lastSeq: number }[] = [];
  const committed = { epoch: 1, seq: 10 };
  const head = { epoch: 1, seq: seq - 1 };
  const own: { epoch: number; seq: number; code: string }[] = [];
  const found = { batches, own, holes, wrong: [], head, sourceCursors, committed };
  return { lines, found };
}
const placeOf = (found: Found, number: number) => found.batches.get(number)![0]!;

test('the numbers hold every kind of batch', () => {
  expect(shortLived.length).toBeGreaterThan(5);
  expect(numbers.some(hasBatchId)).toBe(true);
  expect(numbers.some((number) => sourceOf(number) === undefined)).toBe(true);
  expect(new Set(numbers.map(sizeOf)).size).toBeGreaterThan(5);
});

test('an event is recognised as handed in and in no other shape', () => {
  const event = { ...numberedEvent(7, 0), node: 'n', epoch: 1, seq: 1 };
  expect(recogniseEvent(event)).toEqual({ number: 7, index: 0 });
  expect(recogniseEvent({ ...event, timeUs: event.timeUs + 1 })).toBeUndefined();
  expect(recogniseEvent({ ...event, attributes: { ...event.attributes, more: 1 } })).toBeUndefined();
});

test('a kept promise has no breach, also when seen again', () => {
  const { lines, found } = stored();
  const known: Known = new Map();
  expect(verify(lines, found, known)).toEqual([]);
  expect(verify(lines, found, known)).toEqual([]);
});

test.each<[string, (state: ReturnType<typeof stored>) => void, RegExp]>([
  ['lost', ({ found }) => found.batches.delete(kept[3]!), /acknowledged at .* is missing/],
  [
    'stored twice',
    ({ found }) => found.batches.get(kept[3]!)!.push({ epoch: 1, firstSeq: 900_000, count: 1 }),
    /stored 2 times/,
  ],
  [
    'at another place',
    ({ found }) => found.batches.set(kept[3]!, [{ ...placeOf(found, kept[3]!), firstSeq: 900_000 }]),
    /stands at/,
  ],
  [
    'torn',
    ({ found }) => {
      const number = kept.find((candidate) => sizeOf(candidate) > 1)!;
      found.batches.set(number, [{ ...placeOf(found, number), count: 1 }]);
    },
    /is torn/,
  ],
  [
    'shown and then lost',
    ({ lines, found }) => {
      lines.splice(0, lines.length, ...lines.filter((line) => line.type !== 'acknowledged'));
      found.batches.delete(kept[3]!);
    },
    /shown at .* is missing/,
  ],
  [
    'refused and stored',
    ({ lines }) => lines.push({ type: 'refused', number: kept[3]!, code: 'logbook.full' }),
    /was refused/,
  ],
  [
    'with a hole',
    ({ found }) => found.holes.push({ epoch: 1, firstSeq: 5000, lastSeq: 5001 }),
    /a hole nobody accounts for/,
  ],
  [
    'short of its tail',
    ({ found }) => Object.assign(found, { head: { epoch: 1, seq: found.head.seq - 1 } }),
    /the head was/,
  ],
  [
    'with an older source cursor',
    ({ found }) => found.sourceCursors.set('source-1', 'older'),
    /cursor of source-1/,
  ],
  [
    'told damaged',
    ({ found }) => found.own.push({ epoch: 1, seq: 900_000, code: 'logbook.damaged' }),
    /damage is told/,
  ],
  [
    'with a lost consumer',
    ({ found }) => Object.assign(found, { committed: { epoch: 1, seq: 9 } }),
    /lost it/,
  ],
])('a store is caught that is %s', (_, spoil, sentence) => {
  const state = stored();
  spoil(state);
  expect(verify(state.lines, state.found, new Map()).join('\n')).toMatch(sentence);
});

test('what was found once must be found again, acknowledged or not', () => {
  const { found } = stored();
  const known: Known = new Map();
  expect(verify([], found, known)).toEqual([]);
  found.batches.delete(kept[0]!);
  expect(verify([], found, known).join()).toMatch(/found before at .* is missing/);
});

test('retention may leave holes of short-lived events and of no others', () => {
  const { lines, found } = stored();
  const removed = placeOf(found, shortLived[0]!);
  found.batches.delete(shortLived[0]!);
  const hole = { epoch: 1, firstSeq: removed.firstSeq, lastSeq: removed.firstSeq + removed.count - 1 };
  found.holes.push(hole);
  expect(verify(lines, found, new Map())).toEqual([]);
  found.holes[0] = { ...hole, lastSeq: hole.lastSeq + 1 };
  expect(verify(lines, found, new Map()).join()).toMatch(/hole nobody accounts for/);
});
