/** Valid requests of the routes of projects and programs, each about a project of its own. */
import { createHash, randomUUID } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { paths } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { Store } from '@mantinel/store';
import type { MakeSample } from './sample.ts';
import { markOf, type PlantApp, type Site } from './start-plant-app.ts';

let count = 0;

export interface MadeProject {
  readonly project: string;
  readonly program: string;
  /** Id of its second revision, the latest. */
  readonly revision: string;
}

/** A project with one program of two revisions and one operation in each, as a harvest leaves it. */
export async function makeProject(
  store: Store,
  { site, place = `site:${site}` }: { site: Site; place?: PlaceId },
): Promise<MadeProject> {
  count += 1;
  const mark = markOf(site);
  const [project, program] = [randomUUID(), randomUUID()];
  const revisions = [1, 2].map((number) => {
    const bytes = Buffer.from(`%\nO${count}(${mark})\nT1 M6\nG1 X${number} F200\nM30\n%\n`);
    return { id: randomUUID(), number, bytes, sha256: createHash('sha256').update(bytes).digest() };
  });
  const latest = revisions[1]!.id;
  await store.transaction(async ({ programs, projects }) => {
    await programs.addTexts(
      revisions.map(({ sha256, bytes }) => ({
        sha256,
        bytes: bytes.length,
        compressed: zstdCompressSync(bytes),
      })),
    );
    const key = `test:${project}`;
    const named = {
      name: `Bracket ${count} ${mark}`,
      part_number: `P-${count} ${mark}`,
      material_group: 'steel',
    };
    await programs.addProjects([{ id: project, place, key, ...named, changed_us: count }]);
    await programs.addPrograms([
      {
        id: program,
        project,
        name: `O${count} ${mark}`,
        stem: `o${count}`,
        number: String(count),
        kind: 'mill',
        latest,
        changed_us: count,
      },
    ]);
    await programs.addRevisions(
      revisions.map(({ id, number, sha256 }) => ({
        id,
        program,
        number,
        text: sha256,
        place,
        dialect: 'fanuc',
        dialect_confidence: 0.9,
        lines: 6,
        blocks: 5,
        meaning: sha256.toString('hex'),
        sketch: Buffer.alloc(512),
        bands: [],
        estimate_s: 12,
        features: JSON.stringify({ box: [{ min: 0, max: number }, null, null], errors: 0, warnings: 1 }),
        thumbnail: `<svg xmlns="http://www.w3.org/2000/svg"><title>${mark}</title></svg>`,
        reader: 1,
        read_us: count,
      })),
    );
    await programs.putContents([], {
      tools: [
        {
          revision: latest,
          number: 1,
          kind: 'end-mill',
          diameter_mm: 10,
          confidence: 0.9,
          calls: 1,
          line: 3,
        },
      ],
      operations: revisions.map(({ id }) => ({
        ...{ revision: id, number: 0, name: `Pocket ${mark}`, kind: 'pocket', confidence: 0.8, tool: 1 },
        ...{ tool_kind: 'end-mill', diameter_mm: 10, first_line: 3, last_line: 4, seconds: 10, cut_mm: 40 },
        ...{ n: 6000, vc: 188, f: 0.1, vf: 600, fz: 0.05, features: '{}' },
      })),
    });
    const unsaid = { materialConfidence: undefined, grade: undefined, customer: undefined };
    await projects.settle(
      [{ id: project, material: named.material_group, partNumber: named.part_number, ...unsaid }],
      count,
    );
  });
  return { project, program, revision: latest };
}

/** A complete run of a revision on the mill; its id. */
export async function makeRun(store: Store, revision: string): Promise<string> {
  count += 1;
  const beganUs = 1_790_000_000_000_000 + count * 60_000_000;
  await store.programRuns.put(
    {
      ...{ machine: 'mill', revision, programName: `O${count}`, kind: 'program', ending: 'complete' },
      ...{ beganUs, endedUs: beganUs + 40_000_000, activeS: 40, assignedS: 36 },
      ...{ overridden: false, confidence: 0.9, operations: [{ number: 0, seconds: 36 }] },
    },
    [{ kind: 'scrap', value: 2, unit: 'pcs' }],
  );
  const { rows } = await store.statements.executeSql(
    `select id from mantinel.program_run where machine = 'mill' and began_us = $1`,
    [beganUs],
  );
  return (rows[0] as { id: string }).id;
}

