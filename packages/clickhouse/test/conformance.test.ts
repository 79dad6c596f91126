/** The suites that the embedded logbook passes, against ClickHouse itself. */
import { describeEventStore } from '@mantinel/logbook/conformance';
import { describeQueries } from '@mantinel/logbook/conformance-queries';
import { afterAll, describe, expect, vi } from 'vitest';
import { withoutChdb } from './chdb.ts';
import { chdbPlaces, type Place } from './place.ts';

// Tables are made for each case: on a busy computer that takes seconds.
vi.setConfig({ testTimeout: 300_000 });

describe.skipIf(withoutChdb)(`ClickHouse within this process${withoutChdb ? `: ${withoutChdb}` : ''}`, () => {
  if (withoutChdb) return;
  const places = chdbPlaces();
  afterAll(() => places.close());

  describeEventStore('ClickHouse', async () => {
    const place = places.next();
    const opened: Awaited<ReturnType<typeof places.open>>[] = [];
    return {
      async open() {
        const store = await places.open(place, {
          // One case has a subscriber that throws; nothing else may go wrong.
          onProblem: (problem) => expect(String(problem)).toContain('a subscriber fails'),
        });
        opened.push(store);
        return store;
      },
      async destroy() {
        for (const store of opened) await store.close();
        places.drop(place);
      },
    };
  });

  let last: Place | undefined;
  describeQueries('ClickHouse', {
    runs: Number(process.env.MANTINEL_CLICKHOUSE_RUNS ?? 8),
    open() {
      if (last) places.drop(last);
      last = places.next();
      return places.open(last, { nowUs: () => 1_790_000_000_000_000 });
    },
  });
});
