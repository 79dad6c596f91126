/** 50 clients, each with a socket of its own and one event at a time: the logbook in a server process against PostgreSQL. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import type { NewEvent } from '@mantinel/domain';
import pg from 'pg';
import { generateEvents } from '../generator.ts';
import type { BenchOptions } from './batches.ts';
import { columns, rowOf } from './event-row.ts';
import { median, ms, percentile, table, thousands } from './figures.ts';
import { readFrames } from './frames.ts';
import { columnNames, createEventTable, eventTable, postgresOptions } from './postgres-contender.ts';

const clients = 50;

/** One client: resolves when its event is durable. */
type Send = (event: NewEvent) => Promise<void>;
interface Party {
  readonly name: string;
  readonly sends: readonly Send[];
  close(): Promise<void>;
}

async function socketClient(port: number): Promise<{ send: Send; close(): void }> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  let answered: () => void = () => undefined;
  let failed: (error: Error) => void = () => undefined;
  readFrames(socket, () => answered());
  socket.on('error', (error) => failed(error));
  socket.on('close', () => failed(new Error('the server closed the connection')));
  return {
    send: (event) =>
      new Promise((resolve, reject) => {
        [answered, failed] = [resolve, reject];
        const text = JSON.stringify(event);
        const frame = Buffer.allocUnsafe(4 + Buffer.byteLength(text));
        frame.writeUInt32LE(frame.length - 4);
        frame.write(text, 4);
        socket.write(frame);
      }),
    close: () => socket.destroy(),
  };
}

async function logbookParty(directory: string): Promise<Party> {
  const server: ChildProcess = fork(new URL('./single-server.ts', import.meta.url), [directory]);
  const [address] = (await once(server, 'message')) as [AddressInfo];
  const sockets = await Promise.all(Array.from({ length: clients }, () => socketClient(address.port)));
  return {
    name: 'Mantinel logbook',
    sends: sockets.map(({ send }) => send),
    async close() {
      for (const socket of sockets) socket.close();
      server.send('close');
      await once(server, 'exit');
    },
  };
}

async function postgresParty(url: string): Promise<Party> {
  const connections = await Promise.all(
    Array.from({ length: clients }, async () => {
      const client = new pg.Client(postgresOptions(url));
      await client.connect();
      return client;
    }),
  );
  await createEventTable(connections[0]!);
  const text = `INSERT INTO ${eventTable} (${columnNames}) VALUES (${columns.map((_, i) => `$${i + 1}`)})`;
  return {
    name: 'PostgreSQL 15',
    sends: connections.map((client) => async (event: NewEvent) => {
      await client.query({ name: 'insert-event', text, values: rowOf(event) });
    }),
    async close() {
      await connections[0]!.query(`DROP TABLE ${eventTable}`);
      await Promise.all(connections.map((client) => client.end()));
    },
  };
}

async function measure({ sends }: Party, seconds: number): Promise<number[]> {
  const events = [...generateEvents({ seed: 11, events: 20_000 })];
  const latencies: number[] = [];
  const start = performance.now() + 500;
  const end = start + seconds * 1000;
  let next = 0;
  await Promise.all(
    sends.map(async (send) => {
      for (let now = performance.now(); now < end; ) {
        const sent = now;
        await send(events[next++ % events.length]!);
        now = performance.now();
        if (sent >= start && now <= end) latencies.push(now - sent);
      }
    }),
  );
  return latencies;
}

export async function benchSingleAppends(options: BenchOptions): Promise<string> {
  const directory = join(options.directory, 'single');
  const parties = [() => logbookParty(directory), () => postgresParty(options.postgres)];
  const results = new Map<string, { rates: number[]; p50: number[]; p99: number[] }>();
  for (let round = 1; round <= options.rounds; round++)
    for (const open of parties) {
      mkdirSync(directory, { recursive: true });
      const party = await open();
      try {
        const latencies = await measure(party, options.seconds);
        const result = results.get(party.name) ?? { rates: [], p50: [], p99: [] };
        results.set(party.name, result);
        result.rates.push(latencies.length / options.seconds);
        result.p50.push(median(latencies));
        result.p99.push(percentile(latencies, 0.99));
        options.say(`round ${round}: ${party.name} ${thousands(result.rates.at(-1)!)} events/s`);
      } finally {
        await party.close();
        rmSync(directory, { recursive: true, maxRetries: 5 });
      }
    }
  const own = median([...results.values()][0]!.rates);
  const rows = [...results].map(([name, { rates, p50, p99 }]) => [
    name,
    thousands(median(rates)),
    rates.map(thousands).join(' · '),
    `${(own / median(rates)).toFixed(2)} ×`,
    ms(median(p50)),
    ms(median(p99)),
  ]);
  return [
    `${clients} clients over sockets, one event each at a time, ${options.rounds} rounds of ${options.seconds} s, interleaved. ` +
      'The clients are one Node process for either; their work shares the machine.',
    '',
    table(['store', 'events/s (median)', 'rounds', 'logbook is', 'ack p50 ms', 'ack p99 ms'], rows),
  ].join('\n');
}
