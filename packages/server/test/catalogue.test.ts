/** The shop's own explanations on a real database: who may write them, which one speaks, and what still waits for one. */
import {
  type Entries,
  type EntryView,
  type Explanations,
  type ImportOutcome,
  type Inbox,
  paths,
  type ShippedEntries,
} from '@mantinel/contract';
import { enterpriseRoot, type NewEvent } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asking, at, json } from './support/asking.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let technician: string;
let owner: string;
let away: string;
beforeAll(async () => {
  app = await startPlantApp();
  owner = (await app.holder('platformOwner', enterpriseRoot)).cookie;
  technician = (await app.holder('technician', 'site:plant')).cookie;
  away = (await app.holder('technician', 'site:away')).cookie;
});
afterAll(() => app?.stop());

const ask = asking(
  () => app,
  () => technician,
);
const explain = async (of: readonly string[], { cookie = technician, language = 'en' } = {}) => {
  const query = new URLSearchParams([['language', language], ...of.map((one) => ['of', one])]);
  const { explanations } = await json<Explanations>(ask('GET', `${paths.explanations}?${query}`, { cookie }));
  return explanations;
};
const title = async (of: string, asked = {}) => (await explain([of], asked))[0]?.texts.title;
const add = (body: object, cookie = technician) =>
  json<EntryView & { code: string }>(ask('POST', paths.catalogueEntries, { body, cookie }));
const said = (machine: string, code: string, site = 'plant'): NewEvent => ({
  timeUs: 1,
  receivedUs: Date.now() * 1000,
  site,
  machine,
  path: 'cond',
  kind: 'condition',
  severity: 17,
  code,
  message: `${code} of ${machine}`,
  attributes: { level: 'fault', nativeCode: code.split('.')[1]! },
  quality: 'good',
});

test('what is shipped explains in the language asked for, and an unknown code has no explanation', async () => {
  const [lost, none] = await explain(['mill@source.lost', 'mill@fanuc.EX9999'], { language: 'sk' });
  expect(none).toBeUndefined();
  expect(lost).toMatchObject({
    of: 'mill@source.lost',
    language: 'sk',
    texts: { title: 'Spojenie so strojom {machine} je prerušené' },
    origin: 'shipped',
    priority: 'medium',
  });
  expect(await title('mill@fanuc.SV401')).toBe('A servo drive is not ready');
  expect(await title('@logbook.full')).toBe('The disk is full');
  const shipped = await json<ShippedEntries>(ask('GET', `${paths.catalogueShipped}?language=de`));
  expect(shipped.entries.length).toBeGreaterThan(100);
  expect(shipped.entries.map(({ code }) => code)).toEqual(shipped.entries.map(({ code }) => code).sort());
});

test('machine before model before shop before shipped, from the moment that it is entered', async () => {
  const words = (text: string) => ({ texts: { en: { title: text } } });
  const code = 'fanuc.SV0404';
  const of = `mill@${code}`;
  expect(await title(of)).toContain('says ready');
  await app.store.deviceModels.save('mill', {
    name: 'mill',
    manufacturer: 'Acme',
    model: 'M-1',
    components: [],
    items: [],
  });
  await add({ ...words('Of the shop'), code: 'fanuc.SV404', place: 'site:plant' });
  expect(await title(of)).toBe('Of the shop');
  await add({ ...words('Of the model'), code, place: 'site:plant', model: 'acme m-1' });
  await add({ ...words('Of another model'), code, place: 'line:milling', model: 'M-2' });
  expect(await title(of)).toBe('Of the model');
  const { id, version } = await add({ ...words('Of the mill'), code, place: 'machine:mill' });
  expect(await title(of)).toBe('Of the mill');
  expect(await title(`saw@${code}`)).toBe('Of the shop');
  const changed = await ask('PUT', at(paths.catalogueEntry, id), {
    body: words('Of the mill, changed'),
    headers: { 'if-match': `"${version}"` },
  });
  expect(changed.headers.get('etag')).toBe('"2"');
  expect(await title(of)).toBe('Of the mill, changed');
  const late = await ask('PUT', at(paths.catalogueEntry, id), {
    body: words('Late'),
    headers: { 'if-match': `"${version}"` },
  });
  expect(late.status).toBe(412);
  await ask('DELETE', at(paths.catalogueEntry, id), { headers: { 'if-match': '"2"' } });
  expect(await title(of)).toBe('Of the model');
  // Who sees nothing of the site is explained by what is shipped.
  expect(await title(of, { cookie: away })).toContain('says ready');
  await until(async () => {
    const { events } = await app.logbook.page({
      scope: everything,
      filter: { codes: ['catalogue.removed'] },
      order: 'received',
      direction: 'newer',
      limit: 5,
    });
    return events.length === 1 && events[0]!.kind === 'audit';
  });
});

