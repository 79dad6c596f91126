/** SQLite of Node itself, WAL with synchronous=FULL, and all batches that wait in one transaction: the logbook's own grouping. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { NewEvent } from '@mantinel/domain';
import type { Contender } from './contender.ts';
import { columns, rowOf } from './event-row.ts';

/** Ten rows a statement were fastest of 1, 10 and 50. */
const rowsPerStatement = 10;

export function sqliteContender(directory: string, batches: readonly NewEvent[][]): Contender {
  const database = new DatabaseSync(join(directory, 'events.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec(`CREATE TABLE event (seq INTEGER PRIMARY KEY, ${columns.map(([name]) => name).join(', ')})`);
  const row = `(${columns.map(() => '?').join(', ')})`;
  const insert = database.prepare(
    `INSERT INTO event (${columns.map(([name]) => name).join(', ')}) VALUES ${Array(rowsPerStatement).fill(row).join(', ')}`,
  );
  const parameters = batches.map((batch) =>
    Array.from({ length: batch.length / rowsPerStatement }, (_, i) =>
      batch.slice(i * rowsPerStatement, (i + 1) * rowsPerStatement).flatMap(rowOf),
    ),
  );
  let waiting: { number: number; done: () => void }[] = [];
  let commits = 0;
  let committed = 0;
  const commit = () => {
    const group = waiting;
    waiting = [];
    database.exec('BEGIN');
    for (const { number } of group)
      for (const values of parameters[number % parameters.length]!) insert.run(...values);
    database.exec('COMMIT');
    commits++;
    committed += group.length;
    for (const { done } of group) done();
  };
  return {
    name: 'SQLite, synchronous=FULL',
    append: (number) =>
      new Promise((done) => {
        if (waiting.length === 0) setImmediate(commit);
        waiting.push({ number, done });
      }),
    notes: () => `${Math.round(committed / commits)} batches a transaction`,
    async close() {
      database.close();
    },
  };
}
