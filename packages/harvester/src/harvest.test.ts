import { truncate, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { enterpriseRoot, type PlaceId, placeId } from '@mantinel/domain';
import { databases, type TestDatabase } from '@mantinel/store/databases';
import { expectQuestionsKept } from '@mantinel/store/questions';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { folderOf, plate } from '../test/programs.ts';
import { type HarvestOptions, harvest } from './harvest.ts';

const place = placeId('site', 'main');
const away = placeId('site', 'away');

describe.each(databases)('on the $name server', ({ open }) => {
  let database: TestDatabase;
  let client: Awaited<ReturnType<TestDatabase['client']>>;
  beforeAll(async () => {
    database = await open();
    await database.store.places.settle({ site: 'main', machines: [] });
    await database.store.places.add({ id: away, name: 'Away', parent: enterpriseRoot });
    client = await database.client();
    await client.query(`set search_path to ${database.schema}`);
  });
  afterEach(async () => {
    await expectQuestionsKept(database.store);
  });
  afterAll(async () => {
    await client.end();
    await database.close();
  });

  const rows = async (sql: string, ...values: unknown[]) => (await client.query(sql, values)).rows;
  const run = async (
    folder: string,
    { at = place, ...more }: Partial<HarvestOptions> & { at?: PlaceId } = {},
  ) => {
    const { store } = database;
    const source = await store.harvestSources.ensure({ place: at, kind: 'folder', location: folder });
    const nowUs = () => Date.now() * 1000;
    const signal = new AbortController().signal;
    return harvest({ store, source, nowUs, signal, reading: { readers: 1 }, ...more });
  };
  /** Programs of a folder with how many revisions they have. */
  const familiesIn = (folder: string) =>
    rows(
      `select program.name, count(distinct revision.id)::int as revisions, count(*)::int as files from program_file file
        join harvest_source source on source.id = file.source join program_revision revision on revision.id = file.revision
        join program on program.id = revision.program where source.location = $1 group by program.id order by 1`,
      folder,
    );

  test('a folder becomes families of revisions; copies are stored once; the rest is told', async () => {
    await using folder = await folderOf({
      'acme/O1001.nc': plate({ holes: 60, seed: 3, note: 'MATERIAL: STEEL 1045' }),
      'acme/O1001 (2).nc': plate({ holes: 60, seed: 3, note: 'MATERIAL: STEEL 1045', feed: 350 }),
      'backup/O1001.nc': plate({ holes: 60, seed: 3, note: 'MATERIAL: STEEL 1045' }),
      O2002: plate({ number: 2002, holes: 60, seed: 4 }),
      'letter.txt': 'Dear customer,\nthe plates are late.\n',
      'bench.gcode': '; LightBurn\nG90\nM4\nG1 X1 S100\nG1 X2 S200\nM5\n',
    });
    const report = await run(folder.path);
    expect(report.state).toBe('finished');
    expect(report.counts).toMatchObject({
      files: 6,
      programs: 3,
      revisions: 1,
      copies: 1,
      setApart: 1,
      skipped: 1,
      total: 6,
    });
    expect([...report.skipped]).toEqual([
      ['no-program', { count: 1, example: expect.objectContaining({ path: 'letter.txt' }) }],
    ]);
    expect(await familiesIn(folder.path)).toEqual([
      { name: expect.stringMatching(/^O1001/), revisions: 2, files: 3 },
      { name: 'O2002', revisions: 1, files: 1 },
      { name: 'bench.gcode', revisions: 1, files: 1 },
    ]);
    const [text] = await rows(
      `select compressed from program_text join program_file using (sha256) where path = 'backup/O1001.nc'`,
    );
    expect(zstdDecompressSync(text.compressed).toString('latin1')).toBe(
      plate({ holes: 60, seed: 3, note: 'MATERIAL: STEEL 1045' }),
    );
    const [project] = await rows(
      `select material_group, material_grade from project join program on program.project = project.id where program.name like 'O1001%'`,
    );
    expect(project).toEqual({ material_group: 'steel', material_grade: '1045' });
    const operations = await rows(
      `select operation.kind, tool, diameter_mm, round(vc::numeric, 1)::text as vc from program_operation operation join program_file file using (revision)
        where file.path = 'O2002' order by operation.number`,
    );
    expect(operations).toMatchObject([
      { kind: 'face', tool: 1, diameter_mm: 50, vc: '188.5' },
      { kind: 'drill', tool: 3, diameter_mm: 8.5 },
    ]);
  });

  test('what did not change is not read again; what changed is a revision; what is gone is told and kept', async () => {
    await using folder = await folderOf({
      'a.nc': plate({ number: 11, holes: 60, seed: 11 }),
      'b.nc': plate({ number: 12, holes: 60, seed: 12 }),
      'c.txt': 'no program\n',
    });
    await run(folder.path);
    expect((await run(folder.path)).counts).toMatchObject({
      files: 3,
      unchanged: 3,
      programs: 0,
      skipped: 0,
      gone: 0,
    });
    await folder.write('a.nc', plate({ number: 11, holes: 60, seed: 11, feed: 333, note: 'CHANGED' }));
    await truncate(join(folder.path, 'b.nc'), 0);
    const { counts } = await run(folder.path);
    expect(counts).toMatchObject({ unchanged: 1, programs: 0, revisions: 1, skipped: 1 });
    expect(await familiesIn(folder.path)).toEqual([{ name: 'a.nc', revisions: 1, files: 1 }]);
    const [{ latest }] = await rows(
      `select count(*)::int as latest from program join program_file on revision = latest where path = 'a.nc' and modified_us > 0`,
    );
    expect(latest).toBeGreaterThan(0);
    await folder[Symbol.asyncDispose]();
    await using empty = await folderOf({});
    void empty;
    await expect(run(folder.path)).rejects.toMatchObject({ code: 'harvest.sourceGone' });
    const [harvested] = await rows(
      `select state, harvest.problem from harvest join harvest_source source on source.id = harvest.source where location = $1 order by started_us desc limit 1`,
      folder.path,
    );
    expect(harvested).toMatchObject({ state: 'failed', problem: expect.stringContaining('it is not there') });
    expect(await familiesIn(folder.path)).toHaveLength(1);
  });

  test('the latest revision is that of the newest file, and not the one that was found last', async () => {
    await using folder = await folderOf({
      'O1501.nc': plate({ number: 1501, holes: 60, seed: 15, feed: 300 }),
    });
    const latest = () =>
      rows(
        `select revision.number, (select min(path) from program_file where revision = latest and source = source.id) as path
          from program join program_revision revision on revision.id = latest, harvest_source source
          where source.location = $1 and exists (select from program_file file where file.source = source.id and file.revision = latest)`,
        folder.path,
      );
    await run(folder.path);
    await folder.write('backup/O1501.nc', plate({ number: 1501, holes: 60, seed: 15, feed: 100 }));
    await utimes(join(folder.path, 'backup/O1501.nc'), 1e9, 1e9);
    expect((await run(folder.path)).counts).toMatchObject({ revisions: 1 });
    expect(await latest()).toEqual([{ number: 1, path: 'O1501.nc' }]);
    // The old one is put back: no text is new, and the latest is another all the same.
    await folder.write('O1501.nc', plate({ number: 1501, holes: 60, seed: 15, feed: 100 }));
    expect((await run(folder.path)).counts).toMatchObject({ revisions: 0, copies: 1 });
    expect(await latest()).toEqual([{ number: 2, path: 'O1501.nc' }]);
  });

  test('what says nothing new leaves the version of its project, by which changes of people are told apart', async () => {
    const note = 'MATERIAL: STEEL 1045';
    await using folder = await folderOf({ 'O1601.nc': plate({ number: 1601, holes: 60, seed: 16, note }) });
    const project = () =>
      rows(
        `select project.version, project.changed_us::float8 as changed, material_group from project
          join program on program.project = project.id where program.name = 'O1601.nc'`,
      );
    await run(folder.path);
    const [before] = await project();
    expect(before).toMatchObject({ material_group: 'steel' });
    await folder.write('O1601.nc', plate({ number: 1601, holes: 60, seed: 16, note, feed: 333 }));
    expect((await run(folder.path)).counts).toMatchObject({ revisions: 1 });
    const [after] = await project();
    expect(after).toMatchObject({ version: before.version, material_group: 'steel' });
    // A new revision is news of it all the same.
    expect(after.changed).toBeGreaterThan(before.changed);
  });

  test('programs of two sites are two programs, of the same text and of one that is near', async () => {
    await using here = await folderOf({ 'O1701.nc': plate({ number: 1701, holes: 60, seed: 17 }) });
    await using there = await folderOf({
      'O1701.nc': plate({ number: 1701, holes: 60, seed: 17 }),
      'O1701 v2.nc': plate({ number: 1701, holes: 60, seed: 17, feed: 350 }),
    });
    await run(here.path);
    expect((await run(there.path, { at: away })).counts).toMatchObject({
      programs: 1,
      revisions: 1,
      copies: 0,
    });
    const found = await rows(
      `select project.place, count(distinct revision.id)::int as revisions, count(distinct text)::int as texts from project
        join program on program.project = project.id join program_revision revision on revision.program = program.id
        where program.number = '1701' group by project.id order by 1`,
    );
    expect(found).toEqual([
      { place: away, revisions: 2, texts: 2 },
      { place, revisions: 1, texts: 1 },
    ]);
  });

  test('a file that is gone stays known as gone, and is there again when it is', async () => {
    await using folder = await folderOf({ 'a.nc': plate({ seed: 21 }), 'b.nc': plate({ seed: 22 }) });
    await run(folder.path);
    const { rm } = await import('node:fs/promises');
    await rm(join(folder.path, 'b.nc'));
    expect((await run(folder.path)).counts).toMatchObject({ files: 1, gone: 1 });
    expect((await run(folder.path)).counts).toMatchObject({ gone: 0, unchanged: 1 });
    await folder.write('b.nc', plate({ seed: 22 }));
    expect((await run(folder.path)).counts).toMatchObject({ copies: 1, programs: 0 });
    expect(
      await rows(
        `select gone_us from program_file where path = 'b.nc' and gone_us is not null and source in (select id from harvest_source where location = $1)`,
        folder.path,
      ),
    ).toEqual([]);
  });

  test('two harvests of a source at once: the second is refused, two of two sources are not', async () => {
    await using one = await folderOf({ 'a.nc': plate({ seed: 31, holes: 60 }) });
    await using two = await folderOf({ 'b.nc': plate({ seed: 31, holes: 60 }) });
    const [first, second, third] = await Promise.allSettled([run(one.path), run(one.path), run(two.path)]);
    const states = [first, second].map(({ status }) => status).sort();
    expect(states).toEqual(['fulfilled', 'rejected']);
    expect([first, second].find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'harvest.running' },
    });
    expect(third.status).toBe('fulfilled');
    const families = await rows(
      `select count(distinct program)::int as programs from program_revision where id in (select revision from program_file where path in ('a.nc', 'b.nc')
        and source in (select id from harvest_source where location = any($1)))`,
      [one.path, two.path],
    );
    expect(families).toEqual([{ programs: 1 }]);
  });

  test('a setup sheet tells the tools and the material of the program beside it, also when the program comes later', async () => {
    const bare = plate({ number: 4711, seed: 81, holes: 60 }).replace(/\(T\d D=.*\)\r\n/g, '');
    await using folder = await folderOf({
      'O4711 setup.csv':
        'Part Number;F-4711-02\nMaterial;Steel 1045\nProgram;O4711\n\nTool;Description;Diameter;Flutes\nT1;FACE MILL;50;5\nT3;DRILL;8.5;2\n',
    });
    await run(folder.path);
    await folder.write('O4711.nc', bare);
    const { counts } = await run(folder.path);
    expect(counts).toMatchObject({ programs: 1, unchanged: 1 });
    const [project] = await rows(
      `select part_number, material_group from project join program on program.project = project.id where program.name = 'O4711.nc'`,
    );
    expect(project).toEqual({ part_number: 'F-4711-02', material_group: 'steel' });
    const operations = await rows(
      `select operation.tool_kind, operation.diameter_mm, round(vc::numeric, 1)::text as vc, round(fz::numeric, 4)::text as fz
        from program_operation operation join program_file file using (revision) where file.path = 'O4711.nc' order by operation.number`,
    );
    expect(operations[0]).toEqual({
      tool_kind: 'face-mill',
      diameter_mm: 50,
      vc: '188.5',
      fz: (400 / 1200 / 5).toFixed(4),
    });
    expect(operations[1]).toMatchObject({ tool_kind: 'drill', diameter_mm: 8.5 });
  });

  test('a huge file and a damaged archive are told, and the others are read', async () => {
    await using folder = await folderOf({
      'a.nc': plate({ seed: 41 }),
      'huge.nc': 'G0',
      'broken.zip': 'PK\x03\x04 and nothing else',
    });
    await truncate(join(folder.path, 'huge.nc'), 2 * 2 ** 30);
    const { counts, skipped } = await run(folder.path);
    expect(counts).toMatchObject({ files: 3, programs: 1, skipped: 2 });
    expect(skipped.get('too-large')?.example).toMatchObject({
      path: 'huge.nc',
      detail: expect.stringContaining('2048 MB'),
    });
    expect([...skipped.values()].map(({ example }) => example.path).sort()).toEqual([
      'broken.zip',
      'huge.nc',
    ]);
  });

  test('stopped before the end it keeps what it read, and the next one goes on', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `${i}.nc`,
        plate({ number: 5000 + i, seed: 500 + i, holes: 60 }),
      ]),
    );
    await using folder = await folderOf(files);
    const stop = new AbortController();
    const report = await run(folder.path, {
      signal: stop.signal,
      batchPrograms: 4,
      progress: ({ counts }) => {
        if (counts.programs > 0) stop.abort();
      },
    });
    expect(report.state).toBe('cancelled');
    expect(report.counts.programs).toBeGreaterThan(0);
    expect(report.counts.programs).toBeLessThan(30);
    const rest = await run(folder.path);
    expect(rest.state).toBe('finished');
    expect(rest.counts.programs + report.counts.programs).toBe(30);
    expect(await familiesIn(folder.path)).toHaveLength(30);
  });
});
