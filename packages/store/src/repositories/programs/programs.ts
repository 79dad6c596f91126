/** Programs, their revisions and what is in them, as a harvest keeps them. */
import type { PlaceId } from '@mantinel/domain';
import { type Insertable, sql } from 'kysely';
import { chunksOf, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { rowsOf } from './rows-of.ts';

export interface NewText {
  readonly sha256: Buffer;
  readonly bytes: number;
  /** zstd. */
  readonly compressed: Buffer;
}

/** What is asked of earlier programs about a new one. */
export interface Likeness {
  readonly meaning: string;
  /** Of its name: `program.stem`. */
  readonly stem: string;
  /** Hashes of groups of its sketch's values. */
  readonly bands: readonly number[];
}

/** A revision that may be of the same family as a new one. */
export interface AlikeRevision {
  readonly revision: string;
  readonly program: string;
  readonly project: string;
  readonly stem: string;
  readonly kind: string;
  readonly meaning: string;
  readonly blocks: number;
  readonly bands: readonly number[];
  /** 128 values of 32 bits, little-endian. */
  readonly sketch: Buffer;
  /** Revisions its program has. */
  readonly revisions: number;
}

/** One that is to be read again. */
export interface OutdatedRevision {
  readonly revision: string;
  readonly program: string;
  readonly path: string;
  readonly compressed: Buffer;
}

export type NewProject = Insertable<Tables['project']> & { readonly id: string };
export type NewProgram = Insertable<Tables['program']> & { readonly id: string };
export type NewRevision = Insertable<Tables['program_revision']> & { readonly id: string };
export type NewTool = Insertable<Tables['program_tool']>;
export type NewOperation = Insertable<Tables['program_operation']>;

export interface Programs {
  /** Until the transaction ends, no other decides which program belongs to which family. */
  lock(): Promise<void>;
  /** Revision that the place has of each text that it knows, by SHA-256 in hexadecimal digits, with the version of its reading. */
  revisionsOf(
    place: PlaceId,
    texts: readonly Buffer[],
  ): Promise<Map<string, { revision: string; program: string; project: string; reader: number }>>;
  /** Latest revisions of families of the place that share a meaning, a band or the stem of their name with one of these; at most `limit`. */
  alike(place: PlaceId, likenesses: readonly Likeness[], limit: number): Promise<AlikeRevision[]>;
  /** Id of each project of the place that has one of these keys, by key. */
  projectsByKey(place: PlaceId, keys: readonly string[]): Promise<Map<string, string>>;
  addTexts(texts: readonly NewText[]): Promise<void>;
  /** As programs and files: found and asked about only once they are settled (`projects.settle`, `programInbox.settleTools`). */
  addProjects(projects: readonly NewProject[]): Promise<void>;
  addPrograms(programs: readonly NewProgram[]): Promise<void>;
  addRevisions(revisions: readonly NewRevision[]): Promise<void>;
  /** Tools and operations of these revisions, in place of those they had. */
  putContents(
    revisions: readonly string[],
    contents: { tools: readonly NewTool[]; operations: readonly NewOperation[] },
  ): Promise<void>;
  /** What was read of a text that is kept already. */
  readAgain(revision: string, change: Partial<NewRevision>): Promise<void>;
  /** What was read of them no longer holds: they are read again. */
  outdate(programs: readonly string[]): Promise<void>;
  /** In order of id, those behind `after`. */
  outdated(page: { after?: string; limit: number }): Promise<OutdatedRevision[]>;
  /** Of each of these programs the revision of the newest file; where no file is known, the one that was found last. */
  settleLatest(programs: readonly string[]): Promise<void>;
}

/** Below every version of the reading: a harvest reads it again, too. */
const outdatedReader = 0;

export const programs = (run: Run, nowUs: () => number): Programs => ({
  lock: () =>
    run(async (db) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('mantinel.programs', 0))`.execute(db);
    }),
  revisionsOf: (place, texts) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('program_revision as revision')
        .innerJoin('program', 'program.id', 'revision.program')
        .select([
          'revision.id as revision',
          'revision.program',
          'program.project',
          'revision.text',
          'revision.reader',
        ])
        .where('revision.place', '=', place)
        .where(sql<boolean>`revision.text = any(${texts}::bytea[])`)
        .execute();
      return new Map(rows.map(({ text, ...row }) => [text.toString('hex'), row]));
    }),
  alike: (place, likenesses, limit) =>
    run(async (db) => {
      const meanings = likenesses.map(({ meaning }) => meaning);
      const stems = likenesses.map(({ stem }) => stem);
      const wanted = sql<{
        bands: number[];
      }>`(select * from jsonb_to_recordset(${JSON.stringify(likenesses.map(({ bands }) => ({ bands })))}::jsonb) as likeness (bands integer[]))`;
      const revisions = db.selectFrom('program_revision').select('program_revision.id');
      const rows = await db
        .selectFrom('program_revision as revision')
        .innerJoin('program', 'program.latest', 'revision.id')
        .select([
          'revision.id as revision',
          'revision.program',
          'program.project',
          'program.stem',
          'program.kind',
          'revision.meaning',
          'revision.blocks',
          'revision.bands',
          'revision.sketch',
        ])
        .select((select) =>
          select
            .selectFrom('program_revision as other')
            .whereRef('other.program', '=', 'revision.program')
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .as('revisions'),
        )
        .where('revision.place', '=', place)
        // A union, so that each part has its index; the bands of one program at a time, for the index of bands knows no long lists.
        .where(
          'revision.id',
          'in',
          db
            .selectFrom(wanted.as('wanted'))
            .innerJoinLateral(
              (from) =>
                from
                  .selectFrom('program_revision')
                  .select('program_revision.id')
                  .where(sql<boolean>`program_revision.bands && wanted.bands`)
                  // A fence: whatever the planner knows of bands, each program asks the index.
                  .offset(0)
                  .as('near'),
              (join) => join.onTrue(),
            )
            .select('near.id')
            .union(revisions.where(sql<boolean>`meaning = any(${meanings}::text[])`))
            .union(
              db
                .selectFrom('program')
                .select('latest as id')
                .where('latest', 'is not', null)
                .where(sql<boolean>`stem = any(${stems}::text[])`)
                .$narrowType<{ id: string }>(),
            ),
        )
        .limit(limit)
        .execute();
      return rows.map(({ revisions: count, ...row }) => ({ ...row, revisions: Number(count ?? 0) }));
    }),
  projectsByKey: (place, keys) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('project')
        .select(['id', 'key'])
        .where('place', '=', place)
        .where(sql<boolean>`key = any(${keys}::text[])`)
        .execute();
      return new Map(rows.map(({ id, key }) => [key, id]));
    }),
  addTexts: (texts) =>
    run(async (db) => {
      for (const rows of chunksOf(texts))
        await db
          .insertInto('program_text')
          .values([...rows])
          .onConflict((conflict) => conflict.doNothing())
          .execute();
    }),
  addProjects: (rows) => addAll(run, 'project', rows),
  addPrograms: (rows) => addAll(run, 'program', rows),
  addRevisions: (rows) => addAll(run, 'program_revision', rows),
  putContents: (revisions, { tools, operations }) =>
    run(async (db) => {
      for (const table of ['program_tool', 'program_operation'] as const)
        await db.deleteFrom(table).where(sql<boolean>`revision = any(${revisions}::text[])`).execute();
      await addAll((work) => work(db), 'program_tool', tools);
      await addAll((work) => work(db), 'program_operation', operations);
    }),
  readAgain: (revision, change) =>
    run(async (db) => {
      await db.updateTable('program_revision').set(change).where('id', '=', revision).execute();
    }),
  outdate: (ids) =>
    run(async (db) => {
      if (ids.length === 0) return;
      await db
        .updateTable('program_revision')
        .set({ reader: outdatedReader })
        .where(sql<boolean>`program = any(${ids}::text[])`)
        .execute();
    }),
  outdated: ({ after, limit }) =>
    run(async (db) => {
      let query = db
        .selectFrom('program_revision as revision')
        .innerJoin('program', 'program.id', 'revision.program')
        .innerJoin('program_text as text', 'text.sha256', 'revision.text')
        .select(['revision.id as revision', 'revision.program', 'program.name as path', 'text.compressed'])
        .where('revision.reader', '=', outdatedReader);
      if (after !== undefined) query = query.where('revision.id', '>', after);
      return query.orderBy('revision.id').limit(limit).execute();
    }),
  settleLatest: (ids) =>
    run(async (db) => {
      const newest = sql<{ program: string; revision: string }>`(
        select distinct on (revision.program) revision.program, revision.id as revision
        from ${rowsOf(db, 'program_revision')} as revision
          left join ${rowsOf(db, 'program_file')} as file on file.revision = revision.id
        where revision.program = any(${ids}::text[])
        order by revision.program, file.path is null, file.modified_us desc, revision.number desc)`;
      const rows = await db
        .updateTable('program')
        .from(newest.as('newest'))
        .set(({ ref }) => ({ latest: ref('newest.revision'), changed_us: nowUs() }))
        .whereRef('program.id', '=', 'newest.program')
        .whereRef('program.latest', 'is distinct from', 'newest.revision')
        .returning('program.project')
        .execute();
      if (rows.length === 0) return;
      await db
        .updateTable('project')
        .set({
          changed_us: nowUs(),
          pictured: sql<boolean>`exists (select from ${rowsOf(db, 'program')} as program
            join ${rowsOf(db, 'program_revision')} as latest on latest.id = program.latest
            where program.project = project.id and latest.thumbnail is not null)`,
        })
        .where(sql<boolean>`id = any(${rows.map(({ project }) => project)}::text[])`)
        .execute();
    }),
});

/** A statement takes 65,535 parameters: the widest row here has 24. */
async function addAll<
  Name extends 'project' | 'program' | 'program_revision' | 'program_tool' | 'program_operation',
>(run: Run, table: Name, rows: readonly Insertable<Tables[Name]>[]): Promise<void> {
  await run(async (db) => {
    for (const some of chunksOf(rows, 2000)) await db.insertInto(table).values(some).execute();
  });
}
