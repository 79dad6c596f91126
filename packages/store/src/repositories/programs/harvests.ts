/** Walks through sources of programs: how far they came, and what they did not take up. */
import { AppError } from '@mantinel/contract';
import { type Selectable, sql } from 'kysely';
import { atomically, chunksOf, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import type { HarvestProblem } from './harvest-sources.ts';

export interface HarvestCounts {
  /** Files that were looked at. */
  readonly files: number;
  readonly unchanged: number;
  /** Texts that were known already, from another file. */
  readonly copies: number;
  /** Programs that are the first of their family. */
  readonly programs: number;
  readonly revisions: number;
  /** Of those, laser, plasma, printers and the like. */
  readonly setApart: number;
  readonly documents: number;
  readonly skipped: number;
  readonly gone: number;
  readonly bytes: number;
  /** Files known to be there; undefined while they are still being counted. */
  readonly total?: number;
  /** Of those that are new or changed. */
  readonly totalBytes?: number;
}

export const noHarvestCounts: HarvestCounts = {
  files: 0,
  unchanged: 0,
  copies: 0,
  programs: 0,
  revisions: 0,
  setApart: 0,
  documents: 0,
  skipped: 0,
  gone: 0,
  bytes: 0,
};

export interface HarvestRow {
  readonly id: string;
  readonly source: string;
  /** `failed`: also one that nobody runs any more. */
  readonly state: 'waiting' | 'running' | 'finished' | 'cancelled' | 'failed';
  /** Of one that waits: when it was asked for. */
  readonly startedUs: number;
  readonly endedUs: number | undefined;
  readonly counts: HarvestCounts;
  readonly cancelling: boolean;
  readonly problem: HarvestProblem | undefined;
  readonly person: string | undefined;
}

export interface SkipRow {
  readonly path: string;
  readonly reason: string;
  readonly detail: string;
}

export interface Harvests {
  /**
   * Nobody else harvests the source while `work` runs; a process that dies lets go of it with its connection. Throws `harvest.running`.
   */
  exclusively<T>(source: string, work: () => Promise<T>): Promise<T>;
  /** One that waits to be begun. Throws `harvest.sourceNotFound`, and `harvest.running` where another waits or runs. */
  ask(harvest: NewHarvest): Promise<HarvestRow>;
  /**
   * What an earlier process left running is told to have failed. `asked`: the one that waits; another is begun where it was begun before.
   * Undefined where a person cancelled it meanwhile.
   */
  begin(harvest: NewHarvest & { readonly asked?: string | undefined }): Promise<string | undefined>;
  /** Returns whether a person asked for its end. */
  progress(id: string, counts: HarvestCounts): Promise<boolean>;
  /** Throws `harvest.notFound`, `harvest.notCancellable`. */
  cancel(id: string): Promise<HarvestRow>;
  skip(id: string, skips: readonly SkipRow[]): Promise<void>;
  end(
    id: string,
    end: {
      state: Exclude<HarvestRow['state'], 'waiting' | 'running'>;
      counts: HarvestCounts;
      problem?: HarvestProblem;
    },
  ): Promise<void>;
  get(id: string): Promise<HarvestRow | undefined>;
  /** Of these sources, the newest first. */
  list(page: {
    sources: readonly string[];
    after?: { readonly startedUs: number; readonly id: string };
    limit: number;
  }): Promise<HarvestRow[]>;
  /** The newest of each of these sources. */
  latest(sources: readonly string[]): Promise<HarvestRow[]>;
  /** In order of path. */
  skips(
    id: string,
    page: { reason?: string | undefined; after?: string | undefined; limit: number },
  ): Promise<SkipRow[]>;
  /** How many were skipped for each reason, the most frequent first. */
  skipReasons(id: string): Promise<{ readonly reason: string; readonly count: number }[]>;
}

export interface NewHarvest {
  readonly source: string;
  readonly person?: string | undefined;
  readonly counts: HarvestCounts;
}

const lockOf = (source: string) => sql`hashtextextended('mantinel.harvest.' || ${source}::text, 0)`;
/** Whoever runs it holds the lock of its source, whose 64 bits PostgreSQL lists as two halves. */
const alive = sql<boolean>`exists (
  select 1 from pg_locks, lateral (select hashtextextended('mantinel.harvest.' || harvest.source, 0) as key) as sought
  where locktype = 'advisory' and objsubid = 1 and granted
    and database = (select oid from pg_database where datname = current_database())
    and classid = ((key >> 32) & 4294967295)::oid and objid = (key & 4294967295)::oid)`;

export const harvests = (run: Run, nowUs: () => number): Harvests => ({
  exclusively: (source, work) =>
    run((db) =>
      db.connection().execute(async (connection) => {
        const lock = lockOf(source);
        const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(${lock}) as got`.execute(
          connection,
        );
        if (!rows[0]?.got) throw new AppError('harvest.running');
        try {
          return await work();
        } finally {
          await sql`select pg_advisory_unlock(${lock})`.execute(connection);
        }
      }),
    ),
  ask: ({ source, person, counts }) =>
    run((db) =>
      atomically(db, async (tx) => {
        // Of two who ask at once the second one waits here, and sees the first one's.
        const known = await tx
          .selectFrom('harvest_source')
          .select('id')
          .where('id', '=', source)
          .forUpdate()
          .executeTakeFirst();
        if (!known) throw new AppError('harvest.sourceNotFound');
        const present = await tx
          .selectFrom('harvest')
          .select('id')
          .where('source', '=', source)
          .where(sql<boolean>`(state = 'waiting' or state = 'running' and ${alive})`)
          .executeTakeFirst();
        if (present) throw new AppError('harvest.running');
        const row = await tx
          .insertInto('harvest')
          .values({
            source,
            state: 'waiting',
            started_us: nowUs(),
            counts: JSON.stringify(counts),
            person: person ?? null,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return toHarvest({ ...row, alive: false });
      }),
    ),
  begin: ({ source, person, counts, asked }) =>
    run((db) =>
      atomically(db, async (tx) => {
        const dead = new AppError('harvest.interrupted');
        await tx
          .updateTable('harvest')
          .set({
            state: 'failed',
            ended_us: nowUs(),
            problem: dead.message,
            failure: JSON.stringify({ code: dead.code }),
          })
          .where('source', '=', source)
          .where('state', '=', 'running')
          .execute();
        if (asked !== undefined) {
          const waiting = await tx
            .updateTable('harvest')
            .set({ state: 'running', started_us: nowUs(), counts: JSON.stringify(counts) })
            .where('id', '=', asked)
            .where('state', '=', 'waiting')
            .returning('id')
            .executeTakeFirst();
          if (waiting) return waiting.id;
          const before = await tx
            .selectFrom('harvest')
            .select('state')
            .where('id', '=', asked)
            .executeTakeFirst();
          if (before?.state === 'cancelled') return undefined;
        }
        const { id } = await tx
          .insertInto('harvest')
          .values({
            source,
            state: 'running',
            started_us: nowUs(),
            counts: JSON.stringify(counts),
            person: person ?? null,
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        return id;
      }),
    ),
  progress: (id, counts) =>
    run(async (db) => {
      const row = await db
        .updateTable('harvest')
        .set({ counts: JSON.stringify(counts) })
        .where('id', '=', id)
        .returning('cancelling')
        .executeTakeFirst();
      return row?.cancelling ?? false;
    }),
  cancel: (id) =>
    run((db) =>
      atomically(db, async (tx) => {
        const row = await tx
          .selectFrom('harvest')
          .selectAll()
          .select(alive.as('alive'))
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst();
        if (!row) throw new AppError('harvest.notFound');
        const { state } = toHarvest(row);
        if (state !== 'waiting' && state !== 'running')
          throw new AppError('harvest.notCancellable', { data: { state } });
        const changed = await tx
          .updateTable('harvest')
          .set(
            state === 'waiting'
              ? { cancelling: true, state: 'cancelled', ended_us: nowUs() }
              : { cancelling: true },
          )
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        return toHarvest({ ...changed, alive: row.alive });
      }),
    ),
  skip: (id, skips) =>
    run(async (db) => {
      for (const rows of chunksOf(skips))
        await db
          .insertInto('harvest_skip')
          .values(rows.map((row) => ({ ...row, harvest: id })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
    }),
  end: (id, { state, counts, problem }) =>
    run(async (db) => {
      await db
        .updateTable('harvest')
        .set({
          state,
          ended_us: nowUs(),
          counts: JSON.stringify(counts),
          problem: problem?.text ?? null,
          failure:
            problem?.code === undefined ? null : JSON.stringify({ code: problem.code, data: problem.data }),
        })
        .where('id', '=', id)
        .execute();
    }),
  get: (id) =>
    run(async (db) => {
      const row = await db
        .selectFrom('harvest')
        .selectAll()
        .select(alive.as('alive'))
        .where('id', '=', id)
        .executeTakeFirst();
      return row && toHarvest(row);
    }),
  list: ({ sources, after, limit }) =>
    run(async (db) => {
      let query = db
        .selectFrom('harvest')
        .selectAll()
        .select(alive.as('alive'))
        .where(sql<boolean>`source = any(${sources}::text[])`)
        .orderBy('started_us', 'desc')
        .orderBy('id', 'desc')
        .limit(limit);
      if (after)
        query = query.where(sql<boolean>`(started_us, id) < (${after.startedUs}::bigint, ${after.id}::text)`);
      return (await query.execute()).map(toHarvest);
    }),
  latest: (sources) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('harvest')
        .selectAll()
        .select(alive.as('alive'))
        .distinctOn('source')
        .where(sql<boolean>`source = any(${sources}::text[])`)
        .orderBy('source')
        .orderBy('started_us', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toHarvest);
    }),
  skips: (id, { reason, after, limit }) =>
    run(async (db) => {
      let query = db
        .selectFrom('harvest_skip')
        .select(['path', 'reason', 'detail'])
        .where('harvest', '=', id)
        .orderBy('path')
        .limit(limit);
      if (reason !== undefined) query = query.where('reason', '=', reason);
      if (after !== undefined) query = query.where('path', '>', after);
      return query.execute();
    }),
  skipReasons: (id) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('harvest_skip')
        .select(({ fn }) => ['reason', fn.countAll<number>().as('count')])
        .where('harvest', '=', id)
        .groupBy('reason')
        .orderBy('count', 'desc')
        .orderBy('reason')
        .execute();
      return rows.map(({ reason, count }) => ({ reason, count: Number(count) }));
    }),
});

/** A lock that nobody holds: whoever ran it is gone. */
function toHarvest(row: Selectable<Tables['harvest']> & { readonly alive: boolean }): HarvestRow {
  const died = row.state === 'running' && !row.alive;
  const dead = died ? new AppError('harvest.interrupted') : undefined;
  return {
    id: row.id,
    source: row.source,
    state: died ? 'failed' : row.state,
    startedUs: row.started_us,
    endedUs: row.ended_us ?? undefined,
    counts: row.counts as HarvestCounts,
    cancelling: row.cancelling,
    problem: dead
      ? { text: dead.message, code: dead.code }
      : row.problem === null
        ? undefined
        : { text: row.problem, ...(row.failure as Pick<HarvestProblem, 'code' | 'data'> | null) },
    person: row.person ?? undefined,
  };
}
