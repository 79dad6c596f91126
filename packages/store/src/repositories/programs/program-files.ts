/** Files in which texts were found: what a harvest need not read again. */
import { sql } from 'kysely';
import { chunksOf, type Run } from '../../run.ts';

export interface ProgramFile {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedUs: number;
  readonly sha256: Buffer;
  /** Undefined for what is no program. */
  readonly revision: string | undefined;
  readonly licence?: string | undefined;
  readonly synthetic?: boolean;
}

export interface KnownFile {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedUs: number;
  /** Version of the reading of its text; undefined for what is no program. */
  readonly reader: number | undefined;
}

/** A program as one of its files names it. */
export interface ProgramOfSource {
  readonly path: string;
  readonly program: string;
  readonly project: string;
  readonly number: string | undefined;
  readonly partNumber: string | undefined;
}

export interface ProgramFiles {
  /** Of a source, in no order: those that were there at its last harvest. */
  known(source: string): Promise<KnownFile[]>;
  /** Those of a source that are there, in order of path. */
  programsOf(source: string): Promise<ProgramOfSource[]>;
  /** New, changed, or there again. */
  put(source: string, files: readonly ProgramFile[]): Promise<void>;
  /** Those of these paths that were there are so no longer; returns how many. */
  markGone(source: string, paths: readonly string[]): Promise<number>;
}

export const programFiles = (run: Run, nowUs: () => number): ProgramFiles => ({
  known: (source) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('program_file as file')
        .leftJoin('program_revision as revision', 'revision.id', 'file.revision')
        .select(['file.path', 'file.bytes', 'file.modified_us', 'revision.reader'])
        .where('file.source', '=', source)
        .where('file.gone_us', 'is', null)
        .execute();
      return rows.map(({ path, bytes, modified_us, reader }) => ({
        path,
        bytes,
        modifiedUs: modified_us,
        reader: reader ?? undefined,
      }));
    }),
  programsOf: (source) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('program_file as file')
        .innerJoin('program_revision as revision', 'revision.id', 'file.revision')
        .innerJoin('program', 'program.id', 'revision.program')
        .innerJoin('project', 'project.id', 'program.project')
        .select(['file.path', 'revision.program', 'program.project', 'program.number', 'project.part_number'])
        .where('file.source', '=', source)
        .where('file.gone_us', 'is', null)
        .orderBy('file.path')
        .execute();
      return rows.map(({ number, part_number, ...row }) => ({
        ...row,
        number: number ?? undefined,
        partNumber: part_number ?? undefined,
      }));
    }),
  put: (source, files) =>
    run(async (db) => {
      for (const rows of chunksOf(files))
        await db
          .insertInto('program_file')
          .values(
            rows.map(({ path, bytes, modifiedUs, sha256, revision, licence, synthetic = false }) => ({
              source,
              path,
              bytes,
              modified_us: modifiedUs,
              sha256,
              revision: revision ?? null,
              licence: licence ?? null,
              synthetic,
              seen_us: nowUs(),
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(['source', 'path']).doUpdateSet(({ ref }) => ({
              bytes: ref('excluded.bytes'),
              modified_us: ref('excluded.modified_us'),
              sha256: ref('excluded.sha256'),
              revision: ref('excluded.revision'),
              licence: ref('excluded.licence'),
              synthetic: ref('excluded.synthetic'),
              seen_us: ref('excluded.seen_us'),
              gone_us: null,
            })),
          )
          .execute();
    }),
  markGone: (source, paths) =>
    run(async (db) => {
      let gone = 0;
      for (const some of chunksOf(paths)) {
        const { numUpdatedRows } = await db
          .updateTable('program_file')
          .set({ gone_us: nowUs() })
          .where('source', '=', source)
          .where(sql<boolean>`path = any(${some}::text[])`)
          .where('gone_us', 'is', null)
          .executeTakeFirst();
        gone += Number(numUpdatedRows);
      }
      return gone;
    }),
});
