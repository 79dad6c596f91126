/** The programs that a run of a machine may be a run of. */
import type { PlaceId } from '@mantinel/domain';
import { sql } from 'kysely';
import type { Run } from '../../run.ts';

export interface RunCandidate {
  readonly revision: string;
  /** Of the first file of its program. */
  readonly path: string;
  readonly compressed: Buffer;
}

/** What a machine calls a program. */
export interface ToldName {
  /** As `program.stem`. */
  readonly stem: string;
  /** O number without leading zeros. */
  readonly number?: string;
}

/** What a run tells of its program. */
export interface RunTraits {
  /** That stood in the spindle. */
  readonly tools: readonly number[];
  /** Greatest that was told; looked at where no tool was told. */
  readonly lastLine?: number;
  readonly activeS: number;
}

/** Whose programs are looked through; undefined: all, of a machine that stands at no known place. */
export type AtPlaces = readonly PlaceId[] | undefined;

export interface RunPrograms {
  /** Revisions of programs of a name or number, those nearest to the time first; texts of at most 8 MB. */
  called(
    name: ToldName,
    near: { readonly activeS: number; readonly limit: number; readonly places: AtPlaces },
  ): Promise<RunCandidate[]>;
  /** Revisions that have the run's tools, or about its lines, and about its time, the nearest first; texts of at most 8 MB. */
  fitting(
    traits: RunTraits,
    near: { readonly limit: number; readonly places: AtPlaces },
  ): Promise<RunCandidate[]>;
  /** Texts of programs by their number without leading zeros, or by the stem of their name; the newest of each. */
  textsCalled(called: readonly string[], places: AtPlaces): Promise<Map<string, Buffer>>;
  textOf(revision: string): Promise<{ path: string; compressed: Buffer } | undefined>;
  /** When the newest revision was read; 0 before the first. */
  newestRevisionUs(): Promise<number>;
}

const longestText = 8 * 2 ** 20;
/** An estimate of a machine that is not known is this far off at most: a factor. */
const estimateOff = 4;

export const runPrograms = (run: Run): RunPrograms => ({
  called: ({ stem, number }, { activeS, limit, places }) =>
    run((db) =>
      nearest(db, activeS)
        .where(at(places))
        .where((eb) =>
          eb.or([
            ...(stem === '' ? [] : [eb('program.stem', '=', stem)]),
            ...(number === undefined ? [] : [eb('program.number', 'in', spellings(number))]),
            eb.lit(false),
          ]),
        )
        .limit(limit)
        .execute(),
    ),
  fitting: ({ tools, lastLine, activeS }, { limit, places }) =>
    run(async (db) => {
      if (tools.length === 0 && lastLine === undefined) return [];
      return nearest(db, activeS)
        .where(at(places))
        .where((eb) => eb.between('revision.estimate_s', activeS / estimateOff, activeS * estimateOff))
        .where((eb) =>
          tools.length > 0
            ? eb(
                eb
                  .selectFrom('program_tool as tool')
                  .select(({ fn }) => fn.count<number>('tool.number').as('count'))
                  .whereRef('tool.revision', '=', 'revision.id')
                  .where('tool.number', 'in', [...tools]),
                '=',
                tools.length,
              )
            : // As a line of the file; some were put in or taken out at the machine.
              eb.between('revision.lines', Math.floor(0.85 * lastLine!), Math.ceil(1.2 * lastLine! + 30)),
        )
        .limit(limit)
        .execute();
    }),
  textsCalled: (called, places) =>
    run(async (db) => {
      if (called.length === 0) return new Map();
      const numbers = called.filter((name) => /^\d+$/.test(name));
      const rows = await db
        .selectFrom('program')
        .innerJoin('program_revision as revision', 'revision.id', 'program.latest')
        .innerJoin('program_text as text', 'text.sha256', 'revision.text')
        .select(['text.compressed', 'program.number', 'program.stem'])
        .where(
          sql<boolean>`(program.number = any(${numbers.flatMap(spellings)}::text[]) or program.stem = any(${called}::text[]))`,
        )
        .where('text.bytes', '<=', longestText)
        .where(at(places))
        .orderBy('revision.read_us')
        .execute();
      // Where both fit, the number inside says more than the name of the file.
      const by = (key: (row: (typeof rows)[number]) => string | undefined) =>
        rows.flatMap((row) => {
          const found = key(row);
          return found !== undefined && called.includes(found) ? [[found, row.compressed] as const] : [];
        });
      return new Map([...by(({ stem }) => stem), ...by(({ number }) => number?.replace(/^0+(?=\d)/, ''))]);
    }),
  textOf: (revision) =>
    run(async (db) => {
      const row = await db
        .selectFrom('program_revision as revision')
        .innerJoin('program', 'program.id', 'revision.program')
        .innerJoin('program_text as text', 'text.sha256', 'revision.text')
        .select(['program.name as path', 'text.compressed'])
        .where('revision.id', '=', revision)
        .executeTakeFirst();
      return row;
    }),
  newestRevisionUs: () =>
    run(async (db) => {
      const row = await db
        .selectFrom('program_revision')
        .select(({ fn }) => fn.max('read_us').as('newest'))
        .executeTakeFirst();
      return Number(row?.newest ?? 0);
    }),
});

/** Of a query in which `program_revision` is called `revision`. */
const at = (places: AtPlaces) =>
  sql<boolean>`(${places ?? null}::text[] is null or revision.place = any(${places ?? []}::text[]))`;

const nearest = (db: Parameters<Parameters<Run>[0]>[0], activeS: number) =>
  db
    .selectFrom('program_revision as revision')
    .innerJoin('program', 'program.id', 'revision.program')
    .innerJoin('program_text as text', 'text.sha256', 'revision.text')
    .select(['revision.id as revision', 'program.name as path', 'text.compressed'])
    .where('program.kind', 'in', ['mill', 'lathe'])
    .where('text.bytes', '<=', longestText)
    .orderBy(sql`abs(revision.estimate_s - ${activeS})`, (order) => order.asc().nullsLast())
    .orderBy('revision.id');

/** `719` stands in files as O719, O0719, O00719 and O00000719. */
const spellings = (number: string): string[] => [
  ...new Set([0, 4, 5, 8].map((digits) => number.padStart(digits, '0'))),
];
