/** An ordinary shop: 50 machines × 200 events/s, each event acknowledged by itself, against the bare disk. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openBenchLogbook } from '../bench-logbook.ts';
import { generateEvents } from '../generator.ts';
import type { BenchOptions } from './batches.ts';
import { median, ms, percentile, table, thousands } from './figures.ts';
import { probeDisk } from './probe.ts';

const machines = 50;
const eventsPerSecond = machines * 200;

interface Paced {
  /** Milliseconds from handing in to acknowledgement. */
  readonly latencies: number[];
  /** How late an event was handed in: the load generator's own fault, or that of a blocked event loop. */
  readonly lateness: number[];
}

async function run(directory: string, seconds: number): Promise<Paced> {
  const store = await openBenchLogbook(directory);
  const events = [...generateEvents({ seed: 13, events: 50_000, eventsPerSecond })];
  const latencies: number[] = [];
  const lateness: number[] = [];
  const waiting: Promise<void>[] = [];
  const warmUp = eventsPerSecond;
  const total = warmUp + eventsPerSecond * seconds;
  const start = performance.now();
  for (let sent = 0; sent < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * eventsPerSecond));
    for (; sent < due; sent++) {
      const number = sent;
      const handedIn = performance.now();
      if (number >= warmUp) lateness.push(handedIn - start - (number / eventsPerSecond) * 1000);
      const acknowledged = store.append({ events: [events[number % events.length]!] }).then(() => {
        if (number >= warmUp) latencies.push(performance.now() - handedIn);
      });
      waiting.push(acknowledged);
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(waiting);
  await store.close();
  return { latencies, lateness };
}

export async function benchPaced(options: BenchOptions): Promise<string> {
  const probes: number[] = [];
  const all: Paced = { latencies: [], lateness: [] };
  const probe = () => {
    for (const took of probeDisk(options.directory, Math.min(2, options.seconds))) probes.push(took);
  };
  for (let round = 1; round <= options.rounds; round++) {
    probe();
    const directory = join(options.directory, 'paced');
    mkdirSync(directory);
    const { latencies, lateness } = await run(directory, options.seconds);
    for (const took of latencies) all.latencies.push(took);
    for (const late of lateness) all.lateness.push(late);
    options.say(`round ${round}: p50 ${ms(median(latencies))} ms, p99 ${ms(percentile(latencies, 0.99))} ms`);
    rmSync(directory, { recursive: true, maxRetries: 5 });
  }
  probe();
  const [p50, p99] = [median(probes), percentile(probes, 0.99)];
  return [
    `${machines} machines × 200 events/s for ${options.rounds} × ${options.seconds} s, every event by itself ` +
      `(${thousands(all.latencies.length)} acknowledgements; handed in at most ${ms(percentile(all.lateness, 0.99))} ms late in 99 of 100).`,
    '',
    table(
      ['', 'p50 ms', 'p99 ms'],
      [
        ['write and fdatasync of 4 kB, alone', ms(p50), ms(p99)],
        ['allowed (2.5 × p50 + 0.5, 10 × p99 + 10)', ms(2.5 * p50 + 0.5), ms(10 * p99 + 10)],
        ['logbook', ms(median(all.latencies)), ms(percentile(all.latencies, 0.99))],
      ],
    ),
  ].join('\n');
}
