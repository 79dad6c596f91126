/** What machines do to the whole program, on its real connectors and logbook, and with no database to lean on. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AdapterStandIn, openAdapterStandIn } from '@mantinel/connectors/adapter-stand-in';
import { type AgentStandIn, openAgentStandIn } from '@mantinel/connectors/agent-stand-in';
import { Config, type Event, type EventPage, type MachineView, paths } from '@mantinel/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type App, start } from '../src/app.ts';
import { systemParts } from '../src/parts.ts';
import { until } from './support/start-test-app.ts';

let folder: string;
let app: App;
let mill: AdapterStandIn;
let agent: AgentStandIn;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-bad-'));
  mill = await openAdapterStandIn();
  agent = await openAgentStandIn();
  agent.hang(true);
  const config = Config.parse({
    data: join(folder, 'data'),
    http: { port: 0 },
    // Nobody listens there.
    store: { url: 'postgres://u:p@127.0.0.1:1/d' },
    machines: [
      { connector: 'shdr', id: 'mill', host: '127.0.0.1', port: mill.port, timeZone: 'UTC' },
      { connector: 'mtconnect', id: 'hung', url: agent.url },
    ],
  });
  app = await start(
    { config, demo: true, webRoot: join(folder, 'web'), log: () => undefined },
    { ...systemParts(), checkReplies: true },
  );
});
afterEach(async () => {
  agent.hang(false);
  await app.stop();
  await mill.close();
  await agent.close();
  await rm(folder, { recursive: true, force: true });
});

const get = async <T>(path: string): Promise<T> => {
  const answer = await fetch(app.url + path);
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
};
const heard = async (query: string): Promise<Event[]> =>
  (await get<EventPage>(`${paths.events}?machine=mill&direction=newer&limit=1000&${query}`)).events;
const view = async (id: string): Promise<MachineView> =>
  (await get<{ machines: MachineView[] }>(paths.machines)).machines.find((machine) => machine.id === id)!;
const values = (events: readonly Event[]) => events.map(({ attributes }) => attributes.value);

test('an adapter that sends whatever it likes: what is sound is kept in order, the rest is told, nothing is lost', async () => {
  const now = new Date().toISOString();
  mill.send(`${now}|execution|READY\n`);
  mill.send('garbage\n|||\n<html>\n\0\0\0\n');
  mill.send(`${now}|servo|ON FIRE|1|2|3|x\n`);
  mill.send(`${now}|Xload|`);
  for (let part = 0; part < 10; part += 1) mill.send(Buffer.alloc(1 << 20, '7'));
  mill.send(`\n${now}|Xload|1\n`);
  mill.send(Buffer.from(`${now}|program|Größe\n`, 'latin1'));
  await until(async () => (await heard('kind=sample')).length === 1);
  await until(async () => values(await heard('code=machine.program')).includes('Größe'));

  const malformed = await heard('code=source.malformed');
  expect(malformed.length).toBeGreaterThanOrEqual(4);
  const raw = malformed.map(({ attributes }) => String(attributes.raw));
  expect(raw.some((text) => text.startsWith('garbage'))).toBe(true);
  // No level of a condition, so it is none: a reading then, with every word kept.
  expect(values(await heard('path=servo'))).toEqual(['ON FIRE']);
  expect(values(await heard('path=1'))).toEqual([2]);
  // Of ten megabytes the beginning is kept, and how much there was.
  expect(Math.max(...raw.map((text) => text.length))).toBeLessThanOrEqual(4096);
  expect(Math.max(...malformed.map(({ attributes }) => Number(attributes.rawBytes)))).toBeGreaterThan(
    10 << 20,
  );
  expect((await view('mill')).activity).toBe('idle');
  expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
});

test('clocks that lie: what 1970, 2099 and no year at all say is kept, found by time, and pins nothing', async () => {
  const now = new Date().toISOString();
  mill.send('2099-01-01T00:00:00Z|execution|ACTIVE|Xload|2099\n');
  mill.send('1970-01-01T00:00:01Z|Xload|1970\n');
  mill.send('9999-12-31T23:59:59Z|Xload|9999\n');
  mill.send(`${now}|execution|READY|Xload|1\n`);
  await until(async () => (await heard('kind=sample')).length === 4);
  expect(values(await heard('kind=sample&order=received'))).toEqual([2099, 1970, 9999, 1]);
  const byTime = await heard('kind=sample&order=time');
  expect(values(byTime).at(0)).toBe(1970);
  expect(values(byTime).at(-1)).toBe(2099);
  expect(byTime.find(({ attributes }) => attributes.value === 2099)?.timeUs).toBe(
    Date.UTC(2099, 0, 1) * 1000,
  );
  // A year beyond what can be stored is told at the time of receipt.
  const beyond = byTime.find(({ attributes }) => attributes.value === 9999)!;
  expect(Math.abs(beyond.timeUs - beyond.receivedUs)).toBeLessThan(5_000_000);
  // The last word counts, not the latest date.
  await until(async () => (await view('mill')).execution === 'READY');
  const newest = await get<EventPage>(`${paths.events}?machine=mill&kind=sample&limit=1&order=received`);
  expect(values(newest.events)).toEqual([1]);
});

test('an agent that hangs holds up neither the other machine nor the screen that asks for its items', async () => {
  mill.send(`${new Date().toISOString()}|Xload|1\n`);
  await until(async () => (await heard('kind=sample')).length === 1);
  expect(await view('hung')).toMatchObject({ connected: false, activity: 'offline' });
  const began = performance.now();
  expect(await get(paths.machineItems.replace(':id', 'hung'))).toEqual({ items: [] });
  expect(performance.now() - began).toBeLessThan(7000);
  agent.hang(false);
  await until(async () => (await view('hung')).connected, 25_000);
}, 60_000);
