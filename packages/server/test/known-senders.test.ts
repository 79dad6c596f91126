/** A start while the database is away: who sent before goes on sending from the first second, and nothing more. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Problem, paths } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { systemParts } from '../src/parts.ts';
import { secretHash } from '../src/secrets/secret.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { startTestApp, type TestApp, until } from './support/start-test-app.ts';

const dayS = 24 * 3600;
const newToken = () => `mnt_${randomBytes(32).toString('base64url')}`;
const [robot, press, lathe, never] = [newToken(), newToken(), newToken(), newToken()];
let folder: string;
let file: string;
let kept: string;
let app: Pick<TestApp, 'fetch'>;
let again: TestApp | undefined;

const send = (token: string, machine: string) =>
  app.fetch(paths.events, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events: [{ code: 'robot.on', machine }] }),
  });
const codeOf = async (answer: Response) => (answer.ok ? 'taken' : ((await answer.json()) as Problem).code);
const tryIt = async (token: string, machine: string) => codeOf(await send(token, machine));
const names = async () =>
  (JSON.parse(await readFile(file, 'utf8')) as { senders: { token: string }[] }).senders.length;

/** A machine of a line that only the database knows; one of another site; one that is revoked before the stop. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-senders-'));
  file = join(folder, 'data', 'known-senders.json');
  const plant: PlantApp = await startPlantApp({}, { folder });
  app = plant;
  try {
    const { id } = await plant.person([{ role: 'machine', place: 'enterprise:own' }]);
    const make = (secret: string, place: PlaceId) =>
      plant.store.apiTokens.create({
        person: id,
        name: secret.slice(-4),
        permissions: ['event.ingest'],
        place,
        tokenHash: secretHash(secret),
        lastFour: secret.slice(-4),
        expiresUs: Date.now() * 1000 + 300 * dayS * 1_000_000,
      });
    await make(robot, 'line:milling');
    await make(lathe, 'site:away');
    const { id: revoked } = await make(press, 'site:plant');
    for (const [token, machine] of [
      [robot, 'mill'],
      [lathe, 'lathe'],
      [press, 'saw'],
    ] as const)
      expect(await tryIt(token, machine)).toBe('taken');
    await until(async () => (await stat(file).catch(() => undefined)) !== undefined && (await names()) === 3);
    const owner = await plant.holder('platformOwner', 'enterprise:own');
    const { cookie } = owner;
    const path = paths.personToken.replace(':id', id).replace(':token', revoked);
    const answer = await plant.fetch(path, { method: 'DELETE', headers: { cookie } });
    expect([path, answer.status]).toEqual([path, 200]);
    await until(async () => (await names()) === 2);
  } finally {
    await plant.stop();
  }
  kept = await readFile(file, 'utf8');
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
afterEach(async () => {
  await again?.stop();
  again = undefined;
  // As the program left it, whatever a test made of it.
  await writeFile(file, kept, { mode: 0o600 });
});

async function startedAgain(afterDays = 0) {
  const real = systemParts();
  const clock = { nowUs: () => Date.now() * 1000 + afterDays * dayS * 1_000_000 };
  again = await startTestApp({
    folder,
    machines: ['mill', 'saw'],
    storeState: 'unavailable',
    parts: { clock, openLogbook: real.openLogbook },
  });
  app = again;
  return again;
}

test('the file holds no token and no hash of one, and is the account’s own', async () => {
  for (const token of [robot, lathe, press]) {
    expect(kept).not.toContain(token);
    for (const encoding of ['base64', 'hex', 'base64url'] as const)
      expect(kept).not.toContain(secretHash(token).toString(encoding));
  }
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('who sent before sends on at their place, by both ways; everything else waits for the database', async () => {
  const { store, fetch } = await startedAgain();
  expect(await tryIt(robot, 'mill')).toBe('taken');
  expect(await tryIt(lathe, 'lathe')).toBe('taken');
  expect(await tryIt(robot, 'saw')).not.toBe('taken');
  const logs = { resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: 'x' } }] }] }] };
  const otlp = await fetch(paths.otlpLogs, {
    method: 'POST',
    headers: { authorization: `Bearer ${lathe}`, 'content-type': 'application/json' },
    body: JSON.stringify(logs),
  });
  expect([otlp.status, await otlp.json()]).toEqual([200, {}]);
  const reading = await fetch(paths.events, { headers: { authorization: `Bearer ${robot}` } });
  expect(await codeOf(reading)).toBe('store.unavailable');
  expect(await tryIt(press, 'saw')).toBe('store.unavailable');
  expect(await tryIt(never, 'mill')).toBe('store.unavailable');
  expect(await tryIt('mnt_nonsense', 'mill')).toBe('token.invalid');
  // The database is back and knows nothing of it: it was revoked meanwhile.
  store.apiTokens.of = async () => [];
  store.people.get = async () => undefined;
  store.setState('ready');
  expect(await tryIt(robot, 'mill')).toBe('token.invalid');
  await until(async () => (await names()) === 0);
  store.setState('unavailable');
  expect(await tryIt(robot, 'mill')).toBe('store.unavailable');
  expect(await tryIt(lathe, 'lathe')).toBe('store.unavailable');
});

test('what the database has not confirmed for a week is believed no more', async () => {
  await startedAgain(6);
  expect(await tryIt(robot, 'mill')).toBe('taken');
  await again!.stop();
  await startedAgain(8);
  expect(await tryIt(robot, 'mill')).toBe('store.unavailable');
});

test.each([
  ['torn', (text: string) => text.slice(0, 40)],
  ['of another form', () => '{"format":2}'],
  ['changed to another right', (text: string) => text.replaceAll('event.ingest', 'people.everything')],
])('a file that is %s opens nothing, says so, and keeps nobody from starting', async (_, spoilt) => {
  await writeFile(file, spoilt(kept));
  const { lines } = await startedAgain();
  expect(await tryIt(robot, 'mill')).toBe('store.unavailable');
  expect(lines.join('\n')).toContain('the file of known senders cannot be read');
});
