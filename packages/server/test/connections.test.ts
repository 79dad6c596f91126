/** Machines whose connections are changed while they speak: real adapters and agents, nothing lost and nothing twice. */
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type AdapterStandIn, openAdapterStandIn } from '@mantinel/connectors/adapter-stand-in';
import { type AgentEntry, type AgentStandIn, openAgentStandIn } from '@mantinel/connectors/agent-stand-in';
import { type ConnectionView, type MachineView, paths, type TestedConnection } from '@mantinel/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemParts } from '../src/parts.ts';
import { startTestApp, type TestApp, until } from './support/start-test-app.ts';

let app: TestApp;
let cookie: string;
let adapter: AdapterStandIn;
let other: AdapterStandIn;
let agent: AgentStandIn;
beforeEach(async () => {
  [adapter, other, agent] = await Promise.all([
    openAdapterStandIn(),
    openAdapterStandIn(),
    openAgentStandIn(),
  ]);
  app = await startTestApp({ keepsConfig: true, parts: { openSource: systemParts().openSource } });
  cookie = await app.signUp();
});
afterEach(async () => {
  await app.stop();
  await Promise.all([adapter.close(), other.close(), agent.close()]);
});

const send = async (method: string, path: string, body?: unknown, version?: number) => {
  const answer = await app.fetch(path, {
    method,
    headers: {
      cookie,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as never };
};
const connect = async (machine: object) => {
  const { status, body } = await send('POST', paths.machines, machine);
  expect([status, body]).toEqual([200, expect.anything()]);
};
const pathOf = (id: string) => paths.machineConnection.replace(':id', id);
const connection = async (id: string): Promise<ConnectionView> => (await send('GET', pathOf(id))).body;
const change = async (id: string, part: object, version?: number) => {
  const view = await connection(id);
  const sent = { connection: { ...view.connection, ...part }, reason: 'moved' };
  return send('PUT', pathOf(id), sent, version ?? view.version);
};
const machine = async (id: string): Promise<MachineView | undefined> => {
  const { machines } = (await send('GET', paths.machines)).body as { machines: MachineView[] };
  return machines.find((one) => one.id === id);
};
const eventsOf = async (id: string) => {
  const { events } = await app.logbook.page({
    scope: { sites: 'all', machines: [id], withoutMachine: false },
    filter: {},
    order: 'received',
    direction: 'newer',
    limit: 1000,
  });
  return events.map(app.logbook.personal.openEvent);
};
const values = async (id: string) =>
  (await eventsOf(id)).filter(({ kind }) => kind === 'sample').map(({ attributes }) => attributes.value);
const yaml = () => readFile(join(app.folder, 'mantinel.yaml'), 'utf8');
const load = (value: number): AgentEntry => ({
  dataItemId: 'Xload',
  element: 'Load',
  group: 'Samples',
  timestamp: stamp(value % 60),
  text: String(value),
});
const stamp = (second: number) => `2026-11-25T10:00:${String(second).padStart(2, '0')}Z`;

test('an agent’s address is changed while it speaks: every observation is there once, in order', async () => {
  let said = 0;
  const say = (count: number) => {
    for (let left = count; left > 0; left -= 1) {
      said += 1;
      agent.say([load(said)]);
    }
  };
  await connect({ connector: 'mtconnect', id: 'mill', url: agent.url, intervalMs: 10 });
  await connect({ connector: 'shdr', id: 'saw', host: '127.0.0.1', port: adapter.port });
  await until(async () => (await machine('mill'))?.connected === true && adapter.open() === 1);
  for (let round = 0; round < 4; round += 1) {
    say(20);
    const speaking = setInterval(() => say(1), 3);
    const { status } = await change('mill', { mode: round % 2 === 0 ? 'poll' : 'stream' });
    expect(status).toBe(200);
    clearInterval(speaking);
  }
  say(5);
  await until(async () => (await values('mill')).length >= said);
  expect(await values('mill')).toEqual(Array.from({ length: said }, (_, at) => at + 1));
  expect((await eventsOf('mill')).filter(({ kind }) => kind === 'gap')).toEqual([]);
  // Nobody else was disturbed.
  expect((await eventsOf('saw')).filter(({ code }) => code === 'source.connected')).toHaveLength(1);
});

test('a machine moves to another adapter: what was said before stays, and the time in between is told as a gap', async () => {
  adapter.onConnect(`${stamp(1)}|Xload|1\n`);
  other.onConnect(`${stamp(1)}|Xload|1\n`);
  await connect({ connector: 'shdr', id: 'saw', host: '127.0.0.1', port: adapter.port });
  adapter.send(`${stamp(2)}|Xload|2\n`);
  await until(async () => (await values('saw')).length === 2);
  const { status, body } = await change('saw', { port: other.port, name: 'Band saw' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ connection: { port: other.port }, kept: true });
  await until(() => other.open() === 1 && adapter.open() === 0);
  other.send(`${stamp(3)}|Xload|3\n`);
  await until(async () => (await values('saw')).at(-1) === 3);
  const events = await eventsOf('saw');
  expect(events.filter(({ kind }) => kind === 'gap')).toHaveLength(1);
  // The new adapter's current values are known to be a repetition.
  expect(
    events
      .filter(({ kind, attributes }) => kind === 'sample' && attributes.resync !== true)
      .map(({ attributes }) => attributes.value),
  ).toEqual([1, 2, 3]);
  expect(await machine('saw')).toMatchObject({ name: 'Band saw', connected: true });
  expect(await yaml()).toContain(`port: ${other.port}`);
  const told = app.store.enqueued.find(({ code }) => code === 'machine.changed');
  expect(told?.attributes).toMatchObject({
    before: { port: adapter.port },
    after: { port: other.port, name: 'Band saw' },
    why: 'moved',
  });
});

test('a new name alone breaks no connection', async () => {
  await connect({ connector: 'shdr', id: 'saw', host: '127.0.0.1', port: adapter.port });
  await until(async () => (await machine('saw'))?.connected === true);
  expect((await change('saw', { name: 'Säge' })).status).toBe(200);
  expect(await machine('saw')).toMatchObject({ name: 'Säge', connected: true });
  expect((await eventsOf('saw')).filter(({ code }) => code === 'source.lost')).toEqual([]);
});

test('a paused machine is not listened to, says so, stays paused in the file, and goes on when it is resumed', async () => {
  await connect({ connector: 'shdr', id: 'saw', host: '127.0.0.1', port: adapter.port });
  adapter.send(`${stamp(1)}|Xload|1\n`);
  await until(async () => (await values('saw')).length === 1);
  expect((await change('saw', { paused: true })).status).toBe(200);
  await until(() => adapter.open() === 0);
  expect(await machine('saw')).toMatchObject({ paused: true, connected: false, activity: 'offline' });
  expect((await eventsOf('saw')).at(-1)).toMatchObject({ code: 'source.lost', severity: 9 });
  expect(await yaml()).toContain('paused: true');
  expect((await change('saw', { paused: false })).status).toBe(200);
  await until(async () => (await machine('saw'))?.connected === true);
  expect(await yaml()).not.toContain('paused');
  adapter.send(`${stamp(5)}|Xload|5\n`);
  await until(async () => (await values('saw')).at(-1) === 5);
  expect(app.store.enqueued.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['machine.paused', 'machine.resumed']),
  );
});

test('a machine is removed and its past stays; the same id connects again without repeating it', async () => {
  adapter.onConnect(`${stamp(1)}|Xload|1\n`);
  await connect({ connector: 'shdr', id: 'saw', host: '127.0.0.1', port: adapter.port });
  await until(async () => (await values('saw')).length === 1);
  const { version } = await connection('saw');
  const path = paths.machine.replace(':id', 'saw');
  expect((await send('DELETE', path, undefined, version + 1)).status).toBe(412);
  expect(await send('DELETE', path, undefined, version)).toMatchObject({
    status: 200,
    body: { removed: 'saw' },
  });
  await until(() => adapter.open() === 0);
  expect(await machine('saw')).toBeUndefined();
  expect(await yaml()).not.toContain('saw');
  expect(await values('saw')).toEqual([1]);
  expect((await send('DELETE', path, undefined, version)).status).toBe(404);
  await connect({ connector: 'shdr', id: 'saw', host: '127.0.0.1', port: adapter.port });
  await until(() => adapter.open() === 1);
  adapter.send(`${stamp(2)}|Xload|2\n`);
  await until(async () => (await values('saw')).at(-1) === 2);
});

test('of two who change a machine the second is told; an edit by hand counts, and another id is refused', async () => {
  await connect({ connector: 'shdr', id: 'saw', host: '127.0.0.1', port: adapter.port });
  const { version } = await connection('saw');
  expect((await change('saw', { name: 'A' }, version)).status).toBe(200);
  expect(await change('saw', { name: 'B' }, version)).toMatchObject({
    status: 412,
    body: { code: 'changedMeanwhile' },
  });
  expect(await machine('saw')).toMatchObject({ name: 'A' });
  expect((await change('saw', { id: 'other' })).status).toBe(400);
  await writeFile(join(app.folder, 'mantinel.yaml'), (await yaml()).replace('127.0.0.1', '127.0.0.9'));
  expect((await change('saw', { name: 'C' })).status).toBe(412);
  expect(await yaml()).toContain('127.0.0.9');
  await writeFile(join(app.folder, 'mantinel.yaml'), 'machines: [');
  expect(await change('saw', { name: 'C' })).toMatchObject({
    status: 409,
    body: { code: 'configuration.broken' },
  });
  expect(await machine('saw')).toMatchObject({ name: 'A', connected: true });
});

test('a device model that cannot be read ends nothing that is recorded', async () => {
  await connect({ connector: 'shdr', id: 'saw', host: '127.0.0.1', port: adapter.port });
  await until(async () => (await machine('saw'))?.connected === true);
  expect(await change('saw', { deviceModel: join(app.folder, 'none.xml') })).toMatchObject({
    status: 400,
    body: { code: 'deviceModel.unreadable' },
  });
  adapter.send(`${stamp(1)}|Xload|1\n`);
  await until(async () => (await values('saw')).length === 1);
});

test('a try tells what is there without recording any of it', async () => {
  const attempt = async (machine: object): Promise<TestedConnection> =>
    (await send('POST', paths.machineTest, { id: 'new', ...machine })).body;
  adapter.onConnect(`${stamp(1)}|Xload|12|execution|ACTIVE\n`);
  expect(await attempt({ connector: 'shdr', host: '127.0.0.1', port: adapter.port })).toMatchObject({
    reachable: true,
    understood: true,
    heard: 2,
    observations: [
      { item: 'Xload', value: '12' },
      { item: 'execution', value: 'ACTIVE' },
    ],
  });
  agent.say([load(7)]);
  expect(await attempt({ connector: 'mtconnect', url: agent.url })).toMatchObject({
    reachable: true,
    device: 'Mill',
    items: expect.any(Number),
  });
  await other.leave();
  expect(await attempt({ connector: 'shdr', host: '127.0.0.1', port: other.port })).toMatchObject({
    reachable: false,
    problem: expect.stringContaining(String(other.port)),
  });
  await other.listen();
  const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\nServer: x\r\n\r\n<html>\n'));
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const { port } = web.address() as { port: number };
  expect(await attempt({ connector: 'shdr', host: '127.0.0.1', port })).toMatchObject({
    understood: false,
    heard: 0,
    observations: [],
  });
  web.close();
  await until(() => adapter.open() === 0);
  expect(await eventsOf('new')).toEqual([]);
  expect(await machine('new')).toBeUndefined();
});
