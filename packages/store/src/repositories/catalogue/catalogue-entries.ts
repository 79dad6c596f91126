/** What event codes mean in the words of the shop, or of a machine builder's list. */
import { AppError } from '@mantinel/contract';
import type { AlarmPriority, CatalogueEntry, PlaceId } from '@mantinel/domain';
import { type Selectable, sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { inAnyCase } from '../any-case.ts';
import { missingPlace } from '../plant/missing-place.ts';
import { requireVersion, type Versioned } from '../versioned.ts';

export interface CatalogueWords {
  readonly texts: CatalogueEntry['texts'];
  readonly priority?: AlarmPriority;
  readonly respondWithinMinutes?: number;
  /** Where the words come from, for people: a list, a manual, a person's experience. */
  readonly source: string;
}

export interface NewCatalogueEntry extends CatalogueWords {
  readonly place: PlaceId;
  /** Empty for every model. */
  readonly model: string;
  readonly code: string;
}

export interface CatalogueEntryRow extends NewCatalogueEntry, Versioned {
  readonly id: string;
}

export interface CataloguePage {
  readonly places: readonly PlaceId[];
  /** Part of the code, the model or any text, in any case. */
  readonly search?: string;
  /** The last entry of the page before. */
  readonly after?: { readonly code: string; readonly id: string };
  readonly limit: number;
}

export interface CatalogueEntries {
  /** Of these places, in order of code and id. */
  list(page: CataloguePage): Promise<CatalogueEntryRow[]>;
  /** Of every place. */
  all(): Promise<CatalogueEntryRow[]>;
  get(id: string): Promise<CatalogueEntryRow | undefined>;
  /** Throws `catalogue.exists`, `place.notFound`. */
  add(entry: NewCatalogueEntry): Promise<CatalogueEntryRow>;
  /** Throws `catalogue.notFound`, `changedMeanwhile`. */
  change(id: string, change: CatalogueWords & { version: number }): Promise<CatalogueEntryRow>;
  /** Throws `catalogue.notFound`, `changedMeanwhile`. */
  remove(id: string, version: number): Promise<void>;
}

export const catalogueEntries = (run: Run, nowUs: () => number): CatalogueEntries => ({
  list: ({ places, search, after, limit }) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('catalogue_entry')
        .selectAll()
        .where(sql<boolean>`place = any(${places}::text[])`)
        .$if(search !== undefined, (query) =>
          query.where(inAnyCase(sql`lower(code || ' ' || model || ' ' || texts::text)`, search!)),
        )
        .$if(after !== undefined, (query) =>
          query.where(sql<boolean>`(code, id) > (${after!.code}, ${after!.id})`),
        )
        .orderBy('code')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(toEntry);
    }),
  all: () => run(async (db) => (await db.selectFrom('catalogue_entry').selectAll().execute()).map(toEntry)),
  get: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('catalogue_entry').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toEntry(row);
    }),
  add: ({ place, model, code, ...words }) =>
    run(async (db) => {
      const row = await db
        .insertInto('catalogue_entry')
        .values({ place, model, code, ...columnsOf(words), changed_us: nowUs() })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst()
        .catch(missingPlace(place));
      if (!row) throw new AppError('catalogue.exists', { data: { code } });
      return toEntry(row);
    }),
  change: (id, { version, ...words }) =>
    run((db) =>
      atomically(db, async (tx) => {
        requireVersion(await locked(tx, id), { ...expected, version });
        const row = await tx
          .updateTable('catalogue_entry')
          .set({ ...columnsOf(words), version: version + 1, changed_us: nowUs() })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        return toEntry(row);
      }),
    ),
  remove: (id, version) =>
    run((db) =>
      atomically(db, async (tx) => {
        requireVersion(await locked(tx, id), { ...expected, version });
        await tx.deleteFrom('catalogue_entry').where('id', '=', id).execute();
      }),
    ),
});

const expected = { what: 'this explanation', missing: { code: 'catalogue.notFound' } } as const;

const locked = (tx: Parameters<Parameters<Run>[0]>[0], id: string) =>
  tx.selectFrom('catalogue_entry').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

const columnsOf = ({ texts, priority, respondWithinMinutes, source }: CatalogueWords) => ({
  texts: JSON.stringify(texts),
  priority: priority ?? null,
  respond_minutes: respondWithinMinutes ?? null,
  source,
});

const toEntry = (row: Selectable<Tables['catalogue_entry']>): CatalogueEntryRow => ({
  id: row.id,
  place: row.place,
  model: row.model,
  code: row.code,
  texts: row.texts,
  ...(row.priority === null ? {} : { priority: row.priority }),
  ...(row.respond_minutes === null ? {} : { respondWithinMinutes: row.respond_minutes }),
  source: row.source,
  version: row.version,
  changedUs: row.changed_us,
});