const ofProject =
  (path: string): MakeSample =>
  async ({ store }: PlantApp) => ({
    path: path.replace(':id', (await makeProject(store, { site: 'plant' })).project),
  });
const ofProgram =
  (path: string): MakeSample =>
  async ({ store }: PlantApp) => ({
    path: path
      .replace(':id', (await makeProject(store, { site: 'plant' })).program)
      .replace(':revision', '1')
      .replace(':other', '2'),
  });
const json = (body: unknown) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const about =
  (path: string): MakeSample =>
  async ({ store }: PlantApp) => {
    await makeProject(store, { site: 'plant' });
    return { path };
  };

export const programSamples: Readonly<Record<string, MakeSample>> = {
  [`GET ${paths.projects}`]: about(paths.projects),
  [`GET ${paths.project}`]: ofProject(paths.project),
  [`GET ${paths.projectSimilar}`]: ofProject(paths.projectSimilar),
  [`GET ${paths.projectRuns}`]: ofProject(paths.projectRuns),
  [`GET ${paths.projectOutcomes}`]: ofProject(paths.projectOutcomes),
  [`POST ${paths.projectOutcomes}`]: async ({ store }) => ({
    path: paths.projectOutcomes.replace(':id', (await makeProject(store, { site: 'plant' })).project),
    ...json({ kind: 'scrap', parts: 1, note: `Burr ${markOf('plant')}` }),
  }),
  [`PUT ${paths.runOutcome}`]: async ({ store }) => {
    const { project, revision } = await makeProject(store, { site: 'plant' });
    const run = await makeRun(store, revision);
    return {
      path: paths.runOutcome.replace(':id', project).replace(':run', run),
      ...json({ good: 5, scrap: 1, verdict: 'good', toolChanges: [{ tool: 1, cause: 'worn' }] }),
    };
  },
  [`POST ${paths.projectMeasurements}`]: async ({ store }) => ({
    path: paths.projectMeasurements.replace(':id', (await makeProject(store, { site: 'plant' })).project),
    ...json({ item: '1', measured: [{ characteristic: 'Bore', lower: 12, upper: 12.02, actual: 12.01 }] }),
  }),
  [`DELETE ${paths.projectMeasurement}`]: async ({ store }) => {
    const { project } = await makeProject(store, { site: 'plant' });
    await store.measurements.put([
      {
        ...{ project, item: '1', characteristic: 'Bore', actual: 12.01, unit: 'mm' },
        ...{ nominal: undefined, lower: undefined, upper: undefined, status: 'unknown', source: 'person' },
      },
    ]);
    const [row] = await store.measurements.of(project, 1);
    return { path: paths.projectMeasurement.replace(':id', project).replace(':measurement', row!.id) };
  },
  [`PUT ${paths.runWarmUp}`]: async ({ store }) => {
    const { project, revision } = await makeProject(store, { site: 'plant' });
    const run = await makeRun(store, revision);
    return { path: paths.runWarmUp.replace(':id', project).replace(':run', run), ...json({ warmUp: true }) };
  },
  [`GET ${paths.projectMeasurements}`]: ofProject(paths.projectMeasurements),
  [`GET ${paths.program}`]: ofProgram(paths.program),
  [`GET ${paths.programRevision}`]: ofProgram(paths.programRevision),
  [`GET ${paths.programText}`]: ofProgram(paths.programText),
  [`GET ${paths.programThumbnail}`]: ofProgram(paths.programThumbnail),
  [`GET ${paths.programDiff}`]: ofProgram(paths.programDiff),
  [`POST ${paths.similar}`]: () =>
    json({ operation: { kind: 'pocket', tool: 'end-mill', diameterMm: 10, vc: 180 } }),
  [`GET ${paths.operations}`]: about(paths.operations),
};
