/** More than a thousand attempts of readers of one site to learn something of another, by every way that events are read. */
import {
  type Completions,
  type EventCounts,
  type EventPage,
  type Facets,
  type Histogram,
  type Patterns,
  paths,
} from '@mantinel/contract';
import { type Event, type PlaceId, type Role, roles } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Route } from '../src/http/route.ts';
import { routes } from '../src/routes.ts';
import { samples } from './support/route-samples.ts';
import { eventsOf, missedOf, openSse } from './support/sse.ts';
import { eventsOfBothSites, markOf, type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
let all: Event[];
/** The owner's own cursors, which nobody else should be able to use for more than they may see. */
let cursors: string[];
const cookies = new Map<string, string>();

const readers: readonly { role: Role; place: PlaceId }[] = [
  { role: 'technician', place: 'site:away' },
  { role: 'manager', place: 'site:away' },
  { role: 'auditor', place: 'site:away' },
  { role: 'viewer', place: 'site:away' },
  { role: 'kiosk', place: 'machine:lathe' },
  { role: 'technician', place: 'machine:lathe' },
  { role: 'machine', place: 'site:away' },
];
const nameOf = ({ role, place }: { role: Role; place: PlaceId }) => `${role} ${place}`;

beforeAll(async () => {
  app = await startPlantApp();
  await app.logbook.append({ events: eventsOfBothSites(60) });
  const request = { scope: everything, filter: {}, order: 'received', direction: 'newer' } as const;
  all = (await app.logbook.page({ ...request, limit: 1000 })).events;
  for (const reader of readers)
    cookies.set(nameOf(reader), (await app.holder(reader.role, reader.place)).cookie);
  const { cookie } = await app.holder('platformOwner', 'enterprise:own');
  const page = await app.fetch(`${paths.events}?limit=20&level=developer`, { headers: { cookie } });
  const { older, newer } = (await page.json()) as EventPage;
  cursors = [older!, newer!];
});
afterAll(() => app?.stop());

/** By reading: what this reader may see. */
function mayRead({ role, place }: { role: Role; place: PlaceId }, { site, machine, kind }: Event): boolean {
  if (role === 'machine' || site !== 'away') return false;
  if (place === 'machine:lathe' && machine !== 'lathe') return false;
  return kind !== 'audit' || role === 'manager' || role === 'auditor';
}

const filter = fc.record(
  {
    level: fc.constantFrom('developer', 'technical', 'operator'),
    machine: fc.constantFrom('mill', 'saw', 'lathe', 'nothing'),
    kind: fc.constantFrom('message', 'audit', 'state', 'log', 'condition'),
    code: fc.constantFrom('test.*', 'test.plant0', 'server.*', '*'),
    path: fc.constantFrom(`path${markOf('plant')}`, `path${markOf('away')}`),
    text: fc.constantFrom(markOf('plant'), markOf('plant').toLowerCase(), 'number 1', 'Mantinel'),
    query: fc.constantFrom(
      'machine:mill',
      `/${markOf('plant')}/`,
      'number',
      '-machine:lathe',
      'site:plant',
      'value>0',
    ),
    order: fc.constantFrom('received', 'time'),
    minSeverity: fc.constantFrom('1', '13'),
    fromUs: fc.constantFrom('0', '1790000000000000'),
  },
  { requiredKeys: [] },
);
const ways = [
  'list',
  'counts',
  'facets',
  'histogram',
  'patterns',
  'completions',
  'export',
  'event',
  'machines',
  'items',
] as const;
/** What somebody types who guesses. */
const typed = [
  'machine:',
  'code:',
  'path:',
  'site:',
  'template:',
  'value:',
  'mi',
  'test',
  'machine:mill',
  '',
];
const attempt = fc.record({
  reader: fc.constantFrom(...readers),
  way: fc.constantFrom(...ways),
  filter,
  by: fc.constantFrom('machine', 'code', 'kind', 'severity', 'path'),
  direction: fc.constantFrom('older', 'newer'),
  pick: fc.nat(),
  place: fc.constantFrom('none', 'event', 'time', 'rank', 'cursor'),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;

const query = (parameters: Record<string, string | undefined>) =>
  new URLSearchParams(
    Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
const idOf = ({ node, epoch, seq }: Event) => `${node}.${epoch}.${seq}`;

const laterUs = 100_000_000_000;

function addressOf({ way, filter: asked, by, direction, pick, place }: Attempt): string {
  // Before the test: that somebody reads is told in the log as well.
  const filter = { ...asked, toUs: String(1_790_000_000_000_000 + laterUs) };
  const event = all[pick % all.length]!;
  const from = {
    none: {},
    event: { atEvent: idOf(event) },
    time: { atTimeUs: String(event.timeUs) },
    rank: { atRank: String(pick % 200) },
    cursor: { cursor: cursors[pick % cursors.length]! },
  }[place];
  switch (way) {
    case 'list':
      return `${paths.events}?${query({ ...filter, ...from, direction, limit: '1000' })}`;
    case 'counts':
      return `${paths.eventCounts}?${query(filter)}`;
    case 'facets':
      return `${paths.eventFacets}?${query({ ...filter, by })}`;
    case 'histogram':
      return `${paths.eventHistogram}?${query({ ...filter, buckets: '50' })}`;
    case 'patterns':
      return `${paths.eventPatterns}?${query(filter)}`;
    case 'completions': {
      const begun = typed[pick % typed.length]!;
      return `${paths.eventCompletions}?${query({ ...filter, query: begun, at: String(begun.length) })}`;
    }
    case 'export':
      return `${paths.eventExport}?${query({ ...filter, format: pick % 2 ? 'csv' : 'ndjson' })}`;
    case 'event':
      return paths.event.replace(':id', idOf(event));
    case 'machines':
      return paths.machines;
    case 'items':
      return paths.machineItems.replace(':id', pick % 2 ? 'mill' : 'saw');
  }
}

test('whatever roles somebody holds on another site, nothing of this one is read, changed or counted', async () => {
  const grant = fc.record({
    role: fc.constantFrom(...roles),
    place: fc.constantFrom<PlaceId>('site:away', 'machine:lathe'),
  });
  const held = fc.uniqueArray(grant, { selector: ({ role, place }) => `${role} ${place}`, maxLength: 4 });
  const closed = routes.filter(({ permission, scope }) => permission !== 'public' && scope !== 'none');
  const quiet = closed.filter(({ path }) => path !== paths.stream);
  const people = new Map<string, string>();
  const check = async (grants: readonly { role: Role; place: PlaceId }[], route: Route) => {
    const key = grants.map(nameOf).sort().join();
    const cookie = people.get(key) ?? (await app.person(grants)).cookie;
    people.set(key, cookie);
    const { path = route.path, ...init } = (await samples[`${route.method} ${route.path}`]!(app)) ?? {};
    const answer = await app.fetch(path, {
      method: route.method,
      ...init,
      headers: { ...init.headers, cookie },
    });
    const text = await answer.text();
    expect(text).not.toContain(markOf('plant'));
    if (route.scope !== 'reader') expect([403, 404]).toContain(answer.status);
    else expect([200, 403, 404]).toContain(answer.status);
  };
  await fc.assert(fc.asyncProperty(held, fc.constantFrom(...quiet), check), { numRuns: 400 });
}, 120_000);

test('the stream of a reader of another site carries nothing of this one, live or resumed', async () => {
  const resumeAt = [
    undefined,
    ...all.filter((_, index) => index % 40 === 0).map(({ epoch, seq }) => `${epoch}.${seq}`),
  ];
  const mayListen = readers.filter(({ role }) => role !== 'machine');
  const opened = await Promise.all(
    mayListen.flatMap((reader) =>
      resumeAt.map(async (id) => {
        const headers = {
          cookie: cookies.get(nameOf(reader))!,
          ...(id === undefined ? {} : { 'last-event-id': id }),
        };
        return { reader, id, sse: await openSse(`${app.url}${paths.stream}?level=developer`, headers) };
      }),
    ),
  );
  // After everything that the questions below ask for.
  const live = eventsOfBothSites(6).map((event) => ({
    ...event,
    timeUs: event.timeUs + laterUs,
    receivedUs: event.receivedUs + laterUs,
  }));
  await app.logbook.append({ events: live.map((event) => ({ ...event, code: 'test.live' })) });
  for (const { reader, id, sse } of opened) {
    const expected = live.filter((event) => mayRead(reader, { ...event, node: '', epoch: 0, seq: 0 })).length;
    // That others of their own site look on is told to those who may see it.
    const received = () => eventsOf(sse).filter(({ code }) => !code.startsWith('log.'));
    await until(() => received().filter(({ code }) => code === 'test.live').length >= expected);
    expect(eventsOf(sse).filter(({ site }) => site !== 'away')).toEqual([]);
    expect(JSON.stringify(sse.messages)).not.toContain(markOf('plant'));
    const own = all.filter((event) => mayRead(reader, event)).length;
    expect(missedOf(sse)).toBeLessThanOrEqual(own);
    if (id === undefined) expect(received()).toHaveLength(expected);
    for (const { message } of sse.messages)
      if (message.type === 'machines') expect(message.machines).toEqual([]);
    sse.close();
  }
  const refused = await openSse(`${app.url}${paths.stream}`, { cookie: cookies.get('machine site:away')! });
  expect(refused.answer.statusCode).toBe(403);
  refused.close();
});

/** Last: what is asked here is told in the log to those who may know who reads on their site, words of the other site included. */
test('1,500 questions of readers of another site are answered with nothing of this one', async () => {
  let asked = 0;
  let answered = 0;
  const check = async (attempt: Attempt) => {
    const { reader, way, filter: asksFor, pick } = attempt;
    const own = all.filter((event) => mayRead(reader, event));
    const answer = await app.fetch(addressOf(attempt), { headers: { cookie: cookies.get(nameOf(reader))! } });
    const text = await answer.text();
    asked += 1;
    expect(text).not.toContain(markOf('plant'));
    expect(answer.status).toBeLessThan(500);
    if (way === 'items') expect(answer.status).toBeGreaterThanOrEqual(403);
    if (!answer.ok) return;
    answered += 1;
    const unfiltered =
      Object.keys(asksFor).filter((name) => name !== 'order' && name !== 'level').length === 0;
    switch (way) {
      case 'list': {
        const { events } = JSON.parse(text) as EventPage;
        const ids = new Set(own.map(idOf));
        expect(events.filter(({ id }) => !ids.has(id))).toEqual([]);
        return;
      }
      case 'event':
        expect(mayRead(reader, all[pick % all.length]!)).toBe(true);
        return;
      case 'counts': {
        const { total, levels } = JSON.parse(text) as EventCounts;
        expect(total).toBeLessThanOrEqual(own.length);
        if (asksFor.machine === 'mill' || asksFor.query === 'site:plant' || asksFor.text === markOf('plant'))
          expect(total).toBe(0);
        if (unfiltered) expect(levels.developer).toBe(own.length);
        return;
      }
      case 'facets': {
        const { values } = JSON.parse(text) as Facets;
        const seen = new Set(
          own.flatMap((event) => [event.machine, event.code, event.kind, event.path, String(event.severity)]),
        );
        expect(values.filter(({ value }) => value !== '' && !seen.has(value))).toEqual([]);
        expect(values.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(own.length);
        return;
      }
      case 'histogram': {
        const { series } = JSON.parse(text) as Histogram;
        const total = Object.values(series)
          .flat()
          .reduce((sum, count) => sum + count, 0);
        expect(total).toBeLessThanOrEqual(own.length);
        return;
      }
      case 'patterns': {
        const { patterns } = JSON.parse(text) as Patterns;
        expect(patterns.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(own.length);
        return;
      }
      case 'completions': {
        const { choices } = JSON.parse(text) as Completions;
        const foreign = ['mill', 'saw', 'plant'].flatMap((name) => [name, `machine:${name}`]);
        expect(choices.filter((choice) => foreign.includes(choice.text))).toEqual([]);
        return;
      }
      case 'export':
        expect(text.split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(own.length + 1);
        return;
      case 'machines':
        expect(JSON.parse(text)).toEqual({ machines: [] });
        return;
    }
  };
  await fc.assert(fc.asyncProperty(attempt, check), { numRuns: 1500 });
  expect(asked).toBeGreaterThanOrEqual(1500);
  // An attempt that is refused for its form would prove nothing.
  expect(answered).toBeGreaterThan(600);
}, 120_000);
