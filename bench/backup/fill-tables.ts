/** Parts and jobs in equal numbers, by SQL: what years of work leave in the tables. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** The embedded server must run in `directory`. Resolves to the bytes of all tables with their indexes. */
export async function fillTables(directory: string, rows: number): Promise<number> {
  const port = Number(readFileSync(join(directory, '18', 'postmaster.pid'), 'utf8').split('\n')[3]);
  const password = readFileSync(join(directory, 'password'), 'utf8').trim();
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'mantinel', password, database: 'postgres' });
  await client.connect();
  try {
    const half = Math.floor(rows / 2);
    const place = `(select id from mantinel.place where parent is null limit 1)`;
    await client.query(
      `insert into mantinel.part (place, number, name, changed_us)
       select ${place}, 'P-' || n, 'Flange of the ' || n || 'th order', 1700000000000000 + n from generate_series(1, $1::int) n`,
      [half],
    );
    await client.query(
      `insert into mantinel.job (place, number, part, quantity, changed_us)
       select place, 'J-' || number, id, 1 + length(number), changed_us from mantinel.part`,
    );
    await client.query('analyze');
    const size = await client.query<{ bytes: string }>(
      'select pg_database_size(current_database()) as bytes',
    );
    return Number(size.rows[0]!.bytes);
  } finally {
    await client.end();
  }
}
