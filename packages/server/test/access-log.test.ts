/** Who read the logbook stands in it: of the whole program, on a real logbook, also while the database is away. */
import { paths } from '@mantinel/contract';
import { type EventStore, everything } from '@mantinel/logbook';
import { afterEach, expect, test } from 'vitest';
import { systemParts } from '../src/parts.ts';
import { routes } from '../src/routes.ts';
import { openSse } from './support/sse.ts';
import { startTestApp, type TestApp, until } from './support/start-test-app.ts';

let app: TestApp | undefined;
let logbook: EventStore;
afterEach(async () => {
  await app?.stop();
  app = undefined;
});

async function begin(demo = false, storeState: 'ready' | 'unavailable' = 'ready') {
  const real = systemParts();
  const started = await startTestApp({
    demo,
    storeState,
    parts: {
      openLogbook: async (config) => {
        logbook = await real.openLogbook(config);
        return logbook;
      },
    },
  });
  app = started;
  return started;
}

async function entries(open = true) {
  const { events } = await logbook.page({
    scope: everything,
    filter: { codes: ['log.*'] },
    order: 'received',
    direction: 'newer',
    limit: 100,
  });
  return events.map((event) => (open ? logbook.personal.openEvent(event) : event));
}
const told = async (code: string, count = 1) => {
  await until(async () => (await entries()).filter((event) => event.code === code).length >= count);
  return (await entries()).filter((event) => event.code === code);
};

test('every route that reads events says so', () => {
  const reading = ['event.read', 'event.export'];
  /** Notes of people, and what a code means: no events. */
  const others: string[] = [paths.annotations, paths.annotation, paths.explanations];
  const silent = routes
    .filter(
      ({ method, permission, reads, path }) =>
        method === 'GET' && reading.includes(permission) && !reads && !others.includes(path),
    )
    .map(({ path }) => path);
  expect(silent).toEqual([]);
});

test('a search is told with who, what and from where; its words are the reader’s own and go with their key', async () => {
  const app = await begin();
  const cookie = await app.signUp();
  const look = (path: string) => app.fetch(path, { headers: { cookie } });
  const asked = 'level=technical&query=spindle&kind=audit';
  await look(`${paths.events}?${asked}`);
  await look(`${paths.eventCounts}?${asked}`);
  await look(`${paths.eventHistogram}?${asked}`);
  const [entry, ...more] = await told('log.read');
  expect(more).toEqual([]);
  const { personId } = entry!.attributes;
  expect(typeof personId).toBe('string');
  expect(entry!.attributes).toMatchObject({
    search: 'spindle',
    address: '127.0.0.1',
    after: {
      level: 'technical',
      kind: ['audit'],
      requests: 3,
      views: { page: 1, counts: 1, histogram: 1 },
      sites: 'all',
      audit: true,
    },
  });
  const [stored] = await entries(false);
  expect(JSON.stringify(stored)).not.toContain('spindle');
  expect(JSON.stringify(stored)).not.toContain('127.0.0.1');
  logbook.personal.erase(personId as string, 1);
  expect((await entries())[0]!.attributes).toMatchObject({ search: { erased: personId }, personId });
});

test('a refused request read nothing', async () => {
  const app = await begin();
  const cookie = await app.signUp();
  expect((await app.fetch(paths.events)).status).toBe(401);
  expect((await app.fetch(`${paths.events}?query=(`, { headers: { cookie } })).status).toBe(400);
  await app.fetch(paths.events, { headers: { cookie } });
  expect((await told('log.read'))[0]!.attributes.after).toMatchObject({ requests: 1 });
  expect(await entries()).toHaveLength(1);
});

test('each file is told when it begins and when it ends, with how much of it was taken', async () => {
  const app = await begin();
  const cookie = await app.signUp();
  const said = { site: 'plant', machine: 'mill', kind: 'message', severity: 9, code: 'test.said' } as const;
  const events = [3, 1, 2].map((timeUs) => ({
    ...{ ...said, timeUs, receivedUs: timeUs, message: 'said' },
    ...{ attributes: {}, quality: 'good' as const },
  }));
  await logbook.append({ events });
  for (const format of ['csv', 'ndjson'])
    await (
      await app.fetch(`${paths.eventExport}?format=${format}&machine=mill`, { headers: { cookie } })
    ).text();
  const ended = await told('log.exportEnded', 2);
  expect(await told('log.exportBegun', 2)).toHaveLength(2);
  expect(ended.map(({ attributes }) => attributes.after)).toEqual([
    expect.objectContaining({
      format: 'csv',
      machine: ['mill'],
      whole: true,
      events: 3,
      firstUs: 1,
      lastUs: 3,
    }),
    expect.objectContaining({ format: 'ndjson', whole: true, events: 3 }),
  ]);
});

test('following live is told with the database away, and reading those entries makes no more than one', async () => {
  const app = await begin(true, 'unavailable');
  const stream = await openSse(`${app.url}${paths.stream}?level=developer`);
  await told('log.tailBegun');
  for (let each = 0; each < 5; each++) await app.fetch(`${paths.events}?code=log.*`);
  const [read] = await told('log.read');
  expect(read!.attributes.after).toMatchObject({ requests: 5, views: { page: 5 } });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect((await entries()).map(({ code }) => code)).toEqual(['log.tailBegun', 'log.read']);
  stream.close();
});
