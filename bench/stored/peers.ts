/** The same events in other stores, loaded from one tab-separated file each, asked the same questions. */

import { once } from 'node:events';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { Session } from 'chdb';
import { generateBatches } from '../generator.ts';
import { questions, timed } from './queries.ts';

type Rows = Record<string, { p50: number; p95: number }>;

export interface Peer {
  readonly name: string;
  measure(folder: string, events: number): Promise<{ rows: Rows; filledMs: number }>;
}

const columns = [
  'seq BIGINT',
  'time_us BIGINT',
  'received_us BIGINT',
  'machine VARCHAR',
  'path VARCHAR',
  'kind VARCHAR',
  'severity INTEGER',
  'code VARCHAR',
  'message VARCHAR',
  'value DOUBLE',
  'text VARCHAR',
  'trace VARCHAR',
  'span VARCHAR',
];

async function writeTable(path: string, events: number): Promise<void> {
  const file = createWriteStream(path);
  let seq = 0;
  for (const batch of generateBatches({ seed: 7, events })) {
    let lines = '';
    for (const event of batch) {
      const { value, level } = event.attributes;
      const number = typeof value === 'number' ? value : '\\N';
      const text = typeof value === 'string' ? value : typeof level === 'string' ? level : '';
      lines += `${++seq}\t${event.timeUs}\t${event.receivedUs}\t${event.machine}\t${event.path ?? ''}\t${event.kind}\t${event.severity}\t${event.code}\t${event.message}\t${number}\t${text}\t${event.trace?.traceId ?? ''}\t${event.trace?.spanId ?? ''}\n`;
    }
    if (!file.write(lines)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

const spanUs = (events: number) => events * 100;
const startUs = 1_790_000_000_000_000;

/** First pages in both orders from the newest and from places all over the log; minute counts; a count. */
async function ask(events: number, run: (sql: string) => Promise<unknown>, bucket: string): Promise<Rows> {
  const runs = 10;
  const rows: Rows = {};
  for (const { name, where } of questions) {
    for (const [order, column] of [
      ['received', 'seq'],
      ['time', 'time_us'],
    ] as const) {
      rows[`${name}, ${order}`] = await timed(runs, (i) => {
        const place =
          order === 'time'
            ? startUs + Math.floor((spanUs(events) * i) / runs)
            : Math.floor((events * i) / runs);
        const from = i % 3 === 0 ? 'true' : `${column} ${i % 2 === 0 ? '<' : '>='} ${place}`;
        const way = i % 2 === 0 ? 'desc' : 'asc';
        return run(
          `select * from events where ${where} and ${from} order by ${column} ${way}, seq ${way} limit 200`,
        );
      });
    }
  }
  rows['histogram, 10 s'] = await timed(runs, () =>
    run(`select ${bucket} as bucket, severity, count(*) from events group by all order by 1, 2`),
  );
  rows['count ≥ WARN'] = await timed(runs, () => run('select count(*) from events where severity >= 13'));
  rows['absent word, count'] = await timed(3, () =>
    run("select count(*) from events where message ilike '%qqqqqq%'"),
  );
  return rows;
}

async function withTable<T>(folder: string, events: number, use: (path: string) => Promise<T>): Promise<T> {
  const path = `${folder}.tsv`;
  await writeTable(path, events);
  try {
    return await use(path);
  } finally {
    rmSync(path, { force: true });
  }
}

const duckdb: Peer = {
  name: 'duckdb',
  measure: (folder, events) =>
    withTable(folder, events, async (path) => {
      mkdirSync(folder);
      const instance = await DuckDBInstance.create(join(folder, 'events.duckdb'), { threads: '2' });
      const connection = await instance.connect();
      const begunMs = performance.now();
      await connection.run(`create table events (${columns.join(', ')})`);
      await connection.run(
        `copy events from '${path}' (delimiter '\t', nullstr '\\N', header false, quote '', escape '')`,
      );
      await connection.run('checkpoint');
      const filledMs = performance.now() - begunMs;
      const rows = await ask(
        events,
        async (sql) => (await connection.runAndReadAll(sql)).getRows(),
        'time_us // 10000000',
      );
      connection.closeSync();
      return { rows, filledMs };
    }),
};

const clickhouse: Peer = {
  name: 'clickhouse',
  measure: (folder, events) =>
    withTable(folder, events, async (path) => {
      const session = new Session(folder);
      const begunMs = performance.now();
      const types = columns
        .join(', ')
        .replaceAll('VARCHAR', 'String')
        .replaceAll('BIGINT', 'Int64')
        .replace('INTEGER', 'UInt8')
        .replace('DOUBLE', 'Nullable(Float64)')
        .replace(/(machine|path|kind|code) String/g, '$1 LowCardinality(String)');
      session.query('create database if not exists bench');
      session.query(`create table bench.events (${types}) engine = MergeTree order by seq`);
      session.query(
        `insert into bench.events select * from file('${path}', 'TSV', '${types.replaceAll("'", "\\'")}')`,
      );
      session.query('optimize table bench.events final');
      const filledMs = performance.now() - begunMs;
      const rows = await ask(
        events,
        async (sql) => session.query(sql.replace('from events', 'from bench.events'), 'JSONCompact'),
        'intDiv(time_us, 10000000)',
      );
      session.close();
      return { rows, filledMs };
    }),
};

export const peers: readonly Peer[] = [duckdb, clickhouse];
