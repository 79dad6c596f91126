/** What people enter, with the plug pulled between the commit and the answer: the second attempt finds it done and says the same. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, paths } from '@mantinel/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CrashingDatabase, crashingDatabase } from './support/crashing-database.ts';
import { startTestApp, type TestApp, until } from './support/start-test-app.ts';

let folder: string;
let database: CrashingDatabase;
let app: TestApp;
let cookie: string;
/** Once: the transaction is committed, and the connection lost before anybody hears of it. */
let pullThePlug = false;
const ids = { person: '', part: '' };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-done-once-'));
  database = crashingDatabase(join(folder, 'postgres'));
  const { store } = database;
  await store.ready(AbortSignal.timeout(60_000));
  const transaction: typeof store.transaction = async (work) => {
    // What the program does by itself meanwhile has transactions as well.
    let answered = false;
    const done = await store.transaction(({ idempotency, ...others }) =>
      work({
        ...others,
        idempotency: {
          ...idempotency,
          complete: (claim, response) => {
            answered = true;
            return idempotency.complete(claim, response);
          },
        },
      }),
    );
    if (!pullThePlug || !answered) return done;
    pullThePlug = false;
    await database.crash();
    throw new AppError('store.unavailable', { data: { reason: 'the plug was pulled' } });
  };
  app = await startTestApp({ parts: { openStore: () => ({ ...store, transaction }) } });
  cookie = await app.signUp();
  await store.places.settle({ site: 'plant', machines: [] });
  ids.person = (await store.people.create({ name: 'Peter', place: 'site:plant' })).id;
  ids.part = (await store.parts.add({ place: 'site:plant', number: '4711', name: 'Flange' })).id;
}, 90_000);
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

const calendar = {
  timeZone: 'Europe/Bratislava',
  weekly: [{ name: 'Early', start: '06:00', end: '14:00', breaks: [], weekdays: [1] }],
  exceptions: [],
};

test.each([
  ['people', 'person.created', 'POST', paths.people, () => ({ name: 'Anna', place: 'site:plant' })],
  [
    'grants',
    'grant.given',
    'POST',
    paths.grants,
    () => ({ person: ids.person, role: 'viewer', place: 'site:plant' }),
  ],
  ['plant', 'place.added', 'POST', paths.places, () => ({ id: 'line:a', name: 'A', parent: 'site:plant' })],
  [
    'calendars',
    'calendar.changed',
    'PUT',
    paths.placeCalendar.replace(':id', 'site:plant'),
    () => ({ calendar }),
  ],
  ['parts', 'part.added', 'POST', paths.parts, () => ({ place: 'site:plant', number: '1', name: 'Shaft' })],
  [
    'jobs',
    'job.added',
    'POST',
    paths.jobs,
    () => ({ place: 'site:plant', number: 'J1', part: ids.part, quantity: 1, operations: [] }),
  ],
  [
    'tokens',
    'token.created',
    'POST',
    paths.tokens,
    () => ({ name: 'A', permissions: ['event.read'], place: 'site:plant' }),
  ],
] as const)(
  '%s',
  async (feature, code, method, path, body) => {
    const send = () =>
      app.fetch(path, {
        method,
        headers: {
          cookie,
          'content-type': 'application/json',
          'idempotency-key': `the-plug-${feature}`,
          ...(method === 'PUT' ? { 'if-none-match': '*' } : {}),
        },
        body: JSON.stringify(body()),
      });
    pullThePlug = true;
    expect(await (await send()).json()).toMatchObject({ code: 'store.unavailable' });
    await database.store.ready(AbortSignal.timeout(60_000));
    // On a computer that is busy the database may be taken for lost once more.
    let again = await send();
    await until(async () => {
      if (again.status === 503) again = await send();
      return again.status !== 503;
    });
    const answer = await again.json();
    expect([again.status, answer]).toEqual([200, expect.objectContaining({})]);
    expect(await (await send()).json()).toEqual(answer);
    const told = () =>
      app.logbook
        .page({
          scope: { sites: 'all', machines: 'all', withoutMachine: true },
          filter: { kinds: ['audit'] },
          order: 'received',
          direction: 'newer',
          limit: 1000,
        })
        .then(({ events }) => events.filter((event) => event.code === code).length);
    await until(async () => (await told()) > 0);
    await until(async () => (await database.store.outbox.pending()) === 0);
    expect(await told()).toBe(1);
  },
  60_000,
);
