/** Programs as people read them: revisions, where they were found, tools, operations and the text itself. */
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { type Selectable, sql } from 'kysely';
import type { Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { type OperationRow, toOperation } from './operation-row.ts';
import { type RevisionRow, revisionColumns, toRevision } from './revision-row.ts';
import { rowsOf } from './rows-of.ts';

export interface ProgramRow {
  readonly id: string;
  readonly project: string;
  readonly name: string;
  readonly number: string | undefined;
  readonly kind: string;
  readonly revisions: number;
  /** Of the newest file. */
  readonly latest: RevisionRow;
}

export interface FoundFileRow {
  readonly revision: string;
  readonly location: string;
  readonly path: string;
  readonly modifiedUs: number;
  /** Its own, else that of its source. */
  readonly licence: string | undefined;
  readonly synthetic: boolean;
  readonly gone: boolean;
}

export interface ToolRow {
  readonly number: number;
  readonly kind: string | undefined;
  readonly diameterMm: number | undefined;
  readonly cornerRadiusMm: number | undefined;
  readonly flutes: number | undefined;
  readonly pitchMm: number | undefined;
  readonly description: string | undefined;
  readonly confidence: number;
  readonly calls: number;
  readonly line: number;
}

export interface ProgramReading {
  /** In order of name. */
  ofProject(project: string, limit: number): Promise<ProgramRow[]>;
  get(id: string): Promise<ProgramRow | undefined>;
  /** The newest first. */
  revisions(program: string, limit: number): Promise<RevisionRow[]>;
  revision(program: string, number: number): Promise<RevisionRow | undefined>;
  /** Of these revisions, the newest first; of each at most `each`, and only of sources at these places. */
  files(
    revisions: readonly string[],
    limits: { places: readonly string[]; each: number },
  ): Promise<FoundFileRow[]>;
  tools(revision: string): Promise<ToolRow[]>;
  operations(revision: string): Promise<OperationRow[]>;
  /** Byte for byte; undefined for a text that is not there. */
  text(sha256: string): Promise<Buffer | undefined>;
  /** SVG. */
  thumbnail(program: string, revision: number): Promise<string | undefined>;
}

const decompressed = promisify(zstdDecompress);

export const programReading = (run: Run): ProgramReading => {
  const programsWhere = (condition: ReturnType<typeof sql<boolean>>, limit: number) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('program')
        .innerJoin('program_revision as revision', 'revision.id', 'program.latest')
        .innerJoin('program_text as text', 'text.sha256', 'revision.text')
        .select(['program.project', 'program.name', 'program.number as o_number', 'program.kind'])
        .select(revisionColumns)
        .select((select) =>
          select
            .selectFrom('program_revision as other')
            .whereRef('other.program', '=', 'program.id')
            .select(({ fn }) => fn.countAll<number>().as('count'))
            .as('revisions'),
        )
        .where(condition)
        .orderBy('program.name')
        .orderBy('program.id')
        .limit(limit)
        .execute();
      return rows.map(
        (row): ProgramRow => ({
          id: row.program,
          project: row.project,
          name: row.name,
          number: row.o_number ?? undefined,
          kind: row.kind,
          revisions: Number(row.revisions ?? 0),
          latest: toRevision(row),
        }),
      );
    });
  const revisionsWhere = (condition: ReturnType<typeof sql<boolean>>, limit: number) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('program_revision as revision')
        .innerJoin('program_text as text', 'text.sha256', 'revision.text')
        .select(revisionColumns)
        .where(condition)
        .orderBy('revision.number', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toRevision);
    });

  return {
    ofProject: (project, limit) => programsWhere(sql`program.project = ${project}`, limit),
    get: async (id) => (await programsWhere(sql`program.id = ${id}`, 1))[0],
    revisions: (program, limit) => revisionsWhere(sql`revision.program = ${program}`, limit),
    revision: async (program, number) =>
      (await revisionsWhere(sql`revision.program = ${program} and revision.number = ${number}`, 1))[0],
    files: (revisions, { places, each }) =>
      run(async (db) => {
        const { rows } = await sql<FoundFile>`
          select file.revision, file.location, file.path, file.modified_us,
            coalesce(file.licence, file.source_licence) as licence, file.synthetic, file.gone_us
          from unnest(${revisions}::text[]) as wanted (revision) cross join lateral (
            select program_file.*, source.location, source.licence as source_licence
            from ${rowsOf(db, 'program_file')} as program_file
              join ${rowsOf(db, 'harvest_source')} as source on source.id = program_file.source
            where program_file.revision = wanted.revision and source.place = any(${places}::text[])
            order by program_file.modified_us desc, program_file.path
            limit ${each}) as file`.execute(db);
        return rows.map((row) => ({
          revision: row.revision,
          location: row.location,
          path: row.path,
          modifiedUs: Number(row.modified_us),
          licence: row.licence ?? undefined,
          synthetic: row.synthetic,
          gone: row.gone_us !== null,
        }));
      }),
    tools: (revision) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('program_tool')
          .selectAll()
          .where('revision', '=', revision)
          .orderBy('number')
          .execute();
        return rows.map(toTool);
      }),
    operations: (revision) =>
      run(async (db) => {
        const rows = await db
          .selectFrom('program_operation')
          .selectAll()
          .where('revision', '=', revision)
          .orderBy('number')
          .execute();
        return rows.map(toOperation);
      }),
    text: (sha256) =>
      run(async (db) => {
        const row = await db
          .selectFrom('program_text')
          .select('compressed')
          .where('sha256', '=', Buffer.from(sha256, 'hex'))
          .executeTakeFirst();
        return row && decompressed(row.compressed);
      }),
    thumbnail: (program, revision) =>
      run(async (db) => {
        const row = await db
          .selectFrom('program_revision')
          .select('thumbnail')
          .where('program', '=', program)
          .where('number', '=', revision)
          .executeTakeFirst();
        return row?.thumbnail ?? undefined;
      }),
  };
};

interface FoundFile {
  readonly revision: string;
  readonly location: string;
  readonly path: string;
  readonly modified_us: number;
  readonly licence: string | null;
  readonly synthetic: boolean;
  readonly gone_us: number | null;
}

const toTool = (row: Selectable<Tables['program_tool']>): ToolRow => ({
  number: row.number,
  kind: row.kind ?? undefined,
  diameterMm: row.diameter_mm ?? undefined,
  cornerRadiusMm: row.corner_radius_mm ?? undefined,
  flutes: row.flutes ?? undefined,
  pitchMm: row.pitch_mm ?? undefined,
  description: row.description ?? undefined,
  confidence: row.confidence,
  calls: row.calls,
  line: row.line,
});
