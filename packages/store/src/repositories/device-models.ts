/** What each machine can tell: components and data items, so that screens can name a path. */
import { createHash } from 'node:crypto';
import type { DataItem, DeviceModel } from '@mantinel/domain';
import type { Kysely } from 'kysely';
import { atomically, chunksOf, type Run } from '../run.ts';
import type { Tables } from '../tables.ts';

export interface DeviceModels {
  /** Replaces the machine's model; writes nothing when it is the same. Returns whether it changed. */
  save(machine: string, model: DeviceModel): Promise<boolean>;
  get(machine: string): Promise<DeviceModel | undefined>;
  /** What every machine that described itself is called by its maker. */
  names(): Promise<{ machine: string; manufacturer?: string; model?: string }[]>;
  /** Ordered as the model had them; empty for a machine without a model. */
  items(machine: string): Promise<DataItem[]>;
}

export const deviceModels = (run: Run, nowUs: () => number): DeviceModels => ({
  save: (machine, model) =>
    run((db) =>
      atomically(db, async (tx) => {
        const digest = createHash('sha256').update(JSON.stringify(model)).digest();
        const known = await tx
          .selectFrom('device_model')
          .select('digest')
          .where('machine', '=', machine)
          .executeTakeFirst();
        if (known && Buffer.compare(known.digest, digest) === 0) return false;
        await tx.deleteFrom('device_model').where('machine', '=', machine).execute();
        await tx
          .insertInto('device_model')
          .values({
            machine,
            uuid: model.uuid ?? null,
            name: model.name,
            manufacturer: model.manufacturer ?? null,
            model: model.model ?? null,
            serial_number: model.serialNumber ?? null,
            digest,
            changed_us: nowUs(),
          })
          .execute();
        for (const rows of chunksOf(componentRows(machine, model)))
          await tx.insertInto('component').values(rows).execute();
        for (const rows of chunksOf(itemRows(machine, model)))
          await tx.insertInto('data_item').values(rows).execute();
        return true;
      }),
    ),
  get: (machine) =>
    run(async (db) => {
      const row = await db
        .selectFrom('device_model')
        .selectAll()
        .where('machine', '=', machine)
        .executeTakeFirst();
      if (!row) return undefined;
      const components = await db
        .selectFrom('component')
        .selectAll()
        .where('machine', '=', machine)
        .orderBy('place')
        .execute();
      return {
        name: row.name,
        ...present({
          uuid: row.uuid,
          manufacturer: row.manufacturer,
          model: row.model,
          serialNumber: row.serial_number,
        }),
        components: components.map(({ id, type, name, parent }) => ({
          id,
          type,
          ...present({ name, parent }),
        })),
        items: await selectItems(db, machine),
      };
    }),
  names: () =>
    run(async (db) => {
      const rows = await db.selectFrom('device_model').select(['machine', 'manufacturer', 'model']).execute();
      return rows.map(({ machine, manufacturer, model }) => ({
        machine,
        ...present({ manufacturer, model }),
      }));
    }),
  items: (machine) => run((db) => selectItems(db, machine)),
});

const componentRows = (machine: string, { components }: DeviceModel) =>
  components.map(({ id, type, name, parent }, place) => ({
    machine,
    id,
    place,
    type,
    name: name ?? null,
    parent: parent ?? null,
  }));

const itemRows = (machine: string, { items }: DeviceModel) =>
  items.map(({ id, name, category, type, subType, units, component }, place) => ({
    machine,
    id,
    place,
    category,
    type,
    sub_type: subType ?? null,
    name: name ?? null,
    units: units ?? null,
    component,
  }));

async function selectItems(db: Kysely<Tables>, machine: string): Promise<DataItem[]> {
  const rows = await db
    .selectFrom('data_item')
    .selectAll()
    .where('machine', '=', machine)
    .orderBy('place')
    .execute();
  return rows.map(({ id, category, type, component, name, sub_type, units }) => ({
    id,
    category,
    type,
    component,
    ...present({ name, subType: sub_type, units }),
  }));
}

/** What SQL knows as null is absent in the model. */
const present = <K extends string>(fields: Record<K, string | null>): Partial<Record<K, string>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Partial<
    Record<K, string>
  >;
