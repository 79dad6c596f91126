/** Measured dimensions of items of a project. */
import type { Selectable } from 'kysely';
import { chunksOf, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';

export interface Measurement {
  readonly project: string;
  /** Serial or running number of the item. */
  readonly item: string;
  readonly characteristic: string;
  readonly nominal: number | undefined;
  /** Limits are absolute, in the unit. */
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  readonly actual: number | undefined;
  readonly unit: string;
  readonly status: 'pass' | 'fail' | 'unknown';
  /** Path of the document; `person` where somebody measured it. */
  readonly source: string;
  readonly run?: string | undefined;
  readonly person?: string | undefined;
  readonly atUs?: number | undefined;
}

export interface MeasurementRow extends Omit<Measurement, 'project'> {
  readonly id: string;
}

export interface Measurements {
  /** Each once: project, item, characteristic and source. */
  add(measurements: readonly Measurement[]): Promise<void>;
  /** In place of what was told of the same characteristic of the item by the same source. */
  put(measurements: readonly Measurement[]): Promise<void>;
  /** One that a person entered; undefined: there is none such. */
  remove(project: string, id: string): Promise<MeasurementRow | undefined>;
  /** By characteristic and item. */
  of(project: string, limit: number): Promise<MeasurementRow[]>;
}

export const measurements = (run: Run): Measurements => ({
  add: (all) =>
    run(async (db) => {
      for (const some of chunksOf(all))
        await db
          .insertInto('measurement')
          .values(some.map(rowOf))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
    }),
  put: (all) =>
    run(async (db) => {
      await db
        .insertInto('measurement')
        .values(all.map(rowOf))
        .onConflict((conflict) =>
          conflict.columns(['project', 'item', 'characteristic', 'source']).doUpdateSet(({ ref }) => ({
            nominal: ref('excluded.nominal'),
            lower: ref('excluded.lower'),
            upper: ref('excluded.upper'),
            actual: ref('excluded.actual'),
            unit: ref('excluded.unit'),
            status: ref('excluded.status'),
            run: ref('excluded.run'),
            person: ref('excluded.person'),
            at_us: ref('excluded.at_us'),
          })),
        )
        .execute();
    }),
  remove: (project, id) =>
    run(async (db) => {
      const row = await db
        .deleteFrom('measurement')
        .where('id', '=', id)
        .where('project', '=', project)
        .where('source', '=', 'person')
        .returningAll()
        .executeTakeFirst();
      return row && toMeasurement(row);
    }),
  of: (project, limit) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('measurement')
        .selectAll()
        .where('project', '=', project)
        .orderBy('characteristic')
        .orderBy('item')
        .limit(limit)
        .execute();
      return rows.map(toMeasurement);
    }),
});

const toMeasurement = (row: Selectable<Tables['measurement']>): MeasurementRow => ({
  id: row.id,
  item: row.item,
  characteristic: row.characteristic,
  nominal: row.nominal ?? undefined,
  lower: row.lower ?? undefined,
  upper: row.upper ?? undefined,
  actual: row.actual ?? undefined,
  unit: row.unit,
  status: row.status as MeasurementRow['status'],
  source: row.source,
  run: row.run ?? undefined,
  person: row.person ?? undefined,
  atUs: row.at_us ?? undefined,
});

const rowOf = ({ nominal, lower, upper, actual, atUs, run, person, ...each }: Measurement) => ({
  ...each,
  nominal: nominal ?? null,
  lower: lower ?? null,
  upper: upper ?? null,
  actual: actual ?? null,
  run: run ?? null,
  person: person ?? null,
  at_us: atUs ?? null,
});
