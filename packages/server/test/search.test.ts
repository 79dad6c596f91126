/** Searching by words: every way that events are read, the stream, proposals while typing, and patterns. */
import { type Completions, type EventCounts, type EventPage, type Patterns, paths } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsOf, openSse } from './support/sse.ts';
import { startTestApp, type TestApp, until } from './support/start-test-app.ts';

let app: TestApp;

const event = (number: number, more: Partial<NewEvent> = {}): NewEvent => ({
  timeUs: 1_000_000 * number,
  receivedUs: 1_000_000 * number,
  site: 'plant',
  machine: number % 2 === 0 ? 'mill' : 'lathe two',
  path: 'p',
  kind: 'message',
  severity: 9,
  code: 'test.number',
  message: `tool ${number} changed`,
  attributes: { tool: number },
  quality: 'good',
  ...more,
});
const load = (number: number) =>
  event(number, {
    kind: 'sample',
    path: 'Xload',
    code: 'machine.load',
    message: '',
    attributes: { value: number },
  });

beforeAll(async () => {
  app = await startTestApp({ demo: true });
  const events = [
    ...Array.from({ length: 10 }, (_, number) => event(number)),
    ...Array.from({ length: 10 }, (_, number) => load(10 + number)),
    event(20, {
      severity: 17,
      kind: 'condition',
      code: 'fanuc.SV0401',
      message: 'SERVO ALARM: X AXIS VRDY OFF',
    }),
  ];
  await app.logbook.append({ events });
});
afterAll(() => app?.stop());

const ask = async <T>(path: string, query: Record<string, string>) => {
  const answer = await app.fetch(`${path}?${new URLSearchParams(query)}`);
  return { status: answer.status, body: (await answer.json()) as T };
};

test.each([
  ['tool -machine:mill -code:server.*', 5],
  ['"tool 7"', 1],
  ['tool>=8', 3],
  ['load>17', 2],
  ['machine:"lathe two" load<=11', 1],
  ['code:SV0401 severity>=error', 1],
  ['/x axis.*off/', 1],
  ['code:SV0401 OR "tool 3"', 2],
  ['template:"tool <*> changed"', 10],
  ['nothing', 0],
])('%j finds %i, by every way', async (query, count) => {
  const { body } = await ask<EventPage>(paths.events, { query });
  expect(body.events).toHaveLength(count);
  const counts = await ask<EventCounts>(paths.eventCounts, { query });
  expect(counts.body.total).toBe(count);
  const facets = await ask<{ values: { count: number }[] }>(paths.eventFacets, { query, by: 'kind' });
  expect(facets.body.values.reduce((sum, each) => sum + each.count, 0)).toBe(count);
  const histogram = await ask<{ series: Record<string, number[]> }>(paths.eventHistogram, { query });
  expect(
    Object.values(histogram.body.series)
      .flat()
      .reduce((sum, each) => sum + each, 0),
  ).toBe(count);
  const file = await app.fetch(`${paths.eventExport}?${new URLSearchParams({ query, format: 'ndjson' })}`);
  expect((await file.text()).split('\n').filter(Boolean)).toHaveLength(count);
});

test.each([
  paths.events,
  paths.eventCounts,
  `${paths.eventFacets}`,
  paths.eventHistogram,
  paths.eventPatterns,
])('a fault in a search is told with its place by %s', async (path) => {
  const { status, body } = await ask(path, { query: 'tool (a OR b', by: 'code' });
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: 'query.openParenthesis', data: { at: 6 } });
});

test('a stream carries what its search finds, live and resumed', async () => {
  const query = new URLSearchParams({ query: 'code:test.live -skip' });
  const wrong = await openSse(`${app.url}${paths.stream}?query=%28`);
  expect(wrong.answer.statusCode).toBe(400);
  wrong.close();
  const sse = await openSse(`${app.url}${paths.stream}?${query}`);
  const said = (message: string) => event(30, { code: 'test.live', message });
  await app.logbook.append({ events: [said('skip me'), said('take me'), event(31)] });
  await until(() => eventsOf(sse).length > 0);
  expect(eventsOf(sse).map(({ message }) => message)).toEqual(['take me']);
  sse.close();
  const resumed = await openSse(`${app.url}${paths.stream}?${query}`, { 'last-event-id': '1.1' });
  await until(() => eventsOf(resumed).length > 0);
  expect(eventsOf(resumed).map(({ message }) => message)).toEqual(['take me']);
  resumed.close();
});

const proposed = async (query: string, at = query.length) => {
  const { body } = await ask<Completions>(paths.eventCompletions, { query, at: String(at) });
  return { ...body, choices: body.choices.map(({ text }) => text) };
};

test('while typing, fields, readings, attributes and whole terms are proposed', async () => {
  expect((await proposed('mac')).choices[0]).toBe('machine:');
  expect((await proposed('lo')).choices).toEqual(['load:', 'code:machine.load']);
  expect((await proposed('door to')).choices).toContain('tool:');
  expect((await proposed('sv04')).choices).toEqual(['code:fanuc.SV0401']);
});

test('and the values that occur, in quotation marks where they need them', async () => {
  expect((await proposed('machine:')).choices.sort()).toEqual(['"lathe two"', 'mill']);
  expect(await proposed('x machine:la y', 12)).toMatchObject({ from: 10, to: 12, choices: ['"lathe two"'] });
  expect((await proposed('severity>=w')).choices).toEqual(['warn']);
  expect((await proposed('kind:con')).choices).toEqual(['condition']);
  expect((await proposed('template:tool')).choices).toEqual(['"tool <*> changed"']);
  expect((await proposed('load:1')).choices).toContain('19');
  expect((await proposed('"within a phr')).choices).toEqual([]);
});

test('messages are counted by what they have in common', async () => {
  const { body } = await ask<Patterns>(paths.eventPatterns, {
    query: 'kind:message code:test.number OR code:SV0401',
  });
  expect(body.exact).toBe(true);
  const [tools, servo] = body.patterns;
  expect(tools).toMatchObject({ template: 'tool <*> changed', machines: ['lathe two', 'mill'], firstUs: 0 });
  expect(servo).toMatchObject({ count: 1, severity: 17, codes: ['fanuc.SV0401'], lastUs: 20_000_000 });
});
