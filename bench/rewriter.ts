/**
 * How fast one core turns sealed segments into blocks, and what each column costs: `node rewriter.ts [rounds]`.
 * The segment is what 8 MiB hold of `generator.ts` in batches of 100.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columns } from '../packages/logbook/src/blocks/block-format.ts';
import { readMeta } from '../packages/logbook/src/blocks/block.ts';
import { encodeBatch } from '../packages/logbook/src/codec/encode-batch.ts';
import { writeBlocks } from '../packages/logbook/src/rewriter/write-blocks.ts';
import { generateBatches } from './generator.ts';

const rounds = Number(process.argv[2] ?? 10);
const frames: { firstSeq: number; count: number; bytes: Uint8Array }[] = [];
let bytes = 0;
let count = 0;
for (const events of generateBatches({ seed: 7, events: 400_000 })) {
  const batch = encodeBatch(events);
  if (bytes + batch.bytes.length > 8 * 1024 * 1024) break;
  frames.push({ firstSeq: count + 1, ...batch });
  bytes += batch.bytes.length + 40;
  count += batch.count;
}
const directory = mkdtempSync(join(tmpdir(), 'mantinel-rewriter-'));
try {
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begunMs = performance.now();
    writeBlocks(directory, { name: `${round}`, epoch: 1, firstSeq: 1, lastSeq: count, frames });
    took.push(performance.now() - begunMs);
  }
  took.sort((a, b) => a - b);
  const median = took[took.length >> 1]!;
  console.log(
    `${count} events of a segment: ${median.toFixed(0)} ms (${took[0]!.toFixed(0)} – ${took.at(-1)!.toFixed(0)}), ${Math.round(count / median)} k events/s`,
  );
  const files = readdirSync(directory).filter((name) => name.startsWith('0-'));
  const stored = new Map<string, number>(columns.map((name) => [name, 0]));
  let [total, pages] = [0, 0];
  for (const name of files) {
    total += statSync(join(directory, name)).size;
    const { meta } = await readMeta(join(directory, name), name);
    for (const { pages: own } of meta.strands)
      for (const page of own) {
        pages++;
        page.columns.forEach((column, i) => {
          stored.set(columns[i]!, stored.get(columns[i]!)! + column.stored);
        });
      }
    console.log(`${name}: ${meta.class}, ${meta.rows} rows, strands of ${meta.strands.map(({ rows, pages: own }) => `${rows} in ${own.length}`).join(', ')} pages`);
  }
  const rest = total - [...stored.values()].reduce((sum, value) => sum + value, 0);
  console.log(`${(total / count).toFixed(2)} B/event in ${pages} pages`);
  console.table(Object.fromEntries([...stored, ['footers', rest]].map(([name, value]) => [name, +(value / count).toFixed(3)])));
} finally {
  rmSync(directory, { recursive: true });
}
