/**
 * Many readers of the live stream at once while machines speak: how long an event takes from its receipt to each of them, and
 * what that costs the server. The bar: 500 readers, p95 at most 500 ms, none lost, nothing left out.
 *
 *   node bench/sse-load.ts [--readers 500] [--machines 50] [--per-second 2] [--level operator|technical|developer]
 *                          [--warm-up 5] [--seconds 30] [--generators 1]
 *
 * Without `--level` as in a shop: six in ten at operator, three at technical, one at developer.
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { newDirectory, removeDirectory, startProduct } from '../e2e/support/product.ts';
import { machinesAt } from './load/machines-at.ts';
import { orderOf, startProcess, usageOf } from './load/processes.ts';
import type { StreamsOrder, StreamsReport } from './load/streams-process.ts';
import { quantile } from './stored/queries.ts';

const { values } = parseArgs({
  options: {
    readers: { type: 'string', default: '500' },
    machines: { type: 'string', default: '50' },
    'per-second': { type: 'string', default: '2' },
    level: { type: 'string' },
    'warm-up': { type: 'string', default: '5' },
    seconds: { type: 'string', default: '30' },
    generators: { type: 'string', default: '1' },
  },
});
const [readers, generators, seconds] = [values.readers, values.generators, values.seconds].map(Number) as [
  number,
  number,
  number,
];
const shop = [...'ooooootttd'].map((first) => ({ o: 'operator', t: 'technical', d: 'developer' })[first]!);
const levelOf = (index: number) => values.level ?? shop[index % shop.length]!;
const print = (line: string) => process.stdout.write(`${line}\n`);

const directory = await newDirectory();
const machines = startProcess('machines-process.ts');
try {
  const ports = await orderOf<number[]>(machines, {
    count: Number(values.machines),
    perSecond: Number(values['per-second']),
  });
  const config = JSON.stringify({
    node: 'bench',
    site: 'main',
    http: { port: 0 },
    machines: machinesAt(ports),
  });
  const product = await startProduct({ directory, config });
  try {
    const pid = product.child.pid!;
    const idle = usageOf(pid);
    const all = Array.from({ length: readers }, (_, index) => levelOf(index));
    const running = Array.from({ length: generators }, async (_, index) => {
      const order: StreamsOrder = {
        url: product.url,
        levels: all.filter((_, reader) => reader % generators === index),
        headers: { cookie: product.cookie },
        warmUpMs: Number(values['warm-up']) * 1000,
        measureMs: seconds * 1000,
      };
      const child = startProcess('streams-process.ts');
      await orderOf<'open'>(child, order);
      const before = usageOf(pid);
      const [report] = (await once(child, 'message')) as [StreamsReport];
      return { report, before };
    });
    const ran = await Promise.all(running);
    const after = usageOf(pid);
    const reports = ran.map(({ report }) => report);
    const delays = reports.flatMap(({ delaysMs }) => [...delaysMs]);
    const sum = (figure: (report: StreamsReport) => number) =>
      reports.reduce((total, report) => total + figure(report), 0);
    const [lost, missed, silent] = [
      sum((report) => report.lost),
      sum((report) => report.missed),
      sum((report) => report.silent),
    ];
    const at = (share: number) => quantile(delays, share).toFixed(0);
    const worst = Math.max(...reports.map(({ worstReaderP95Ms }) => worstReaderP95Ms));
    const share = Math.max(...reports.map(({ cpuShare }) => cpuShare));
    const cpu = (after.cpuSeconds - ran[0]!.before.cpuSeconds) / seconds;
    print(
      '| readers | messages | p50 ms | p95 ms | p99 ms | max ms | slowest reader p95 ms |\n|---|---|---|---|---|---|---|',
    );
    print(
      `| ${readers} | ${delays.length} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${at(1)} | ${worst.toFixed(0)} |`,
    );
    print(
      `\nThe server took ${(100 * cpu).toFixed(0)} % of a core and ${after.rssMiB.toFixed(0)} MiB (${idle.rssMiB.toFixed(0)} without readers), ` +
        `sent ${(sum((report) => report.bytes) / 2 ** 20).toFixed(1)} MiB; the readers took ${(100 * share).toFixed(0)} % of a core each process.`,
    );
    print(`${lost} streams were lost, ${missed} events left out, ${silent} readers got nothing.`);
    const kept = quantile(delays, 0.95) <= 500 && lost === 0 && missed === 0;
    print(`${kept ? 'KEPT' : 'NOT KEPT'}: p95 at most 500 ms, none lost, nothing left out.`);
    process.exitCode = kept ? 0 : 1;
  } finally {
    await product.stop();
  }
} finally {
  machines.disconnect();
  await removeDirectory(directory);
}
