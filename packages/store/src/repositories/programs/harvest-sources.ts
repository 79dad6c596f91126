/** Where programs are taken from. */
import { AppError } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { type Kysely, type Selectable, sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { missingPlace } from '../plant/missing-place.ts';
import { requireVersion, type Versioned } from '../versioned.ts';

export interface HarvestSource {
  readonly place: PlaceId;
  readonly kind: 'folder' | 'upload';
  /** Absolute path of a folder; of uploads the name that people gave them. */
  readonly location: string;
  /** Looked at by itself whenever something changes there. */
  readonly watched: boolean;
  /** Neither watched nor harvested meanwhile. */
  readonly paused: boolean;
  /** SPDX identifier, or `own`; undefined: not told. */
  readonly licence: string | undefined;
}

/** A sentence, and the error of the catalogue where it is one. */
export interface HarvestProblem {
  readonly text: string;
  readonly code?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface HarvestSourceRow extends HarvestSource, Versioned {
  readonly id: string;
  /** Why it cannot be looked at just now. */
  readonly problem: (HarvestProblem & { readonly sinceUs: number }) | undefined;
}

export interface HarvestSources {
  /** Of these places, in order of location. */
  list(places: readonly PlaceId[]): Promise<HarvestSourceRow[]>;
  /** Those that are looked at by themselves, wherever. */
  watched(): Promise<HarvestSourceRow[]>;
  get(id: string): Promise<HarvestSourceRow | undefined>;
  /** Programs that are there, copies included, by source. */
  programs(ids: readonly string[]): Promise<Map<string, number>>;
  /** Throws `place.notFound`, `harvest.sourceExists`. */
  add(source: HarvestSource): Promise<HarvestSourceRow>;
  /** The one that is there already, or a new one. Throws `place.notFound`. */
  ensure(source: Pick<HarvestSource, 'place' | 'kind' | 'location'>): Promise<HarvestSourceRow>;
  /** Throws `harvest.sourceNotFound`, `changedMeanwhile`. */
  change(
    id: string,
    change: Pick<HarvestSource, 'watched' | 'paused' | 'licence'> & { version: number },
  ): Promise<HarvestSourceRow>;
  /** What was never taken up. Throws `harvest.sourceNotFound`, `changedMeanwhile`, `harvest.sourceHarvested`. */
  remove(id: string, version: number): Promise<void>;
  /** Undefined: it can be looked at. Returns whether that is news. */
  tell(id: string, problem: HarvestProblem | undefined): Promise<boolean>;
}

export const harvestSources = (run: Run, nowUs: () => number): HarvestSources => ({
  list: (places) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('harvest_source')
        .selectAll()
        .where(sql<boolean>`place = any(${places}::text[])`)
        .orderBy('location')
        .orderBy('id')
        .execute();
      return rows.map(toSource);
    }),
  watched: () =>
    run(async (db) => {
      const rows = await db
        .selectFrom('harvest_source')
        .selectAll()
        .where('watched', '=', true)
        .where('paused', '=', false)
        .orderBy('id')
        .execute();
      return rows.map(toSource);
    }),
  programs: (ids) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('program_file')
        .select(({ fn }) => ['source', fn.countAll<number>().as('count')])
        .where(sql<boolean>`source = any(${ids}::text[])`)
        .where('revision', 'is not', null)
        .where('gone_us', 'is', null)
        .groupBy('source')
        .execute();
      return new Map(rows.map(({ source, count }) => [source, Number(count)]));
    }),
  add: (source) =>
    run(async (db) => {
      const row = await db
        .insertInto('harvest_source')
        .values({ ...source, licence: source.licence ?? null, changed_us: nowUs() })
        .onConflict((conflict) => conflict.columns(['place', 'kind', 'location']).doNothing())
        .returningAll()
        .executeTakeFirst()
        .catch(missingPlace(source.place));
      if (!row) throw new AppError('harvest.sourceExists', { data: { location: source.location } });
      return toSource(row);
    }),
  get: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('harvest_source').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toSource(row);
    }),
  ensure: (source) =>
    run((db) =>
      atomically(db, async (tx) => {
        await tx
          .insertInto('harvest_source')
          .values({ ...source, changed_us: nowUs() })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
          .catch(missingPlace(source.place));
        const row = await tx
          .selectFrom('harvest_source')
          .selectAll()
          .where('place', '=', source.place)
          .where('kind', '=', source.kind)
          .where('location', '=', source.location)
          .executeTakeFirstOrThrow();
        return toSource(row);
      }),
    ),
  change: (id, { version, watched, paused, licence }) =>
    run((db) =>
      atomically(db, async (tx) => {
        await lockedAt(tx, id, version);
        const changed = await tx
          .updateTable('harvest_source')
          .set({ watched, paused, licence: licence ?? null, version: version + 1, changed_us: nowUs() })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        return toSource(changed);
      }),
    ),
  remove: (id, version) =>
    run((db) =>
      atomically(db, async (tx) => {
        const { location } = await lockedAt(tx, id, version);
        const harvested = await tx
          .selectFrom('program_file')
          .select('path')
          .where('source', '=', id)
          .where('revision', 'is not', null)
          .limit(1)
          .executeTakeFirst();
        if (harvested) throw new AppError('harvest.sourceHarvested', { data: { location } });
        await tx.deleteFrom('harvest_source').where('id', '=', id).execute();
      }),
    ),
  tell: (id, problem) =>
    run(async (db) => {
      const told = problem === undefined ? null : JSON.stringify(problem);
      const { numUpdatedRows } = await db
        .updateTable('harvest_source')
        .set({ problem: told, problem_us: problem === undefined ? null : nowUs() })
        .where('id', '=', id)
        .where('problem', problem === undefined ? 'is not' : 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    }),
});

/** Throws `harvest.sourceNotFound`, `changedMeanwhile`. */
async function lockedAt(tx: Kysely<Tables>, id: string, version: number) {
  const row = await tx
    .selectFrom('harvest_source')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  const missing = { code: 'harvest.sourceNotFound' } as const;
  requireVersion(row, { what: 'this source of programs', version, missing });
  return row;
}

const toSource = (row: Selectable<Tables['harvest_source']>): HarvestSourceRow => ({
  id: row.id,
  place: row.place,
  kind: row.kind,
  location: row.location,
  watched: row.watched,
  paused: row.paused,
  problem: row.problem
    ? { ...(row.problem as HarvestProblem), sinceUs: row.problem_us ?? row.changed_us }
    : undefined,
  licence: row.licence ?? undefined,
  version: row.version,
  changedUs: row.changed_us,
});
