/** A process of clients: each asks, waits for the answer, thinks, and asks again, until the time is over. */
import { setTimeout as sleep } from 'node:timers/promises';
import { paths } from '@mantinel/contract';
import type { Caller } from './callers.ts';
import { openConnection, openStream } from './connection.ts';
import { type Client, chooser } from './mix.ts';

export interface ClientsOrder {
  readonly url: string;
  readonly site: string;
  readonly callers: readonly Caller[];
  readonly clients: number;
  readonly streams: number;
  /** Mean; spread evenly between none and twice as long. */
  readonly thinkMs: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly seed: number;
}

export interface ClientsReport {
  readonly took: Readonly<Record<string, readonly number[]>>;
  readonly errors: Readonly<Record<string, number>>;
  readonly streamBytes: number;
  readonly streamsLost: number;
  /** Of this process: near one core it measures itself. */
  readonly cpuShare: number;
}

/** Small and the same for every run of a seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function load(order: ClientsOrder): Promise<ClientsReport> {
  const took: Record<string, number[]> = {};
  const errors: Record<string, number> = {};
  const failed = (name: string, what: string) => {
    const key = `${name}: ${what}`;
    errors[key] = (errors[key] ?? 0) + 1;
  };
  const begin = performance.now();
  const measureFrom = begin + order.warmUpMs;
  const end = measureFrom + order.measureMs;
  let streamBytes = 0;
  const streams = await Promise.all(
    Array.from({ length: order.streams }, (_, index) =>
      openStream(
        `${order.url}${paths.stream}?level=developer`,
        order.callers[index % order.callers.length]!.headers,
        (chunk) => {
          streamBytes += chunk.length;
        },
      ),
    ),
  );

  async function client(number: number): Promise<void> {
    const caller = order.callers[number % order.callers.length]!;
    const choose = chooser(caller.permissions);
    const random = randomOf(order.seed + number);
    const { ask, close } = openConnection(order.url, caller.headers);
    const self: Client = { number, site: order.site, random, ask };
    await sleep(random() * order.thinkMs * 2);
    while (performance.now() < end) {
      const { name, run } = choose(random());
      try {
        const { status, tookMs, body } = await run(self);
        if (performance.now() >= measureFrom) {
          const times = took[name] ?? [];
          times.push(tookMs);
          took[name] = times;
        }
        if (status !== 200) failed(name, `${status} ${body.slice(0, 120)}`);
      } catch (error) {
        failed(name, error instanceof Error ? error.message : String(error));
      }
      await sleep(random() * order.thinkMs * 2);
    }
    close();
  }

  const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: order.clients }, (_, number) => client(number)));
  const { user, system } = process.cpuUsage(cpu);
  const streamsLost = streams.filter(({ ended }) => ended()).length;
  for (const stream of streams) stream.close();
  return {
    took,
    errors,
    streamBytes,
    streamsLost,
    cpuShare: (user + system) / 1000 / (performance.now() - begin),
  };
}

process.once('message', async (order: ClientsOrder) => {
  const report = await load(order);
  process.send!(report, () => process.exit(0));
});
