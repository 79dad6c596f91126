/** The machines of this node: those of mantinel.yaml and those that people connected. */
import { AppError } from '@mantinel/contract';
import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import { atomically, type Run } from '../run.ts';
import type { Tables } from '../tables.ts';

export interface MachineRow {
  readonly id: string;
  readonly name: string;
  readonly site: string;
  readonly connector: string;
  readonly timeZone: string;
  readonly demo: boolean;
  /** `config`: mantinel.yaml owns it. `person`: connected on a screen; `settings` is all there is of it. */
  readonly origin: 'config' | 'person';
  /** The machine's configuration as its schema in the contract parses it; may hold secrets of the connection. */
  readonly settings: unknown;
}

export interface Machines {
  /** Ordered by id. */
  list(): Promise<MachineRow[]>;
  get(id: string): Promise<MachineRow | undefined>;
  /** Adds the machine, or replaces what was known of one with its id. */
  keep(machine: MachineRow): Promise<void>;
  /** Makes the rows of origin `config` equal to these: adds, changes, removes. A person's machine of the same id is taken over. */
  syncConfigured(machines: readonly Omit<MachineRow, 'origin'>[]): Promise<void>;
  /** Throws `machine.notFound`. Its events stay in the logbook. */
  remove(id: string): Promise<void>;
}

export const machines = (run: Run, nowUs: () => number): Machines => {
  const toValues = (machine: MachineRow) => ({
    id: machine.id,
    name: machine.name,
    site: machine.site,
    connector: machine.connector,
    time_zone: machine.timeZone,
    demo: machine.demo,
    origin: machine.origin,
    settings: JSON.stringify(machine.settings),
    changed_us: nowUs(),
  });
  return {
    list: () =>
      run(async (db) => (await db.selectFrom('machine').selectAll().orderBy('id').execute()).map(toMachine)),
    get: (id) =>
      run(async (db) => {
        const row = await db.selectFrom('machine').selectAll().where('id', '=', id).executeTakeFirst();
        return row && toMachine(row);
      }),
    keep: (machine) =>
      run(async (db) => {
        await upsert(db, [toValues(machine)]);
      }),
    syncConfigured: (configured) =>
      run((db) =>
        atomically(db, async (tx) => {
          const ids = configured.map(({ id }) => id);
          await tx
            .deleteFrom('machine')
            .where('origin', '=', 'config')
            .where(sql<boolean>`id <> all(${ids}::text[])`)
            .execute();
          if (configured.length === 0) return;
          await upsert(
            tx,
            configured.map((machine) => toValues({ ...machine, origin: 'config' })),
          );
        }),
      ),
    remove: (id) =>
      run(async (db) => {
        const { numDeletedRows } = await db.deleteFrom('machine').where('id', '=', id).executeTakeFirst();
        if (numDeletedRows === 0n) throw new AppError('machine.notFound', { data: { machine: id } });
      }),
  };
};

const upsert = (db: Kysely<Tables>, rows: readonly Insertable<Tables['machine']>[]) =>
  db
    .insertInto('machine')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        site: ref('excluded.site'),
        connector: ref('excluded.connector'),
        time_zone: ref('excluded.time_zone'),
        demo: ref('excluded.demo'),
        origin: ref('excluded.origin'),
        settings: ref('excluded.settings'),
        changed_us: ref('excluded.changed_us'),
      })),
    )
    .execute();

const toMachine = (row: Selectable<Tables['machine']>): MachineRow => ({
  id: row.id,
  name: row.name,
  site: row.site,
  connector: row.connector,
  timeZone: row.time_zone,
  demo: row.demo,
  origin: row.origin,
  settings: row.settings,
});
