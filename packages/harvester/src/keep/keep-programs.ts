/** Writes a batch of programs: texts once, revisions into families, families into projects; all of it or nothing. */
import { randomUUID } from 'node:crypto';
import type { PlaceId } from '@mantinel/domain';
import type {
  Fact,
  NewProgram,
  NewProject,
  NewRevision,
  ProgramFile,
  Repositories,
  Store,
} from '@mantinel/store';
import type { Evidence } from '../evidence/evidence.ts';
import { folderEvidence } from '../evidence/folder/folder-evidence.ts';
import { noteEvidence } from '../evidence/sheets/evidence-of.ts';
import { readerVersion } from '../read/read-program.ts';
import { factRules } from './fact-rules.ts';
import { bytesOfSketch, Families, type Likened, memberOf } from './families.ts';
import type { FoundProgram } from './found-program.ts';
import { factsOf } from './program-facts.ts';
import { featuresOf, operationsOf, toolsOf } from './program-rows.ts';
import { projectOf } from './project-of.ts';
import { settleProjects } from './settle-projects.ts';
import { stemOf } from './stem-of.ts';

export interface KeepContext {
  readonly place: PlaceId;
  /** Id of the harvest's source. */
  readonly source: string;
  readonly nowUs: () => number;
}

export interface Kept {
  /** Texts that were there already. */
  readonly copies: number;
  /** First of their family. */
  readonly programs: number;
  readonly revisions: number;
}

/** Of an earlier program, candidates that one batch is compared with. */
const mostAlike = 2000;

/** Throws `store.unavailable`; nothing of the batch is kept then. */
export const keepPrograms = (
  store: Pick<Store, 'transaction'>,
  context: KeepContext,
  found: readonly FoundProgram[],
): Promise<Kept> =>
  store.transaction(async (tx) => {
    await tx.programs.lock();
    const known = await tx.programs.revisionsOf(
      context.place,
      found.map(({ text }) => Buffer.from(text.sha256)),
    );
    /** New texts, each once. */
    const fresh = new Map<string, FoundProgram>();
    const again = new Map<string, FoundProgram>();
    for (const each of found) {
      const text = hexOf(each);
      const before = known.get(text);
      if (!before) {
        if (!fresh.has(text)) fresh.set(text, each);
      } else if (before.reader < readerVersion) again.set(text, each);
    }
    const said = new Map([...fresh.values()].map((each) => [each, saidBeside(each)]));
    const rows = await placed(tx, context, { fresh, said });
    await tx.programs.addTexts(
      [...fresh.values()].map(({ text: { sha256, size, compressed } }) => ({
        sha256: Buffer.from(sha256),
        bytes: size,
        compressed: Buffer.from(compressed),
      })),
    );
    await tx.programs.addProjects(rows.projects);
    await tx.programs.addPrograms(rows.programs);
    await tx.programs.addRevisions(rows.revisions.map(({ row }) => row));
    const read = [
      ...rows.revisions.map(({ row, from }) => ({ revision: row.id, from })),
      ...[...again].map(([text, from]) => ({ revision: known.get(text)!.revision, from })),
    ];
    for (const [text, from] of again)
      await tx.programs.readAgain(known.get(text)!.revision, readingOf(from, context));
    await tx.programs.putContents(
      read.map(({ revision }) => revision),
      {
        tools: read.flatMap(({ revision, from }) => toolsOf(revision, from.program)),
        operations: read.flatMap(({ revision, from }) => operationsOf(revision, from.program)),
      },
    );
    const rules = await factRules(tx, context.place);
    const facts: Fact[] = rows.revisions.flatMap(({ row, project, from }) =>
      factsOf({ project, program: row.program, path: from.path }, from.program, {
        said: said.get(from)!,
        rules,
      }),
    );
    await tx.facts.add(facts);
    const revisionOf = new Map([
      ...[...known].map(([text, { revision }]) => [text, revision] as const),
      ...rows.revisions.map(({ row, from }) => [hexOf(from), row.id] as const),
    ]);
    await tx.programFiles.put(
      context.source,
      found.map(
        (each): ProgramFile => ({
          path: each.path,
          bytes: each.text.size,
          modifiedUs: each.modifiedUs,
          sha256: Buffer.from(each.text.sha256),
          revision: revisionOf.get(hexOf(each)),
          licence: each.licence,
          synthetic: each.synthetic ?? false,
        }),
      ),
    );
    const touched = [
      ...known.values(),
      ...rows.revisions.map(({ row: { program }, project }) => ({ program, project })),
    ];
    const programs = [...new Set(touched.map(({ program }) => program))];
    await tx.programs.settleLatest(programs);
    // What a person said of a tool holds for what is read of it now, too.
    await settleProjects(tx, context.nowUs, {
      projects: touched.map(({ project }) => project),
      programs,
    });
    return {
      copies: found.length - fresh.size,
      programs: rows.programs.length,
      revisions: rows.revisions.length - rows.programs.length,
    };
  });

interface ReadAnew {
  readonly revision: string;
  readonly program: string;
  readonly read: FoundProgram['program'];
  readonly nowUs: () => number;
}

