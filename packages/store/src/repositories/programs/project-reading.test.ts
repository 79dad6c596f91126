/** Projects and programs as they are read: searches, pages, places, texts, samples, outcomes and runs. */
import { createHash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { enterpriseRoot, type PlaceId } from '@mantinel/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../../test/databases.ts';
import type { NewOperation, OperationKey, ProjectFilter, ProjectPage, Store } from '../../index.ts';

describe.each(databases)('on the $name server', ({ open }) => {
  let database: TestDatabase;
  let store: Store;
  const here: readonly PlaceId[] = ['site:a'];
  const everywhere: readonly PlaceId[] = ['site:a', 'site:b'];
  /** As saved under Windows in Slovak, with a NUL. */
  const text = Buffer.from([0x25, 0x0d, 0x0a, 0x28, 0xe1, 0xf2, 0x00, 0x29, 0x0a]);

  beforeAll(async () => {
    database = await open();
    store = database.store;
    for (const id of ['site:a', 'site:b'] as const)
      await store.places.add({ id, name: id, parent: enterpriseRoot });
    const source = await store.harvestSources.ensure({ place: 'site:a', kind: 'folder', location: '/shop' });
    const away = await store.harvestSources.ensure({ place: 'site:b', kind: 'folder', location: '/away' });
    await add(
      { id: 'flange', place: 'site:a', at: 3, number: 'F-100_A', customer: 'Tatra', material: 'steel' },
      [
        { kind: 'pocket', tool_kind: 'end-mill', diameter_mm: 10, vc: 180, fz: 0.1, seconds: 90 },
        { kind: 'drill', tool_kind: 'drill', diameter_mm: 6.8, vc: 70, seconds: 20 },
      ],
    );
    await add(
      { id: 'lid', place: 'site:a', at: 2, number: 'F-2000', customer: 'ÖLWERK', material: 'aluminium' },
      [{ kind: 'face', tool_kind: 'face-mill', diameter_mm: 63, vc: 400, fz: 0.15, seconds: 30 }],
    );
    await add({ id: 'axle', place: 'site:b', at: 1, number: 'X-1', kind: 'lathe' }, [
      { kind: 'turn-rough', tool_kind: 'turning', vc: 200, f: 0.25, seconds: 60 },
    ]);
    const file = { bytes: text.length, sha256: createHash('sha256').update('flange').digest() };
    await store.programFiles.put(source.id, [
      { ...file, path: 'old/O1.nc', modifiedUs: 1, revision: 'flange-2' },
      { ...file, path: 'O1.nc', modifiedUs: 2, revision: 'flange-2', licence: 'own' },
    ]);
    await store.programFiles.put(away.id, [
      { ...file, path: 'secret.nc', modifiedUs: 3, revision: 'flange-2' },
    ]);
    const unsaid = { grade: undefined, customer: undefined };
    await store.projects.settle(
      [
        { id: 'flange', material: 'steel', materialConfidence: 0.8, partNumber: 'F-100_A', ...unsaid },
        { id: 'lid', material: 'aluminium', materialConfidence: 0.8, partNumber: 'F-2000', ...unsaid },
        { id: 'axle', material: undefined, materialConfidence: 0.8, partNumber: 'X-1', ...unsaid },
      ],
      9,
    );
  });
  afterAll(() => database?.close());

  interface Made {
    readonly id: string;
    readonly place: PlaceId;
    readonly at: number;
    readonly number: string;
    readonly customer?: string;
    readonly material?: string;
    readonly kind?: string;
  }

  /** A project with a program of two revisions: the first has one operation that no latest one has. */
  async function add(
    { id, place, at, number, customer, material, kind = 'mill' }: Made,
    operations: Partial<NewOperation>[],
  ) {
    const texts = [Buffer.from(`first ${id}`), id === 'flange' ? text : Buffer.from(id)].map((bytes) => ({
      sha256: createHash('sha256').update(bytes).digest(),
      bytes: bytes.length,
      compressed: zstdCompressSync(bytes),
    }));
    const row = { confidence: 1, tool: 1, first_line: 1, last_line: 2, cut_mm: 5, features: '{}' };
    await store.programs.addTexts(texts);
    await store.programs.addProjects([
      {
        ...{ id, place, key: id, name: `The ${id}`, part_number: number, changed_us: at },
        ...{ customer: customer ?? null, material_group: material ?? null, material_confidence: 0.8 },
      },
    ]);
    await store.programs.addPrograms([
      {
        id: `${id}-p`,
        project: id,
        name: `${id}_op1.nc`,
        stem: id,
        number: '1234',
        kind,
        changed_us: at,
        latest: `${id}-2`,
      },
    ]);
    await store.programs.addRevisions(
      texts.map(({ sha256 }, index) => ({
        ...{ id: `${id}-${index + 1}`, program: `${id}-p`, number: index + 1, text: sha256, place },
        ...{
          dialect: 'fanuc',
          dialect_confidence: 1,
          lines: 3,
          blocks: 2,
          meaning: id,
          reader: 1,
          read_us: 1,
        },
        ...{ sketch: Buffer.alloc(512), bands: [], estimate_s: 100 },
        features: '{"box":[null,null,null],"errors":0,"warnings":0}',
        thumbnail: id === 'lid' ? null : '<svg/>',
      })),
    );
    await store.programs.putContents([], {
      tools: [{ revision: `${id}-2`, number: 1, kind: 'end-mill', confidence: 1, calls: 1, line: 1 }],
      operations: [
        { ...row, revision: `${id}-1`, number: 0, kind: 'engrave', vc: 999, tool_kind: 'engraver' },
        ...operations.map((operation, index) => ({
          ...{ ...row, revision: `${id}-2`, number: index, kind: 'unknown' },
          ...operation,
        })),
      ],
    });
  }

  const found = async (filter: Partial<ProjectPage>) =>
    (await store.projects.list({ places: everywhere, order: 'newest', limit: 9, ...filter })).map(
      ({ id }) => id,
    );

  test.each<[string, Partial<ProjectFilter>, string[]]>([
    ['everything, the newest first', {}, ['flange', 'lid', 'axle']],
    ['of one place', { places: ['site:b'] }, ['axle']],
    ['of no place', { places: [] }, []],
    ['by the beginning of the part number', { partNumber: 'f-' }, ['flange', 'lid']],
    ['where _ is a letter and no joker', { partNumber: 'F-100_' }, ['flange']],
    ['where % is none either', { text: '%' }, []],
    ['by customer', { customer: 'tatr' }, ['flange']],
    ['by a customer with letters beyond ASCII', { customer: 'lwer' }, ['lid']],
    ['by those letters, in any case', { customer: 'ölw' }, ['lid']],
    ['by a word with them', { text: 'Ölwerk' }, ['lid']],
    ['by a word of the name', { text: 'LID' }, ['lid']],
    ['by the name of a program', { text: 'axle_op' }, ['axle']],
    ['by the O number', { text: 'o1234' }, ['flange', 'lid', 'axle']],
    ['by material', { material: 'steel' }, ['flange']],
    ['by kind of program', { kind: 'lathe' }, ['axle']],
    ['by operation', { operation: { kind: 'drill' } }, ['flange']],
    ['by tool', { operation: { toolKind: 'face-mill' } }, ['lid']],
    ['by cutting speed', { operation: { ranges: { vc: { from: 180, to: 200 } } } }, ['flange', 'axle']],
    [
      'by feed per tooth, both ends included',
      { operation: { ranges: { fz: { from: 0.1, to: 0.1 } } } },
      ['flange'],
    ],
    // Each alone is found in the flange, both together in no operation.
    [
      'all of one operation',
      { operation: { kind: 'drill', ranges: { vc: { from: 180, to: undefined } } } },
      [],
    ],
    ['not what older revisions did', { operation: { kind: 'engrave' } }, []],
  ])('finds %s', async (_what, filter, expected) => {
    expect(await found(filter)).toEqual(expected);
    expect(await store.projects.count({ places: everywhere, ...filter }, 100)).toBe(expected.length);
  });

  test('reads in pages, in both orders, and counts no further than asked', async () => {
    expect(await found({ order: 'name' })).toEqual(['axle', 'flange', 'lid']);
    expect(await found({ order: 'newest', after: { key: '3', id: 'flange' }, limit: 1 })).toEqual(['lid']);
    expect(await found({ order: 'name', after: { key: 'The flange', id: 'flange' } })).toEqual(['lid']);
    expect(await store.projects.count({ places: everywhere }, 2)).toBe(2);
  });

  test('finds the texts of programs that others call, by number and by the stem of their name', async () => {
    const of = (called: string[], places: readonly PlaceId[] | undefined = undefined) =>
      store.runPrograms.textsCalled(called, places).then((texts) => [...texts.keys()].sort());
    expect(await of(['1234', 'lid', 'nothing'])).toEqual(['1234', 'lid']);
    expect(await of(['axle'], here)).toEqual([]);
    expect(await of([])).toEqual([]);
  });

  test('tells what a project is made of', async () => {
    const contents = await store.projects.contents(['flange', 'lid', 'none']);
    expect(contents.get('flange')).toEqual({
      ...{ kinds: ['mill'], programs: 1, revisions: 2, operations: 2, tools: 1, estimateS: 100 },
      thumbnail: { program: 'flange-p', revision: 2 },
    });
    expect(contents.get('lid')?.thumbnail).toBeUndefined();
    expect(contents.has('none')).toBe(false);
  });

  test('gives a text back byte for byte, and says where it was found as far as the reader may know', async () => {
    const { programReading } = store;
    const revision = (await programReading.revision('flange-p', 2))!;
    expect(await programReading.text(revision.sha256)).toEqual(text);
    expect(await programReading.text('00')).toBeUndefined();
    expect(await programReading.revision('flange-p', 3)).toBeUndefined();
    expect((await programReading.revisions('flange-p', 9)).map(({ number }) => number)).toEqual([2, 1]);
    expect(await programReading.thumbnail('flange-p', 2)).toBe('<svg/>');
    const files = await programReading.files(['flange-2', 'flange-1'], { places: here, each: 9 });
    expect(files.map(({ path, location, licence }) => [location, path, licence])).toEqual([
      ['/shop', 'O1.nc', 'own'],
      ['/shop', 'old/O1.nc', undefined],
    ]);
    expect(await programReading.files(['flange-2'], { places: everywhere, each: 1 })).toMatchObject([
      { path: 'secret.nc' },
    ]);
    expect(await programReading.get('flange-p')).toMatchObject({ revisions: 2, latest: { number: 2 } });
    expect((await programReading.operations('flange-2')).map(({ kind }) => kind)).toEqual([
      'pocket',
      'drill',
    ]);
  });

  test('hands over the operations of latest revisions page by page, each once', async () => {
    const keys: string[] = [];
    for (let after: OperationKey | undefined; ; ) {
      const [row] = await store.operations.page({ after, limit: 1 });
      if (!row) break;
      keys.push(`${row.revision}/${row.number} ${row.place} ${row.material}`);
      after = row;
    }
    expect(keys).toEqual([
      'axle-2/0 site:b undefined',
      'flange-2/0 site:a steel',
      'flange-2/1 site:a steel',
      'lid-2/0 site:a aluminium',
    ]);
    const some = await store.operations.byKeys([
      { revision: 'flange-2', number: 1 },
      { revision: 'lid-2', number: 7 },
    ]);
    expect(some).toMatchObject([{ project: 'flange', programName: 'flange_op1.nc', revisionNumber: 2 }]);
    expect((await store.operations.ofProject('flange', 1)).map(({ kind }) => kind)).toEqual(['pocket']);
  });

  test('draws operations that have both features, and of many the same sample each time', async () => {
    const all = await store.operations.drawn({ places: here, x: 'diameter', y: 'vc', limit: 9 });
    expect(all.total).toBe(3);
    expect(all.rows.map(({ x, y }) => [x, y]).sort()).toEqual([
      [10, 180],
      [6.8, 70],
      [63, 400],
    ]);
    const { total } = await store.operations.drawn({ places: everywhere, x: 'diameter', y: 'fz', limit: 9 });
    expect(total).toBe(2);
    await add(
      { id: 'many', place: 'site:b', at: 9, number: 'M' },
      Array.from({ length: 400 }, (_, i) => ({ kind: 'drill', n: i + 1, depth_mm: 1 })),
    );
    const sample = () => store.operations.drawn({ places: everywhere, x: 'n', y: 'depth', limit: 100 });
    const first = await sample();
    expect(first.total).toBe(400);
    expect(first.rows.length).toBeGreaterThan(60);
    expect(first.rows.length).toBeLessThanOrEqual(100);
    expect(await sample()).toEqual(first);
  });

  test('keeps what was told of a project, and knows what belongs to it', async () => {
    const before = await store.operations.state();
    const told = { project: 'lid', kind: 'scrap', value: 2, unit: 'pcs', source: 'person' };
    await store.outcomes.add({ ...told, atUs: 10, program: 'lid-p' });
    await store.outcomes.add({ ...told, kind: 'good', value: 98, atUs: 20 });
    await store.outcomes.add({ project: 'lid', kind: 'verdict', verdict: 'poor', source: 'person', atUs: 5 });
    await store.outcomes.add({
      project: 'lid',
      kind: 'verdict',
      verdict: 'good',
      source: 'person',
      atUs: 30,
    });
    const [newest, next] = await store.outcomes.of('lid', { limit: 2 });
    expect([newest!.kind, next!.kind]).toEqual(['verdict', 'good']);
    expect((await store.outcomes.of('lid', { after: next, limit: 9 })).map(({ atUs }) => atUs)).toEqual([
      10, 5,
    ]);
    expect(await store.outcomes.sums()).toEqual([{ project: 'lid', good: 98, scrap: 2, verdict: 'good' }]);
    expect(await store.operations.state()).not.toBe(before);
    expect(await store.outcomes.belongs('lid', {})).toBe(true);
    expect(await store.outcomes.belongs('lid', { program: 'lid-p' })).toBe(true);
    expect(await store.outcomes.belongs('lid', { program: 'axle-p' })).toBe(false);
    expect(await store.outcomes.belongs('lid', { run: 'none' })).toBe(false);
  });
});