test('who may explain what where', async () => {
  const entry = { code: 'fanuc.EX1000', texts: { en: { title: 'x' } } };
  expect(await add({ ...entry, place: 'site:away' })).toMatchObject({ code: 'place.notFound' });
  expect(await add({ ...entry, place: enterpriseRoot })).toMatchObject({ code: 'permission.denied' });
  const operator = (await app.holder('operator', 'site:plant')).cookie;
  expect(await add({ ...entry, place: 'site:plant' }, operator)).toMatchObject({ code: 'permission.denied' });
  const { id } = await add({ ...entry, place: 'machine:lathe' }, away);
  expect((await ask('GET', at(paths.catalogueEntry, id))).status).toBe(404);
  const { entries } = await json<Entries>(ask('GET', `${paths.catalogueEntries}?search=ex1000`));
  expect(entries).toEqual([]);
});

test('texts are messages that can be filled in, and say what is wrong with them', async () => {
  const entry = { code: 'fanuc.EX1001', place: 'site:plant' };
  const refused = async (texts: object) => {
    const answer = await add({ ...entry, texts });
    return (answer as unknown as { title: string }).title;
  };
  expect(await refused({ en: { title: 'Axis {axis}' } })).toContain('{axis} stands for nothing');
  expect(await refused({ en: { title: 'Axis {' } })).toContain('brace');
  expect(await refused({ en: { title: '{item, plural, one {a} other {b}}' } })).toContain(
    'stands for nothing',
  );
  expect(await refused({})).toContain('missing');
  expect(await refused({ en: { title: ' ' } })).toContain('missing');
  expect(await refused({ en: { title: 'x'.repeat(201) } })).not.toBe(undefined);
  expect(await add({ ...entry, texts: { en: { title: '{machine}: <b>{item}</b>' } } })).toMatchObject({
    version: 1,
  });
});

test('what nobody has explained waits in the inbox, with how often and where, until somebody does', async () => {
  await app.logbook.append({
    events: [
      said('mill', 'acme.7001'),
      said('mill', 'acme.7001'),
      said('saw', 'acme.7001'),
      said('saw', 'acme.7002'),
      said('mill', 'fanuc.SV0401'),
      said('lathe', 'acme.7003', 'away'),
    ],
  });
  const inbox = (cookie = technician) => json<Inbox>(ask('GET', paths.catalogueInbox, { cookie }));
  await until(async () => (await inbox(owner)).total === 3);
  expect((await inbox()).texts).toMatchObject([
    { code: 'acme.7001', nativeCode: '7001', times: 3, machines: ['mill', 'saw'] },
    { code: 'acme.7002', times: 1, machines: ['saw'] },
  ]);
  expect((await inbox(away)).texts.map(({ code }) => code)).toEqual(['acme.7003']);
  await add({ code: 'acme.7001', place: 'machine:saw', texts: { sk: { title: 'Dvere' } } });
  expect((await inbox()).texts).toMatchObject([
    { code: 'acme.7001', times: 2, machines: ['mill'] },
    { code: 'acme.7002' },
  ]);
  expect(await title('saw@acme.7001', { language: 'de' })).toBe('Dvere');
});

test('a machine builder’s list: what is wrong is named by row and column, and formulas stay text', async () => {
  const bring = async (path: string, file: string, query = '') => {
    const answer = await app.fetch(`${path}${query}`, {
      method: 'POST',
      headers: { cookie: owner, 'content-type': 'text/plain' },
      body: file,
    });
    return { status: answer.status, ...((await answer.json()) as ImportOutcome) };
  };
  const query = '?kind=catalogue&place=machine:mill&controller=acme&language=en';
  const bad = 'number;title;action\n1;Door {open};\n;No number;\n3;;Close it\n1 2;Fine;\n';
  const refused = await bring(paths.dataPreview, bad, query);
  expect(refused.rows.filter(({ verdict }) => verdict === 'refused')).toMatchObject([
    { line: 2, column: 'titleEn', problem: expect.stringContaining('{open}') },
    { line: 3, column: 'code' },
    { line: 4, column: 'titleEn', problem: 'it is missing' },
  ]);
  expect(await bring(paths.dataPreview, 'a;b\n1;2\n', query)).toMatchObject({ code: 'data.unreadable' });
  const good = "number;title;action\n8001;'=HYPERLINK(1);<script>alert(1)</script>\n8002;@Door;\n";
  const preview = await bring(paths.dataPreview, good, query);
  expect(preview).toMatchObject({ applied: false, counts: { added: 2, refused: 0 } });
  expect(await title('mill@acme.8001')).toBeUndefined();
  expect(await bring(paths.dataImport, good, query)).toMatchObject({ applied: true });
  expect(await title('mill@acme.8001')).toBe('=HYPERLINK(1)');
  expect(await bring(paths.dataPreview, good, query)).toMatchObject({ counts: { same: 2 } });
  const table = await (
    await ask('GET', paths.dataTable.replace(':kind', 'catalogue'), { cookie: owner })
  ).text();
  expect(table).toContain(",'=HYPERLINK(1),");
  expect(table).toContain(",'@Door,");
  expect(await bring(paths.dataPreview, table)).toMatchObject({
    counts: { added: 0, changed: 0, refused: 0 },
  });
});
