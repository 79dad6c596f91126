/** Notes of people beside the events. */
import type { Reach } from '@mantinel/domain';
import { type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { requireVersion, type Versioned } from '../versioned.ts';

/** Where a note is, in the words of events. */
export interface Pinned {
  readonly site: string;
  readonly machine?: string;
  /** `node.epoch.seq`. */
  readonly event?: string;
  readonly timeUs: number;
  readonly receivedUs: number;
}

export interface AnnotationRow extends Pinned, Versioned {
  readonly id: string;
  readonly text: string;
  /** Undefined once the account is gone. */
  readonly author?: { readonly id: string; readonly name: string };
  readonly createdUs: number;
}

export interface AnnotationPage {
  /** What the reader may see. */
  readonly within: readonly Reach[];
  readonly machines?: readonly string[] | undefined;
  readonly event?: string | undefined;
  readonly order: 'received' | 'time';
  readonly fromUs?: number | undefined;
  readonly toUs?: number | undefined;
  readonly after?: { readonly atUs: number; readonly id: string };
  readonly limit: number;
}

export interface Annotations {
  /** Newest first. */
  list(page: AnnotationPage): Promise<AnnotationRow[]>;
  get(id: string): Promise<AnnotationRow | undefined>;
  add(note: Pinned & { text: string; author: string }): Promise<AnnotationRow>;
  /** Throws `annotation.notFound`, `changedMeanwhile`. */
  change(id: string, change: { version: number; text: string }): Promise<AnnotationRow>;
  /** Throws `annotation.notFound`, `changedMeanwhile`. */
  remove(id: string, version: number): Promise<void>;
}

const timeColumn = { received: 'received_us', time: 'time_us' } as const;
const expected = { what: 'this note', missing: { code: 'annotation.notFound' } } as const;

export const annotations = (run: Run, nowUs: () => number): Annotations => ({
  list: ({ within, machines, event, order, fromUs, toUs, after, limit }) =>
    run(async (db) => {
      const at = sql.ref(timeColumn[order]);
      const rows = await selected(db)
        .where(inReach(within))
        .$if(machines !== undefined, (query) => query.where(sql<SqlBool>`machine = any(${machines}::text[])`))
        .$if(event !== undefined, (query) => query.where('event', '=', event!))
        .$if(fromUs !== undefined, (query) => query.where(sql<SqlBool>`${at} >= ${fromUs}::bigint`))
        .$if(toUs !== undefined, (query) => query.where(sql<SqlBool>`${at} < ${toUs}::bigint`))
        .$if(after !== undefined, (query) =>
          query.where(sql<SqlBool>`(${at}, annotation.id) < (${after!.atUs}::bigint, ${after!.id}::text)`),
        )
        .orderBy(at, 'desc')
        .orderBy('annotation.id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toAnnotation);
    }),
  get: (id) => run((db) => found(db, id)),
  add: ({ timeUs, receivedUs, ...note }) =>
    run(async (db) => {
      const { id } = await db
        .insertInto('annotation')
        .values({
          ...note,
          time_us: timeUs,
          received_us: receivedUs,
          created_us: nowUs(),
          changed_us: nowUs(),
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return (await found(db, id))!;
    }),
  change: (id, { version, text }) =>
    run((db) =>
      atomically(db, async (tx) => {
        requireVersion(await locked(tx, id), { ...expected, version });
        await tx
          .updateTable('annotation')
          .set({ text, version: version + 1, changed_us: nowUs() })
          .where('id', '=', id)
          .execute();
        return (await found(tx, id))!;
      }),
    ),
  remove: (id, version) =>
    run((db) =>
      atomically(db, async (tx) => {
        requireVersion(await locked(tx, id), { ...expected, version });
        await tx.deleteFrom('annotation').where('id', '=', id).execute();
      }),
    ),
});

const selected = (db: Kysely<Tables>) =>
  db
    .selectFrom('annotation')
    .leftJoin('person', 'person.id', 'annotation.author')
    .selectAll('annotation')
    .select('person.name as author_name');

const locked = (db: Kysely<Tables>, id: string) =>
  db.selectFrom('annotation').select('version').where('id', '=', id).forUpdate().executeTakeFirst();

async function found(db: Kysely<Tables>, id: string): Promise<AnnotationRow | undefined> {
  const row = await selected(db).where('annotation.id', '=', id).executeTakeFirst();
  return row && toAnnotation(row);
}

/** The logbook's scope, for rows that are addressed like events. */
function inReach(within: readonly Reach[]) {
  const parts = within.map(({ sites, machines, withoutMachine }) => {
    const onSite = sites === 'all' ? sql`true` : sql`annotation.site = any(${sites}::text[])`;
    const onMachine = machines === 'all' ? sql`true` : sql`annotation.machine = any(${machines}::text[])`;
    return sql`(${onSite} and case when annotation.machine is null then ${withoutMachine}::boolean else ${onMachine} end)`;
  });
  return parts.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}

type Joined = Selectable<Tables['annotation']> & { readonly author_name: string | null };

const toAnnotation = (row: Joined): AnnotationRow => ({
  id: row.id,
  site: row.site,
  ...(row.machine === null ? {} : { machine: row.machine }),
  ...(row.event === null ? {} : { event: row.event }),
  timeUs: row.time_us,
  receivedUs: row.received_us,
  text: row.text,
  ...(row.author === null || row.author_name === null
    ? {}
    : { author: { id: row.author, name: row.author_name } }),
  createdUs: row.created_us,
  version: row.version,
  changedUs: row.changed_us,
});
