import { request } from 'node:http';
import { type EventPage, paths } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp, until } from './support/start-test-app.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp({ demo: true });
});
afterEach(() => app.stop());

const event = (number: number, more: Partial<NewEvent> = {}): NewEvent => ({
  timeUs: 1_000_000 * number,
  receivedUs: 1_000_000 * number,
  site: 'plant',
  machine: 'mill',
  path: 'p',
  kind: 'message',
  severity: 9,
  code: 'test.number',
  message: `number ${number}`,
  attributes: { value: number },
  quality: 'good',
  ...more,
});
const append = (...events: NewEvent[]) => app.logbook.append({ events });
const get = async <T>(path: string): Promise<T> => (await (await app.fetch(path)).json()) as T;
const only = 'machine=mill';
const values = ({ events }: EventPage) => events.map(({ attributes }) => attributes.value);

test('pages lead on in both directions and know their rank', async () => {
  await append(...Array.from({ length: 25 }, (_, number) => event(number)));
  const newest = await get<EventPage>(`${paths.events}?${only}&limit=10`);
  expect(values(newest)).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
  expect(newest.rank).toBe(15);
  const older = await get<EventPage>(`${paths.events}?${only}&limit=20&cursor=${newest.older}`);
  expect(values(older)[0]).toBe(0);
  expect(older).toMatchObject({ rank: 0 });
  expect(older.older).toBeUndefined();
  await append(event(25));
  const newer = await get<EventPage>(`${paths.events}?${only}&direction=newer&cursor=${newest.newer}`);
  expect(values(newer)).toEqual([25]);
});

test('a page begins at a time, a rank or an event, which it includes in either direction', async () => {
  await append(...Array.from({ length: 25 }, (_, number) => event(number)));
  const at = (place: string, direction: string) =>
    get<EventPage>(`${paths.events}?${only}&limit=3&direction=${direction}&${place}`).then(values);
  expect(await at('atTimeUs=10000000', 'newer')).toEqual([10, 11, 12]);
  expect(await at('atRank=10', 'newer')).toEqual([10, 11, 12]);
  expect(await at('atRank=99', 'newer')).toEqual([]);
  expect(await at('atRank=99', 'older')).toEqual([22, 23, 24]);
  expect(await at('atTimeUs=99000000', 'newer')).toEqual([]);
  const { events } = await get<EventPage>(`${paths.events}?${only}&limit=1&direction=newer&atRank=10`);
  const id = events[0]!.id;
  expect(await at(`atEvent=${id}`, 'newer')).toEqual([10, 11, 12]);
  expect(await at(`atEvent=${id}`, 'older')).toEqual([8, 9, 10]);
});

test('a permalink leads to its event; a wrong one says so', async () => {
  await append(event(1));
  const { events } = await get<EventPage>(`${paths.events}?${only}`);
  expect(await get(paths.event.replace(':id', events[0]!.id))).toEqual(events[0]);
  for (const id of ['test.1.999', 'other.1.1', 'nonsense'])
    expect(await get(paths.event.replace(':id', id))).toMatchObject({ code: 'event.notFound', status: 404 });
  expect(await get(`${paths.events}?cursor=nonsense`)).toMatchObject({ code: 'cursor.invalid', status: 400 });
});

test('counts tell each level, and the product’s own lines are no business of an operator', async () => {
  await append(
    event(1, { severity: 5 }),
    event(2),
    event(3, { severity: 17 }),
    event(4, { severity: 17, kind: 'log' }),
  );
  expect(await get(`${paths.eventCounts}?${only}&level=technical`)).toEqual({
    total: 3,
    exact: true,
    levels: { developer: 4, technical: 3, operator: 1 },
  });
  const page = await get<EventPage>(`${paths.events}?${only}&level=operator`);
  expect(values(page)).toEqual([3]);
  const errors = await get<EventPage>(`${paths.events}?${only}&kind=log&kind=message&minSeverity=17`);
  expect(values(errors)).toEqual([3, 4]);
});

test('facets and histogram answer within the filter', async () => {
  await append(event(1), event(2, { code: 'other' }), event(3));
  expect(await get(`${paths.eventFacets}?${only}&by=code`)).toEqual({
    values: [
      { value: 'test.number', count: 2 },
      { value: 'other', count: 1 },
    ],
    exact: true,
  });
  const histogram = await get<{ series: { info: number[] }; exact: boolean }>(
    `${paths.eventHistogram}?${only}&buckets=4&fromUs=0&toUs=4000000`,
  );
  expect(histogram.series.info).toEqual([0, 1, 1, 1]);
  expect(histogram.exact).toBe(true);
});

test('an export holds every row, in a form that spreadsheets neither misread nor execute', async () => {
  await append(
    event(1, { message: '=HYPERLINK("http://evil")' }),
    event(2, { message: 'a "quoted", text\nwith a line', attributes: { value: -5 } }),
    event(3, { message: '\tx', attributes: { value: '@x' } }),
    event(-2_000_000, { message: 'caf\u00e9' }),
  );
  const answer = await app.fetch(`${paths.eventExport}?${only}&format=csv&order=received&timeZone=UTC`);
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  const rows = parseCsv(await answer.text());
  const column = (name: string) => rows.slice(1).map((row) => row[rows[0]!.indexOf(name)]);
  expect(column('message')).toEqual([
    '\'=HYPERLINK("http://evil")',
    'a "quoted", text\nwith a line',
    "'\tx",
    'caf\u00e9',
  ]);
  expect(column('value')).toEqual(['1', '-5', "'@x", '-2000000']);
  expect(column('time')[0]).toBe('1970-01-01T00:00:01.000000Z');
  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
});

test('an export goes on over pages and ends at what was there when it began', async () => {
  await append(...Array.from({ length: 2500 }, (_, number) => event(number)));
  const answer = await app.fetch(`${paths.eventExport}?${only}&format=ndjson`);
  await append(event(9999));
  const lines = (await answer.text()).trimEnd().split('\n');
  const exported = lines.map(
    (line) => (JSON.parse(line) as { attributes: { value: number } }).attributes.value,
  );
  expect(exported).toEqual(Array.from({ length: 2500 }, (_, number) => number));
});

test('an export stops reading when its client goes', async () => {
  const message = 'x'.repeat(5000);
  for (let part = 0; part < 20; part++)
    await append(...Array.from({ length: 1000 }, (_, number) => event(part * 1000 + number, { message })));
  let pages = 0;
  const { page } = app.logbook;
  app.logbook.page = (asked) => {
    pages += 1;
    return page(asked);
  };
  const asked = request(`${app.url}${paths.eventExport}?${only}&format=ndjson`, (answer) => {
    answer.once('data', () => asked.destroy());
  });
  asked.on('error', () => undefined); // destroyed on purpose
  asked.end();
  await until(() => pages > 0);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const seen = pages;
  expect(seen).toBeLessThan(20);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(pages).toBe(seen);
});

/** RFC 4180, written against the text of the standard and not against the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) throw new Error(`not RFC 4180 at ${pattern.lastIndex}`);
    rows.at(-1)!.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n' && pattern.lastIndex < text.length) rows.push([]);
  }
  return rows;
}
