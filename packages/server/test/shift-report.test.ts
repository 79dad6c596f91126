import { paths, type ShiftReportView } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markOf, type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

const us = (iso: string) => Date.parse(iso) * 1000;
const event = (iso: string, change: Partial<NewEvent>): NewEvent => ({
  timeUs: us(iso),
  receivedUs: us(iso),
  site: 'plant',
  machine: 'mill',
  kind: 'state',
  severity: 9,
  code: 'machine.execution',
  path: 'exec',
  message: '',
  attributes: {},
  quality: 'good',
  ...change,
});
const execution = (iso: string, value: string, more: Partial<NewEvent> = {}) =>
  event(iso, { attributes: { value }, ...more });
const connected = (iso: string, more: Partial<NewEvent> = {}) =>
  event(iso, { kind: 'message', code: 'source.connected', ...more });
const lathe = { site: 'away', machine: 'lathe' };

let app: PlantApp;
let cookie: string;
beforeAll(async () => {
  app = await startPlantApp();
  ({ cookie } = await app.holder('viewer', 'site:plant'));
  await app.store.shiftCalendars.set({
    place: 'site:plant',
    calendar: {
      timeZone: 'Europe/Bratislava',
      weekly: [
        { name: 'Day', start: '06:00', end: '22:00', breaks: [], weekdays: [1, 2, 3, 4, 5, 6, 7] },
        { name: 'Night', start: '22:00', end: '06:00', breaks: [], weekdays: [1, 2, 3, 4, 5, 6, 7] },
      ],
      exceptions: [],
    },
  });
  for (const id of ['newcomer', 'silent'])
    await app.store.places.add({ id: `machine:${id}`, name: `The ${id}`, parent: 'line:milling' });
  await app.logbook.append({
    events: [
      connected('2026-03-02T05:00Z'),
      execution('2026-03-02T05:00Z', 'ACTIVE'),
      event('2026-03-03T00:29Z', {
        kind: 'condition',
        severity: 17,
        code: 'fanuc.SV0401',
        path: 'servo',
        message: '<b>SERVO</b> =1+1',
        attributes: { level: 'fault', nativeCode: 'SV0401' },
      }),
      execution('2026-03-03T00:30Z', 'INTERRUPTED'),
      execution('2026-03-03T01:30Z', 'ACTIVE'),
      event('2026-03-03T03:00Z', {
        kind: 'gap',
        code: 'source.gap',
        severity: 13,
        quality: 'gap',
        attributes: {
          reason: 'disconnected',
          fromUs: us('2026-03-03T03:00Z'),
          toUs: us('2026-03-03T04:00Z'),
        },
      }),
      connected('2026-03-04T08:00Z', { machine: 'newcomer' }),
      execution('2026-03-04T08:00Z', 'ACTIVE', { machine: 'newcomer' }),
      connected('2026-03-02T05:00Z', lathe),
      execution('2026-03-02T05:00Z', 'INTERRUPTED', { ...lathe, message: markOf('away') }),
    ],
  });
}, 90_000);
afterAll(() => app.stop());

const ask = (query: string, path: string = paths.shiftReport) =>
  app.fetch(`${path}?place=line:milling&${query}`, { headers: { cookie } });
const report = async (query: string) => (await (await ask(query)).json()) as ShiftReportView;
const said = ({ blocks }: ShiftReportView) =>
  blocks.flatMap((block) => (block.kind === 'statement' ? [block] : []));

