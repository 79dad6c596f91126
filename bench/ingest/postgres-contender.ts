/** PostgreSQL with fsync and synchronous_commit on: a prepared insert of 100 rows a batch over 32 connections, its own group commit. */
import type { NewEvent } from '@mantinel/domain';
import pg from 'pg';
import type { Contender } from './contender.ts';
import { columns, rowOf } from './event-row.ts';

export const postgresOptions = (connectionString: string) => ({
  connectionString,
  application_name: 'mantinel-bench',
});

/** The run's own table: another run on the same server has another. */
export const eventTable = `mantinel_bench_event_${process.pid}`;

/** An empty event table; throws when the server does not wait for the disk. */
export async function createEventTable(client: pg.ClientBase): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const { rows } = await client.query(`SHOW ${setting}`);
    if (rows[0][setting] !== 'on') throw new Error(`PostgreSQL runs with ${setting} = ${rows[0][setting]}`);
  }
  await client.query(`DROP TABLE IF EXISTS ${eventTable}`);
  const list = columns.map(([name, type]) => `${name} ${type}`).join(', ');
  await client.query(`CREATE TABLE ${eventTable} (seq bigserial PRIMARY KEY, ${list})`);
}

export const columnNames = columns.map(([name]) => name).join(', ');

export async function postgresContender(url: string, batches: readonly NewEvent[][]): Promise<Contender> {
  const pool = new pg.Pool({ ...postgresOptions(url), max: 32 });
  const client = await pool.connect();
  await createEventTable(client).finally(() => client.release());
  const arrays = columns.map(([, type], i) => `$${i + 1}::${type}[]`).join(', ');
  const text = `INSERT INTO ${eventTable} (${columnNames}) SELECT * FROM unnest(${arrays})`;
  const values = batches.map((batch) => {
    const rows = batch.map(rowOf);
    return columns.map((_, i) => rows.map((row) => row[i]));
  });
  return {
    name: 'PostgreSQL 15',
    async append(number) {
      await pool.query({ name: 'insert-batch', text, values: values[number % values.length]! });
    },
    notes: () => '100 rows a statement, 32 connections',
    async close() {
      await pool.query(`DROP TABLE ${eventTable}`);
      await pool.end();
    },
  };
}
