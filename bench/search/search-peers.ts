/** The same words in other stores, each as its makers would have it: with an index of words where there is one. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DuckDBInstance } from '@duckdb/node-api';
import { Session } from 'chdb';
import { bytesUnder, type Times } from '../stored/children.ts';
import { timed } from '../stored/queries.ts';
import { nowhere, once as oneTime, type SearchData, searchBatches, seldom, tenTimes } from './searches.ts';

export interface SearchPeer {
  readonly name: string;
  measure(folder: string, data: SearchData): Promise<{ filledMs: number; bytes: number; rows: Times }>;
}

const words = {
  'a word, one place': oneTime,
  'a word, nine places': tenTimes,
  'a word, one of 100,000 messages': seldom,
  'a word that is nowhere': nowhere,
};

async function asked(runs: number, ask: (word: string) => Promise<unknown> | unknown): Promise<Times> {
  const rows: Times = {};
  for (const [name, word] of Object.entries(words)) rows[name] = await timed(runs, async () => ask(word));
  return rows;
}

/** As tab-separated lines: seq, time, machine, severity, code, message, value. */
async function withLines<T>(folder: string, data: SearchData, use: (path: string) => Promise<T>): Promise<T> {
  mkdirSync(folder);
  const path = `${folder}.tsv`;
  const file = createWriteStream(path);
  let seq = 0;
  for (const batch of searchBatches(data)) {
    let lines = '';
    for (const { timeUs, machine, severity, code, message, attributes } of batch)
      lines += `${++seq}\t${timeUs}\t${machine}\t${severity}\t${code}\t${message}\t${attributes.value ?? ''}\n`;
    if (!file.write(lines)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  try {
    return await use(path);
  } finally {
    rmSync(path, { force: true });
    rmSync(folder, { recursive: true, force: true });
  }
}

const duckdb: SearchPeer = {
  name: 'duckdb',
  measure: (folder, data) =>
    withLines(folder, data, async (path) => {
      const instance = await DuckDBInstance.create(join(folder, 'events.duckdb'), { threads: '2' });
      const connection = await instance.connect();
      const begunMs = performance.now();
      await connection.run(
        'create table events (seq bigint, time bigint, machine varchar, severity int, code varchar, message varchar, value varchar)',
      );
      await connection.run(`copy events from '${path}' (delimiter '\t', header false, quote '', escape '')`);
      await connection.run('checkpoint');
      const filledMs = performance.now() - begunMs;
      const rows = await asked(5, async (word) =>
        connection.runAndReadAll(
          `select * from events where message ilike '%${word}%' order by seq desc limit 100`,
        ),
      );
      connection.closeSync();
      return { filledMs, bytes: bytesUnder(folder), rows };
    }),
};

const clickhouse: SearchPeer = {
  name: 'clickhouse',
  measure: (folder, data) =>
    withLines(folder, data, async (path) => {
      const session = new Session(folder);
      const types =
        'seq Int64, time Int64, machine LowCardinality(String), severity UInt8, code LowCardinality(String), message String, value String';
      const begunMs = performance.now();
      session.query('create database bench');
      session.query(
        `create table bench.events (${types}, index words message type tokenbf_v1(32768, 3, 0) granularity 1) engine = MergeTree order by seq`,
      );
      session.query(`insert into bench.events select * from file('${path}', 'TSV', '${types}')`);
      session.query('optimize table bench.events final');
      const filledMs = performance.now() - begunMs;
      const rows = await asked(10, (word) =>
        session.query(
          `select * from bench.events where hasToken(message, '${word}') order by seq desc limit 100`,
          'JSONCompact',
        ),
      );
      session.close();
      return { filledMs, bytes: bytesUnder(folder), rows };
    }),
};

const sqlite: SearchPeer = {
  name: 'sqlite-fts5',
  async measure(folder, data) {
    mkdirSync(folder);
    const database = new DatabaseSync(join(folder, 'events.sqlite'));
    database.exec('pragma journal_mode = wal; pragma synchronous = full');
    database.exec(
      'create table events (seq integer primary key, time, machine, severity, code, message, value)',
    );
    database.exec("create virtual table words using fts5(message, content='events', content_rowid='seq')");
    const insert = database.prepare('insert into events values (?, ?, ?, ?, ?, ?, ?)');
    const begunMs = performance.now();
    let seq = 0;
    database.exec('begin');
    for (const batch of searchBatches(data)) {
      for (const { timeUs, machine, severity, code, message, attributes } of batch)
        insert.run(++seq, timeUs, machine!, severity, code, message, String(attributes.value ?? ''));
      if (seq % 100_000 < batch.length) database.exec('commit; begin');
    }
    database.exec("commit; insert into words(words) values('rebuild')");
    const filledMs = performance.now() - begunMs;
    const find = database.prepare(
      'select events.* from words join events on events.seq = words.rowid where words match ? order by words.rowid desc limit 100',
    );
    const rows = await asked(10, (word) => find.all(word));
    database.close();
    const bytes = bytesUnder(folder);
    rmSync(folder, { recursive: true, force: true });
    return { filledMs, bytes, rows };
  },
};

/** Reads a file anew each time; installed by the system, or left out. */
const lnav: SearchPeer = {
  name: 'lnav',
  measure: (folder, data) =>
    withLines(folder, data, async (path) => {
      const rows = await asked(1, (word) =>
        execFileSync('lnav', ['-n', '-c', `:filter-in ${word}`, path], {
          stdio: ['ignore', 'pipe', 'ignore'],
        }),
      );
      return { filledMs: Number.POSITIVE_INFINITY, bytes: bytesUnder(folder), rows };
    }),
};

const hasLnav = (): boolean => {
  try {
    execFileSync('lnav', ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    // Not installed here.
    return false;
  }
};

export const searchPeers: readonly SearchPeer[] = [clickhouse, duckdb, sqlite, ...(hasLnav() ? [lnav] : [])];