test('a stop at 01:30 is told in the night that began at 22:00, with its first alarm and its events', async () => {
  const night = await report(`atUs=${us('2026-03-03T00:30Z')}`);
  expect(night).toMatchObject({
    productionDay: '2026-03-02',
    timeZone: 'Europe/Bratislava',
    shift: { name: 'Night', startUs: us('2026-03-02T21:00Z') },
    shifts: [{ name: 'Day' }, { name: 'Night' }],
    before: { name: 'Day', startUs: us('2026-03-02T05:00Z') },
  });
  const stop = said(night).find(({ text }) => text.includes('stood for'));
  expect(stop).toMatchObject({ good: false });
  expect(stop!.text).toContain('1 h 00 min');
  expect(stop!.text).toContain('First alarm: SV0401');
  const { machine, fromUs, toUs } = stop!.link;
  const link = `${paths.events}?machine=${machine}&fromUs=${fromUs}&toUs=${toUs}&level=technical`;
  const seen = await (await app.fetch(link, { headers: { cookie } })).text();
  expect(seen).toContain('INTERRUPTED');
  expect(seen).toContain('fanuc.SV0401');
  // The hour that nobody recorded is told, and is no stop.
  expect(said(night).some(({ text }) => text.includes('nothing is known of 1 h 00 min'))).toBe(true);
  expect(said(night).filter(({ text }) => text.includes('stood for'))).toHaveLength(1);
});

test('alarms are those that the engine annunciated, and what people noted stands beside them', async () => {
  const { id } = await app.holder('operator', 'site:plant');
  const note = { timeUs: us('2026-03-03T00:45Z'), receivedUs: us('2026-03-03T00:45Z'), author: id };
  await app.store.annotations.add({ ...note, site: 'plant', machine: 'mill', text: 'The drive was hot' });
  await app.store.annotations.add({ ...note, site: 'away', machine: 'lathe', text: markOf('away') });
  const night = () => report(`atUs=${us('2026-03-03T00:30Z')}`);
  await until(async () => JSON.stringify(await night()).includes('each time that it was annunciated'));
  const made = await night();
  expect(JSON.stringify(made)).not.toContain(markOf('away'));
  const rows = made.blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  const linked = rows.find((row) => row.at(-1)?.text === 'The drive was hot');
  expect(linked).toMatchObject([
    { text: '01:45:00', link: { machine: 'mill', fromUs: us('2026-03-03T00:44Z') } },
    { text: 'mill' },
    { text: expect.stringMatching(/^Person/) },
    {},
  ]);
  const alarm = rows.find(([first]) => first?.link && 'code' in first.link);
  expect(alarm).toMatchObject([{ link: { code: 'fanuc.SV0401' } }, { text: 'mill' }, { text: '1' }, {}, {}]);
});

test('a day is chosen by its date; languages and other sites are kept apart', async () => {
  const day = await report('date=2026-03-02&language=sk');
  expect(day.shift.name).toBe('Day');
  expect(day.title).toMatch(/^Správa o zmene/);
  expect(JSON.stringify(day)).not.toContain(markOf('away'));
  const elsewhere = await app.fetch(`${paths.shiftReport}?place=site:away`, { headers: { cookie } });
  expect(elsewhere.status).toBe(404);
  expect((await ask('date=2026-02-31')).status).toBe(404);
});

test('a machine that was added after the shift is no part of it; one that never said anything is', async () => {
  const text = async (iso: string) => JSON.stringify(await report(`atUs=${us(iso)}`));
  const before = await text('2026-03-03T00:30Z');
  expect(before).not.toContain('The newcomer');
  expect(before).toContain('The silent');
  expect(await text('2026-03-04T09:00Z')).toContain('The newcomer');
});

test('to print: HTML without markup of others, and PDF', async () => {
  const query = `atUs=${us('2026-03-03T00:30Z')}&language=de`;
  const html = await ask(`${query}&format=html`, paths.shiftReportFile);
  expect(html.headers.get('content-disposition')).toBe(
    'attachment; filename="mantinel-shift-2026-03-02.html"',
  );
  const text = await html.text();
  expect(text).toContain('&lt;b&gt;SERVO&lt;/b&gt;');
  expect(text).not.toContain('<b>');
  expect(text).toContain(`${app.url}/?level=technical`);
  const pdf = await ask(`${query}&format=pdf`, paths.shiftReportFile);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect((await pdf.text()).startsWith('%PDF-')).toBe(true);
}, 30_000);
