/** Projects and programs over the API: what another site's readers see of them, texts byte for byte, likeness, outcomes. */
import {
  type Measurements,
  type OperationColumns,
  type Outcomes,
  type ProgramDiff,
  type Projects,
  paths,
  type Runs,
  type RunTold,
  type SimilarOperations,
  type SimilarProjects,
} from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MadeProject, makeProject, makeRun } from './support/program-samples.ts';
import { markOf, type PlantApp, startPlantApp } from './support/start-plant-app.ts';

let app: PlantApp;
let here: MadeProject[];
let away: MadeProject;
let viewer: string;
let foreigner: string;
let owner: string;
beforeAll(async () => {
  app = await startPlantApp();
  here = [
    await makeProject(app.store, { site: 'plant' }),
    await makeProject(app.store, { site: 'plant' }),
    await makeProject(app.store, { site: 'plant' }),
  ];
  away = await makeProject(app.store, { site: 'away' });
  viewer = (await app.holder('viewer', 'site:plant')).cookie;
  foreigner = (await app.holder('engineer', 'site:away')).cookie;
  owner = (await app.holder('platformOwner', enterpriseRoot)).cookie;
});
afterAll(() => app?.stop());

const get = (path: string, cookie = viewer) => app.fetch(path, { headers: { cookie } });
const post = (path: string, body: unknown, cookie: string) =>
  app.fetch(path, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
const at = (path: string, id: string) =>
  path.replace(':id', id).replace(':revision', '1').replace(':other', '2');
const wanted = {
  operation: { kind: 'pocket', tool: 'end-mill', material: 'steel', diameterMm: 10, vc: 188 },
};

test.each([
  paths.project,
  paths.projectSimilar,
  paths.projectRuns,
  paths.projectOutcomes,
  paths.projectMeasurements,
  paths.program,
  paths.programRevision,
  paths.programText,
  paths.programThumbnail,
  paths.programDiff,
])('%s is not there for the other site', async (path) => {
  const { project, program } = here[0]!;
  const address = at(path, path.includes('/programs/') ? program : project);
  expect((await get(address)).status).toBe(200);
  const refused = await get(address, foreigner);
  expect(refused.status).toBe(404);
  expect(await refused.text()).not.toContain(markOf('plant'));
});

test('lists, drawings and what is alike hold nothing of the other site', async () => {
  for (const ask of [
    () => get(paths.projects, foreigner),
    () => get(`${paths.projects}?text=${markOf('plant')}`, foreigner),
    () => get(paths.operations, foreigner),
    () => post(paths.similar, wanted, foreigner),
    () => get(at(paths.projectSimilar, away.project), foreigner),
  ]) {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain(markOf('plant'));
  }
  const { projects, total } = await json<Projects>(get(paths.projects, foreigner));
  expect([projects.length, total]).toEqual([1, { count: 1, more: false }]);
  expect((await json<OperationColumns>(get(paths.operations, foreigner))).total).toBe(1);
  expect((await json<Projects>(get(paths.projects, owner))).total.count).toBe(4);
});

test('pages go on where the last one ended', async () => {
  for (const order of ['newest', 'name']) {
    const seen: string[] = [];
    let next: string | undefined = '';
    while (next !== undefined) {
      const after: string = next && `&after=${next}`;
      const page: Projects = await json(get(`${paths.projects}?limit=1&order=${order}${after}`));
      seen.push(...page.projects.map(({ id }) => id));
      next = page.next;
    }
    expect(seen.toSorted()).toEqual(here.map(({ project }) => project).toSorted());
  }
  expect((await get(`${paths.projects}?after=nonsense`)).status).toBe(400);
  expect((await get(`${paths.projects}?vc=fast`)).status).toBe(400);
});

test('a text comes as it was found, with its name, and nothing may be run of it', async () => {
  const answer = await get(at(paths.programText, here[0]!.program));
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="O\d+ MARK-PLANT"/);
  expect(await answer.text()).toMatch(/^%\nO\d+\(MARK-PLANT\)\nT1 M6\nG1 X1 F200\nM30\n%\n$/);
  const unknown = at(paths.programText, here[0]!.program).replace('revisions/1', 'revisions/9');
  expect(await json(get(unknown))).toMatchObject({ code: 'program.revisionNotFound' });
  const picture = await get(at(paths.programThumbnail, here[0]!.program));
  expect(picture.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('what differs between two revisions is told in lines', async () => {
  const diff = await json<ProgramDiff>(get(at(paths.programDiff, here[0]!.program)));
  expect(diff.lines).toEqual([
    { beforeLine: 4, before: ['G1 X1 F200'], afterLine: 4, after: ['G1 X2 F200'] },
  ]);
  expect(diff.changedLines).toBe(2);
});

test('what went without scrap comes before what nobody told of, and scrap comes last', async () => {
  const engineer = (await app.holder('engineer', 'site:plant')).cookie;
  const [good, unknown, scrapped] = here.map(({ project }) => project) as [string, string, string];
  const told = (project: string, outcome: object) =>
    post(at(paths.projectOutcomes, project), outcome, engineer);
  expect((await post(at(paths.projectOutcomes, good), { kind: 'good', parts: 1 }, viewer)).status).toBe(403);
  expect((await told(good, { kind: 'good', parts: 20 })).status).toBe(200);
  expect((await told(scrapped, { kind: 'scrap', parts: 3, note: 'chatter' })).status).toBe(200);
  expect(await json(told(good, { kind: 'scrap', parts: 1, program: here[1]!.program }))).toMatchObject({
    code: 'program.runNotFound',
  });
  const { outcomes } = await json<Outcomes>(get(at(paths.projectOutcomes, scrapped)));
  expect(outcomes).toMatchObject([{ kind: 'scrap', value: 3, unit: 'pcs', note: 'chatter' }]);
  // Filled before anybody told anything, and not again within a moment.
  await expect
    .poll(async () => {
      const { operations } = await json<SimilarOperations>(post(paths.similar, wanted, viewer));
      return operations.map(({ project, weight }) => [project, weight]);
    })
    .toEqual([
      [good, 1],
      [unknown, expect.closeTo(0.8)],
      [scrapped, expect.closeTo(0.4)],
    ]);
  const similar = await json<SimilarProjects>(get(at(paths.projectSimilar, unknown)));
  expect(similar.projects.map(({ project }) => project)).toEqual([good, scrapped]);
  expect(similar.projects[0]!.pairs[0]!.because).toContainEqual({
    about: 'vc',
    apart: 0,
    one: '188 m/min',
    other: '188 m/min',
  });
});

test('how a run went is told whole: again in its place, and what is left out is unknown', async () => {
  const { project, revision } = await makeProject(app.store, { site: 'plant' });
  const run = await makeRun(app.store, revision);
  const operator = (await app.holder('operator', 'site:plant')).cookie;
  const tell = (body: unknown, cookie = operator, of = run) =>
    app.fetch(paths.runOutcome.replace(':id', project).replace(':run', of), {
      method: 'PUT',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const seen = async () => (await json<Runs>(get(at(paths.projectRuns, project), operator))).runs[0]!;
  expect(await seen()).toMatchObject({ kind: 'program', counted: { scrap: 2 } });
  expect((await seen()).told).toBeUndefined();
  expect((await tell({ good: 5 }, viewer)).status).toBe(403);
  expect((await tell({ good: 5 }, foreigner)).status).toBe(404);
  expect((await tell({ good: 5 }, operator, 'none')).status).toBe(422);
  const whole = { good: 5, scrap: 3, verdict: 'poor', note: 'Chatter' };
  const tools = { toolChanges: [{ tool: 1, cause: 'broken' }], wear: [{ tool: 1, mm: 0.3 }] };
  expect(await json<RunTold>(tell({ ...whole, ...tools }))).toMatchObject({ ...whole, ...tools });
  expect((await seen()).told).toMatchObject({ ...whole, ...tools, person: expect.stringMatching(/^Person/) });
  const sums = async () => (await app.store.outcomes.sums()).find((sum) => sum.project === project);
  // The machine counted 2 of the 3 that the operator saw: they are no 5.
  expect(await sums()).toMatchObject({ good: 5, scrap: 3, verdict: 'poor' });
  await tell({ good: 6 });
  const after = (await seen()).told!;
  expect([after.good, after.scrap, after.verdict, after.toolChanges]).toEqual([6, undefined, undefined, []]);
  expect(await sums()).toMatchObject({ good: 6, scrap: 2, verdict: undefined });
});

test('a run is marked as warming up and no longer so, whatever its events tell again', async () => {
  const { project, revision } = await makeProject(app.store, { site: 'plant' });
  const run = await makeRun(app.store, revision);
  const operator = (await app.holder('operator', 'site:plant')).cookie;
  const mark = (warmUp: boolean, cookie = operator, of = run) =>
    app.fetch(paths.runWarmUp.replace(':id', project).replace(':run', of), {
      method: 'PUT',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ warmUp }),
    });
  const seen = async () => (await json<Runs>(get(at(paths.projectRuns, project), operator))).runs[0]!;
  const learnt = async () =>
    (await app.store.machineDynamics.clean('mill', 50)).some((each) => each.revision === revision);
  const scrap = async () => (await app.store.outcomes.sums()).find((sum) => sum.project === project)?.scrap;
  expect([(await seen()).kind, await learnt(), await scrap()]).toEqual(['program', true, 2]);
  expect((await mark(true, viewer)).status).toBe(403);
  expect((await mark(true, foreigner)).status).toBe(404);
  expect((await mark(true, operator, 'none')).status).toBe(422);
  expect(await json(mark(true))).toEqual({ warmUp: true });
  expect([(await seen()).kind, await learnt(), await scrap()]).toEqual(['warm-up', false, undefined]);
  // Its events are read once more.
  const { beganUs, endedUs } = await seen();
  await app.store.programRuns.put(
    {
      ...{ machine: 'mill', revision, kind: 'program', ending: 'complete', beganUs, endedUs, activeS: 40 },
      ...{ assignedS: 36, overridden: false, confidence: 0.9, operations: [] },
    },
    [{ kind: 'scrap', value: 2, unit: 'pcs' }],
  );
  expect([(await seen()).kind, await learnt(), await scrap()]).toEqual(['warm-up', false, undefined]);
  await mark(false);
  expect([(await seen()).kind, await learnt(), await scrap()]).toEqual(['program', true, 2]);
});

test('a dimension that was entered by hand is deleted, one of a document stays', async () => {
  const { project } = await makeProject(app.store, { site: 'plant' });
  const operator = (await app.holder('operator', 'site:plant')).cookie;
  const limits = { nominal: undefined, lower: undefined, upper: undefined };
  const measured = { ...limits, project, item: 'S-1', actual: 12, unit: 'mm', status: 'unknown' } as const;
  await app.store.measurements.put([
    { ...measured, characteristic: 'Bore', source: 'person' },
    { ...measured, characteristic: 'Depth', source: 'report.qif' },
  ]);
  const [bore, depth] = (await json<Measurements>(get(at(paths.projectMeasurements, project)))).measurements;
  const remove = (id: string, cookie = operator) =>
    app.fetch(paths.projectMeasurement.replace(':id', project).replace(':measurement', id), {
      method: 'DELETE',
      headers: { cookie },
    });
  expect((await remove(bore!.id, viewer)).status).toBe(403);
  expect((await remove(bore!.id, foreigner)).status).toBe(404);
  expect(await json(remove(depth!.id))).toMatchObject({ code: 'program.measurementNotFound' });
  expect(await json(remove(bore!.id))).toEqual({ removed: bore!.id });
  expect((await remove(bore!.id)).status).toBe(404);
  const left = await json<Measurements>(get(at(paths.projectMeasurements, project)));
  expect(left.measurements).toEqual([depth]);
});

test('dimensions are judged by their limits, and entered again they are corrected', async () => {
  const { project } = await makeProject(app.store, { site: 'plant' });
  const operator = (await app.holder('operator', 'site:plant')).cookie;
  const enter = (actual: number, limits: object = { nominal: 12, lower: 12, upper: 12.02 }) =>
    post(
      at(paths.projectMeasurements, project),
      { item: 'S-1', measured: [{ characteristic: 'Bore', actual, ...limits }] },
      operator,
    );
  expect((await json<Measurements>(enter(12.03))).measurements).toMatchObject([
    { item: 'S-1', characteristic: 'Bore', status: 'fail', source: 'person', unit: 'mm' },
  ]);
  const { measurements } = await json<Measurements>(enter(12.02));
  expect(measurements).toMatchObject([{ actual: 12.02, status: 'pass' }]);
  expect((await json<Measurements>(enter(12.02, {}))).measurements[0]!.status).toBe('unknown');
  expect((await enter(12, { lower: 13, upper: 12 })).status).toBe(400);
});
