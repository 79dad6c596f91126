import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scratchSpace } from './columns/scratch.ts';
import { decodeCounts, encodeCounts } from './counts-section.ts';
import { countByTime } from './time-counts.ts';

const rows = fc.array(
  fc.record({
    timeUs: fc.oneof(
      fc.integer({ min: 0, max: 2e15 }),
      fc.integer({ min: 1_700_000_000_000_000, max: 1_700_000_100_000_000 }),
    ),
    series: fc.nat({ max: 70_000 }),
  }),
  { maxLength: 300 },
);

test('counts come back as they were counted', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const source = {
        rows: Uint32Array.from(all.keys()),
        times: Float64Array.from(all, ({ timeUs }) => timeUs),
        seriesOf: Uint32Array.from(all, ({ series }) => series),
      };
      const counted = countByTime(source, { seriesCount: 70_001, durationUs: 100_000_000 });
      const read = decodeCounts(encodeCounts(counted), { unitUs: counted.unitUs, scratch: scratchSpace() });
      expect([...read.series]).toEqual([...counted.series]);
      expect([...read.counts]).toEqual([...counted.counts]);
      expect({ ...read, series: [], counts: [] }).toEqual({ ...counted, series: [], counts: [] });
    }),
  );
});
