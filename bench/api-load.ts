/**
 * The API under many clients at once while machines stream: percentiles of every kind of request, errors, and what the server
 * costs. The bar: 100 clients, 50 machines, p95 below 200 ms, p99 below 500 ms, no error. Beside it a bare Fastify that answers
 * the same clients with a page of the same size, as the floor of this computer.
 *
 *   node bench/api-load.ts [--clients 100] [--machines 50] [--per-second 4] [--streams 20] [--think-ms 100]
 *                          [--warm-up 5] [--seconds 30] [--generators 1] [--tokens 100] [--data folder] [--no-floor]
 *
 * `--data`: a folder filled before (`bench/stored/fill.ts`), for questions over a long log; without it a temporary one.
 */

import { parseArgs } from 'node:util';
import { paths } from '@mantinel/contract';
import { newDirectory, removeDirectory, startProduct } from '../e2e/support/product.ts';
import { type Caller, makeCallers } from './load/callers.ts';
import type { ClientsOrder, ClientsReport } from './load/clients-process.ts';
import { machinesAt } from './load/machines-at.ts';
import { orderOf, startProcess, usageOf } from './load/processes.ts';
import { quantile } from './stored/queries.ts';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '100' },
    machines: { type: 'string', default: '50' },
    'per-second': { type: 'string', default: '4' },
    streams: { type: 'string', default: '20' },
    'think-ms': { type: 'string', default: '100' },
    'warm-up': { type: 'string', default: '5' },
    seconds: { type: 'string', default: '30' },
    generators: { type: 'string', default: '1' },
    tokens: { type: 'string', default: '100' },
    data: { type: 'string' },
    floor: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const count = (name: 'clients' | 'machines' | 'streams' | 'generators' | 'tokens' | 'seconds') =>
  Number(values[name]);
const site = 'main';
const print = (line = '') => process.stdout.write(`${line}\n`);

async function generate(url: string, callers: readonly Caller[], streams: number): Promise<ClientsReport[]> {
  const processes = count('generators');
  return Promise.all(
    Array.from({ length: processes }, (_, index) => {
      const order: ClientsOrder = {
        url,
        site,
        callers,
        clients: Math.ceil(count('clients') / processes),
        streams: Math.ceil(streams / processes),
        thinkMs: Number(values['think-ms']),
        warmUpMs: Number(values['warm-up']) * 1000,
        measureMs: count('seconds') * 1000,
        seed: index * 1000 + 1,
      };
      return orderOf<ClientsReport>(startProcess('clients-process.ts'), order);
    }),
  );
}

function row(name: string, times: readonly number[]): string {
  const at = (share: number) => quantile(times, share).toFixed(1);
  const perSecond = (times.length / count('seconds')).toFixed(1);
  return `| ${name} | ${times.length} | ${perSecond} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${Math.max(...times).toFixed(1)} |`;
}

function tell(reports: readonly ClientsReport[]): { p95: number; p99: number; errors: number } {
  const names = [...new Set(reports.flatMap(({ took }) => Object.keys(took)))].sort();
  const timesOf = (name: string) => reports.flatMap(({ took }) => took[name] ?? []);
  print('| request | n | a second | p50 ms | p95 ms | p99 ms | max ms |\n|---|---|---|---|---|---|---|');
  for (const name of names) print(row(name, timesOf(name)));
  const all = names.flatMap(timesOf);
  print(row('**all**', all));
  const errors = reports.flatMap((report) => Object.entries(report.errors));
  for (const [what, times] of errors) print(`error, ${times} times: ${what}`);
  const share = Math.max(...reports.map(({ cpuShare }) => cpuShare));
  print(`\nThe clients took ${(100 * share).toFixed(0)} % of a core each process.`);
  return {
    p95: quantile(all, 0.95),
    p99: quantile(all, 0.99),
    errors: errors.reduce((sum, [, times]) => sum + times, 0),
  };
}

const directory = values.data ?? (await newDirectory());
const machines = startProcess('machines-process.ts');
try {
  const perSecond = Number(values['per-second']);
  const ports = await orderOf<number[]>(machines, { count: count('machines'), perSecond });
  const config = JSON.stringify({
    node: 'bench',
    site,
    http: { port: 0 },
    outgoing: { privateNetworks: ['192.168.10.0/24'] },
    machines: machinesAt(ports),
  });
  const product = await startProduct({ directory, config });
  try {
    const callers = await makeCallers(product, { site, tokens: count('tokens') });
    const page = await (await product.fetch(`${paths.events}?limit=200`)).text();
    const before = usageOf(product.child.pid!);
    const began = performance.now();
    const reports = await generate(product.url, callers, count('streams'));
    const seconds = (performance.now() - began) / 1000;
    const after = usageOf(product.child.pid!);
    const { p95, p99, errors } = tell(reports);
    const sum = (figure: (report: ClientsReport) => number) =>
      reports.reduce((total, report) => total + figure(report), 0);
    print(
      `The server took ${((100 * (after.cpuSeconds - before.cpuSeconds)) / seconds).toFixed(0)} % of a core and ${after.rssMiB.toFixed(0)} MiB; ` +
        `${count('streams')} streams got ${(sum((report) => report.streamBytes) / 2 ** 20).toFixed(1)} MiB, ${sum((report) => report.streamsLost)} were lost.`,
    );
    const kept = p95 < 200 && p99 < 500 && errors === 0;
    print(`${kept ? 'KEPT' : 'NOT KEPT'}: p95 < 200 ms, p99 < 500 ms, no error; ${errors} errors.`);
    process.exitCode = kept ? 0 : 1;
    await product.stop();
    if (values.floor) {
      const floor = startProcess('floor-process.ts');
      const url = await orderOf<string>(floor, page);
      print('\nThe same clients at a bare Fastify that answers with a page of the panel:\n');
      tell(await generate(url, callers, 0));
      floor.disconnect();
    }
  } finally {
    await product.stop();
  }
} finally {
  machines.disconnect();
  if (values.data === undefined) await removeDirectory(directory);
}
