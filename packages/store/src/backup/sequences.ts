/** Where generated numbers stand: rows may be gone (a drained outbox) whose numbers must not be given again. */
import type { DatabaseManifest } from '@mantinel/contract';
import pg from 'pg';

type Sequences = DatabaseManifest['sequences'];

const owned = `
  select c.relname as table, a.attname as column,
    pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as sequence
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = $1
  where a.attnum > 0 and not a.attisdropped
    and pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) is not null
  order by 1, 2`;

export async function readSequences(client: pg.ClientBase, schema: string): Promise<Sequences> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(owned, [schema]);
  const sequences: Sequences = [];
  for (const { table, column, sequence } of rows) {
    const state = await client.query<{ lastValue: string; isCalled: boolean }>(
      `select last_value::text as "lastValue", is_called as "isCalled" from ${sequence}`,
    );
    sequences.push({ table, column, ...state.rows[0]! });
  }
  return sequences;
}

export async function setSequences(
  client: pg.ClientBase,
  schema: string,
  sequences: Sequences,
): Promise<void> {
  for (const { table, column, lastValue, isCalled } of sequences)
    await client.query('select setval(pg_get_serial_sequence($1, $2), $3, $4)', [
      `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`,
      column,
      lastValue,
      isCalled,
    ]);
}
