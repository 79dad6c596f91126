/** Batches of 100 to acknowledgement: the logbook, SQLite and PostgreSQL, interleaved with the bare disk. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Contender, measureRate, prepareBatches } from './contender.ts';
import { median, ms, percentile, table, thousands } from './figures.ts';
import { logbookContender } from './logbook-contender.ts';
import { postgresContender } from './postgres-contender.ts';
import { probeDisk } from './probe.ts';
import { sqliteContender } from './sqlite-contender.ts';

export interface BenchOptions {
  readonly directory: string;
  readonly postgres: string;
  readonly seconds: number;
  readonly rounds: number;
  readonly inFlight: number;
  readonly say: (text: string) => void;
}

export async function benchBatches(options: BenchOptions): Promise<string> {
  const batches = prepareBatches();
  const contenders: ((directory: string) => Promise<Contender>)[] = [
    (directory) => logbookContender(directory, batches),
    async (directory) => sqliteContender(directory, batches),
    () => postgresContender(options.postgres, batches),
  ];
  const results = new Map<string, { rates: number[]; p50: number[]; p99: number[]; notes: string }>();
  const probes: number[] = [];
  for (let round = 1; round <= options.rounds; round++) {
    probes.push(...probeDisk(options.directory, Math.min(2, options.seconds)));
    for (const open of contenders) {
      const directory = join(options.directory, 'contender');
      mkdirSync(directory);
      const contender = await open(directory);
      try {
        const { events, seconds, latencies } = await measureRate(contender, options);
        const result = results.get(contender.name) ?? { rates: [], p50: [], p99: [], notes: '' };
        results.set(contender.name, result);
        result.rates.push(events / seconds);
        result.p50.push(median(latencies));
        result.p99.push(percentile(latencies, 0.99));
        result.notes = contender.notes();
        options.say(
          `round ${round}: ${contender.name} ${thousands(events / seconds)} events/s, ${result.notes}`,
        );
      } finally {
        await contender.close();
        rmSync(directory, { recursive: true, maxRetries: 5 });
      }
    }
  }
  const own = median([...results.values()][0]!.rates);
  const rows = [...results].map(([name, { rates, p50, p99, notes }]) => [
    name,
    thousands(median(rates)),
    rates.map(thousands).join(' · '),
    `${(own / median(rates)).toFixed(2)} ×`,
    ms(median(p50)),
    ms(median(p99)),
    notes,
  ]);
  const head = ['store', 'events/s (median)', 'rounds', 'logbook is', 'ack p50 ms', 'ack p99 ms', ''];
  return [
    `Batches of 100, ${options.inFlight} in flight, ${options.rounds} rounds of ${options.seconds} s, interleaved. ` +
      `Write and fdatasync of 4 kB meanwhile: p50 ${ms(median(probes))} ms, p99 ${ms(percentile(probes, 0.99))} ms.`,
    '',
    table(head, rows),
  ].join('\n');
}
