/** Named values that people change at run time; JSON. */
import type { Run } from '../run.ts';

export interface Settings {
  get(key: string): Promise<unknown>;
  /** `undefined` removes the setting. */
  set(key: string, value: unknown): Promise<void>;
  all(): Promise<ReadonlyMap<string, unknown>>;
}

export const settings = (run: Run, nowUs: () => number): Settings => ({
  get: (key) =>
    run(async (db) => {
      const row = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst();
      return row?.value;
    }),
  set: (key, value) =>
    run(async (db) => {
      if (value === undefined) {
        await db.deleteFrom('setting').where('key', '=', key).execute();
        return;
      }
      const row = { value: JSON.stringify(value), changed_us: nowUs() };
      await db
        .insertInto('setting')
        .values({ key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute();
    }),
  all: () =>
    run(async (db) => {
      const rows = await db.selectFrom('setting').select(['key', 'value']).orderBy('key').execute();
      return new Map(rows.map(({ key, value }) => [key, value]));
    }),
});
