/** Minutes at full speed: does the rewriter keep up, and does memory stay where it is? */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchOptions } from './batches.ts';
import { measureRate, prepareBatches } from './contender.ts';
import { table, thousands } from './figures.ts';
import { logbookContender } from './logbook-contender.ts';

/** Splits the run into fifths; a backlog that grows from one to the next is not bounded. */
export async function benchBacklog(
  options: BenchOptions & {
    readonly longSeconds: number;
    readonly isEncrypted: boolean;
    readonly texts: boolean;
  },
): Promise<string> {
  const directory = join(options.directory, 'long');
  mkdirSync(directory);
  const contender = await logbookContender(directory, prepareBatches(options), options);
  const fifthMs = options.longSeconds * 200;
  const fifths = Array.from({ length: 5 }, () => ({
    batches: 0,
    unsealed: 0,
    memory: 0,
    bytes: 0,
    blocks: 0,
  }));
  const start = performance.now();
  const now = () => fifths[Math.min(4, Math.floor((performance.now() - start) / fifthMs))]!;
  const watch = setInterval(() => {
    const fifth = now();
    const { unsealedSegments, bytes, blocks } = contender.stats();
    fifth.unsealed = Math.max(fifth.unsealed, unsealedSegments);
    fifth.memory = Math.max(fifth.memory, process.memoryUsage.rss());
    Object.assign(fifth, { bytes, blocks });
  }, 250);
  try {
    const counted = {
      ...contender,
      append: async (number: number) => {
        await contender.append(number);
        now().batches++;
      },
    };
    // measureRate adds its second of warming up in front.
    await measureRate(counted, { seconds: options.longSeconds - 1, inFlight: options.inFlight });
    const rows = fifths.map((fifth, i) => [
      `${Math.round((i * fifthMs) / 1000)}–${Math.round(((i + 1) * fifthMs) / 1000)} s`,
      thousands((fifth.batches * 100_000) / fifthMs),
      String(fifth.unsealed),
      String(fifth.blocks),
      (fifth.bytes / 1e6).toFixed(0),
      (fifth.memory / 1e6).toFixed(0),
    ]);
    const head = [
      'part of the run',
      'events/s',
      'most unsealed segments',
      'blocks',
      'MB on disk',
      'most MB resident (with the load generator)',
    ];
    return [
      `${options.longSeconds} s of ${options.texts ? 'free text' : "machines' events"} at full speed, ${options.isEncrypted ? 'encrypted' : 'in clear'}, ${options.inFlight} batches in flight.`,
      '',
      table(head, rows),
    ].join('\n');
  } finally {
    clearInterval(watch);
    await contender.close();
    rmSync(directory, { recursive: true, maxRetries: 5 });
  }
}