/** Of a text that is kept: in place of what was read of it before. */
export const keepReading = (
  store: Pick<Store, 'transaction'>,
  { revision, program, read, nowUs }: ReadAnew,
): Promise<void> =>
  store.transaction(async (tx) => {
    await tx.programs.lock();
    await tx.programs.readAgain(revision, readingOf({ program: read }, { nowUs }));
    await tx.programs.putContents([revision], {
      tools: toolsOf(revision, read),
      operations: operationsOf(revision, read),
    });
    await tx.programInbox.settleTools([program]);
  });

interface PlacedRows {
  readonly projects: NewProject[];
  readonly programs: NewProgram[];
  readonly revisions: { readonly row: NewRevision; readonly project: string; readonly from: FoundProgram }[];
}

/** Each new text in its family and project; the oldest file first, so that revisions have the numbers of their history. */
async function placed(
  tx: Pick<Repositories, 'programs'>,
  context: KeepContext,
  {
    fresh,
    said,
  }: { fresh: ReadonlyMap<string, FoundProgram>; said: ReadonlyMap<FoundProgram, readonly Evidence[]> },
): Promise<PlacedRows> {
  const inOrder = [...fresh.values()].sort(
    (a, b) => a.modifiedUs - b.modifiedUs || (a.path < b.path ? -1 : 1),
  );
  const likened = new Map(inOrder.map((each) => [each, likenedOf(each)]));
  const families = new Families();
  for (const row of await tx.programs.alike(context.place, [...likened.values()], mostAlike))
    families.add(memberOf(row));
  const findings = new Map(
    inOrder.map((each) => [
      each,
      projectOf(context.source, {
        path: each.path,
        sha256: hexOf(each),
        partNumber: partNumberIn(said.get(each)!),
      }),
    ]),
  );
  const projectIds = await tx.programs.projectsByKey(
    context.place,
    [...findings.values()].map(({ key }) => key),
  );
  const rows: PlacedRows = { projects: [], programs: [], revisions: [] };
  const counted = new Map<string, number>();
  for (const each of inOrder) {
    const likeness = likened.get(each)!;
    const family = families.of(likeness);
    const finding = findings.get(each)!;
    const id = randomUUID();
    let program = family?.program;
    let project = family?.project;
    if (program === undefined || project === undefined) {
      project = projectIds.get(finding.key);
      if (project === undefined) {
        project = randomUUID();
        projectIds.set(finding.key, project);
        rows.projects.push({
          id: project,
          place: context.place,
          key: finding.key,
          name: finding.name,
          part_number: finding.partNumber ?? null,
          changed_us: context.nowUs(),
        });
      }
      program = randomUUID();
      rows.programs.push({
        id: program,
        project,
        name: each.path.replace(/^.*\//, ''),
        stem: likeness.stem,
        number: each.program.number ?? null,
        kind: likeness.kind,
        changed_us: context.nowUs(),
      });
    }
    const number = (counted.get(program) ?? family?.revisions ?? 0) + 1;
    counted.set(program, number);
    rows.revisions.push({
      row: {
        ...{ id, program, number, text: Buffer.from(each.text.sha256), place: context.place },
        ...readingOf(each, context),
      },
      project,
      from: each,
    });
    families.add({ ...likeness, program, project, revisions: number });
  }
  return rows;
}

/** What a program's notes say, then its folders and its name, the nearest last. */
const saidBeside = ({ path, program }: FoundProgram): readonly Evidence[] => [
  ...noteEvidence(program.head),
  ...folderEvidence(path),
];

/** As the notes say, else the nearest of folders and the file's name, surely enough to tie programs together by it. */
function partNumberIn(said: readonly Evidence[]): string | undefined {
  const numbers = said.filter(({ field, confidence }) => field === 'part-number' && confidence >= 0.7);
  return (numbers.find(({ reader }) => reader === 'program') ?? numbers.at(-1))?.value;
}

/** Columns of a revision that come from reading it. */
function readingOf({ program }: Pick<FoundProgram, 'program'>, { nowUs }: Pick<KeepContext, 'nowUs'>) {
  return {
    dialect: program.dialect.dialect,
    dialect_confidence: program.dialect.confidence,
    cam: program.cam ?? null,
    post: program.post ?? null,
    lines: program.lines,
    blocks: program.blocks,
    meaning: program.meaning,
    sketch: bytesOfSketch(program.sketch),
    bands: [...program.bands],
    estimate_s: program.seconds ?? null,
    features: JSON.stringify(featuresOf(program)),
    thumbnail: program.thumbnail ?? null,
    reader: readerVersion,
    read_us: nowUs(),
  };
}

function likenedOf({ path, kind, program }: FoundProgram): Likened {
  const { meaning, blocks, sketch, bands } = program;
  return {
    stem: stemOf(path),
    kind: kind === 'nc' ? program.kind : kind,
    meaning,
    blocks,
    sketch,
    bands: [...bands],
  };
}

const hexOf = ({ text }: FoundProgram): string => Buffer.from(text.sha256).toString('hex');
