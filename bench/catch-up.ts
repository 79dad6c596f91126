/**
 * What people wait for while alarms, projections and runs catch up with a logbook that none of them has read, as after a restore
 * without a checkpoint: questions for a page of the log, one after the other, until all is taken up and some seconds longer.
 *
 *   node bench/catch-up.ts [events] [--logbook FOLDER]
 *
 * `--logbook`: one that `bench/stored/fill.ts` made, copied before it is used; without it one is made.
 */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { paths } from '@mantinel/contract';
import { newDirectory, removeDirectory, startProduct } from '../e2e/support/product.ts';
import { ask, isCaughtUp } from './panel/caught-up.ts';
import { quantile } from './stored/queries.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { logbook: { type: 'string' } },
});
const events = Number(positionals[0] ?? 5_000_000);
const settledMs = 10_000;

const directory = await newDirectory();
const logbook = join(directory, 'data', 'logbook');
try {
  if (values.logbook === undefined)
    execFileSync(process.execPath, [join(import.meta.dirname, 'stored', 'fill.ts'), logbook, String(events)]);
  else cpSync(values.logbook, logbook, { recursive: true });
  const config = JSON.stringify({ node: 'bench', site: 'main', http: { port: 0 }, machines: [] });
  const product = await startProduct({ directory, config });
  try {
    const measure = async (isOver: () => Promise<boolean>) => {
      const began = performance.now();
      const took: number[] = [];
      do {
        const at = performance.now();
        await ask(product, `${paths.events}?limit=100`);
        took.push(performance.now() - at);
        await sleep(100);
      } while (!(await isOver()));
      const ms = (share: number) => Math.round(quantile(took, share));
      return {
        seconds: Math.round((performance.now() - began) / 1000),
        questions: took.length,
        ...{ p50ms: ms(0.5), p95ms: ms(0.95), longestMs: ms(1) },
      };
    };
    const catchingUp = await measure(() => isCaughtUp(product));
    const untilMs = performance.now() + settledMs;
    console.table({ catchingUp, afterwards: await measure(async () => performance.now() > untilMs) });
  } finally {
    await product.stop();
  }
} finally {
  await removeDirectory(directory);
}
