import type { NewEvent } from '@mantinel/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sourceBatches } from './source-batches.ts';

const eventsOf = (count: number) => Array.from({ length: count }, (_, at) => ({ timeUs: at }) as NewEvent);

test('no event is lost, moved or repeated, and only the last part carries the cursor', () => {
  fc.assert(
    fc.property(fc.nat({ max: 50 }), fc.integer({ min: 1, max: 12 }), (count, largest) => {
      const events = eventsOf(count);
      const batches = [...sourceBatches({ machine: 'm', events, cursor: 'c' }, largest)];
      expect(batches.flatMap((batch) => batch.events)).toEqual(events);
      expect(batches.every((batch) => batch.events.length <= largest)).toBe(true);
      expect(batches.map(({ source }) => source)).toEqual(
        batches.map((_, at) => (at === batches.length - 1 ? { source: 'm', cursor: 'c' } : undefined)),
      );
    }),
  );
});

test('a source without a place gives none', () => {
  const [batch] = sourceBatches({ machine: 'm', events: eventsOf(1), cursor: undefined });
  expect(batch).toEqual({ events: eventsOf(1) });
});
