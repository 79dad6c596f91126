import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, type MachineView, paths } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import { afterEach, expect, test } from 'vitest';
import { loadConfig } from '../src/config/load-config.ts';
import { startTestApp, type TestApp, type TestOptions, until } from './support/start-test-app.ts';

let app: TestApp;
const started = async (options?: TestOptions) => {
  app = await startTestApp({ machines: ['mill'], demo: true, ...options });
  return app;
};
afterEach(() => app.stop());

const sample = (value: number) =>
  ({ kind: 'sample', item: 'Xload', value, timeUs: 1_000_000 + value, quality: 'good' }) as const;
const execution = (value: string) =>
  ({ kind: 'state', item: 'execution', value, timeUs: 1_000_000, quality: 'good' }) as const;
const connected = { kind: 'connection', state: 'connected', timeUs: 1 } as const;
const mill = async (): Promise<MachineView> => {
  const { machines } = (await (await app.fetch(paths.machines)).json()) as { machines: MachineView[] };
  return machines.find(({ id }) => id === 'mill')!;
};
const recorded = () => app.logbook.head.seq;
const values = async () => {
  const page = await app.logbook.page({
    scope: { sites: 'all', machines: ['mill'], withoutMachine: false },
    filter: { kinds: ['sample'] },
    order: 'received',
    direction: 'newer',
    limit: 1000,
  });
  return page.events.map(({ attributes }) => attributes.value);
};

test('what a machine says becomes durable in order, with its cursor, and its tile follows', async () => {
  await started();
  expect(await mill()).toMatchObject({ activity: 'offline', connected: false, demo: true });
  app.machines.get('mill')!.say([connected, execution('ACTIVE'), sample(1)], 'at-3');
  await until(async () => (await mill()).activity === 'running');
  expect(await mill()).toMatchObject({ connected: true, execution: 'ACTIVE' });
  expect(app.logbook.sourceCursor('mill')).toBe('at-3');
  app.machines.get('mill')!.say([{ kind: 'connection', state: 'lost', timeUs: 2, problem: 'cable' }]);
  await until(async () => (await mill()).activity === 'offline');
  expect(await mill()).toMatchObject({ connectionProblem: 'cable' });
});

test('a machine that falls silent is no longer known to run, without any event', async () => {
  await started();
  app.machines.get('mill')!.say([connected, execution('ACTIVE')]);
  await until(async () => (await mill()).activity === 'running');
  app.advance(60);
  expect((await mill()).activity).toBe('unknown');
});

test('a machine that goes on after a restart is known at once by what the logbook remembers', async () => {
  const past = (kind: 'state' | 'condition', code: string, attributes: Record<string, string>): NewEvent => ({
    ...{ timeUs: 5, receivedUs: 5, site: 'plant', machine: 'mill', kind, code, attributes },
    ...{ path: code, severity: 9, message: 'chip conveyor', quality: 'good' },
  });
  const said = (value: string) => past('state', 'machine.execution', { value });
  const condition = (nativeCode: string, level: string) =>
    past('condition', `fanuc.${nativeCode}`, { nativeCode, level });
  await started({
    prepare: async (logbook) => {
      await logbook.append({ events: [said('READY'), condition('1', 'fault'), condition('2', 'warning')] });
      await logbook.append({ events: [condition('1', 'normal'), said('ACTIVE')] });
      const blocks = Array.from({ length: 3000 }, () => past('state', 'machine.block', { value: 'G1' }));
      await logbook.append({ events: blocks });
      await logbook.append({ events: [{ ...said('STOPPED'), machine: 'lathe' }] });
    },
  });
  // Until the machine is heard again nothing of it counts as current.
  await until(async () => (await mill()).execution === 'ACTIVE');
  expect(await mill()).toMatchObject({ activity: 'offline', connected: false, receivedUs: 5 });
  app.machines.get('mill')!.say([connected, sample(1)]);
  await until(async () => (await mill()).activity === 'warning');
  expect((await mill()).conditions.map(({ code }) => code)).toEqual(['fanuc.2']);
});

test('what a machine says while it is being recalled comes after what is remembered', async () => {
  let answer = () => {};
  await started({
    prepare: (logbook) => {
      const { page } = logbook;
      const held = new Promise<void>((resolve) => {
        answer = resolve;
      });
      logbook.page = (request) =>
        request.scope.machines === 'all' ? page(request) : held.then(() => page(request));
    },
  });
  app.machines.get('mill')!.say([connected, execution('READY')]);
  await until(async () => recorded() > 2);
  expect((await mill()).activity).toBe('offline');
  answer();
  await until(async () => (await mill()).activity === 'idle');
});

test('nothing is shown that the logbook refused; it is repeated in order when the disk takes it again', async () => {
  await started();
  const machine = app.machines.get('mill')!;
  machine.say([connected, sample(0)], 'c0');
  await until(async () => (await values()).length === 1);
  app.logbook.failure = new AppError('logbook.full', { data: { directory: '/d' } });
  const before = recorded();
  machine.say([sample(1)], 'c1');
  machine.say([sample(2), execution('ACTIVE')], 'c2');
  await until(async () =>
    /mantinel_ingest_retries_total [1-9]/.test(await (await app.fetch('/metrics')).text()),
  );
  expect(recorded()).toBe(before);
  expect((await mill()).execution).toBeUndefined();
  expect(app.logbook.sourceCursor('mill')).toBe('c0');
  app.logbook.failure = undefined;
  await until(async () => (await values()).length === 3);
  expect(await values()).toEqual([0, 1, 2]);
  expect(app.logbook.sourceCursor('mill')).toBe('c2');
});

test('stopping while the logbook refuses does not hang', async () => {
  await started();
  app.logbook.failure = new AppError('logbook.writeFailed', { data: { directory: '/d', reason: 'EIO' } });
  app.machines.get('mill')!.say([sample(1)]);
  await until(async () => /retries_total [1-9]/.test(await (await app.fetch('/metrics')).text()));
  const begun = performance.now();
  await app.stop();
  expect(performance.now() - begun).toBeLessThan(5000);
});

test('a connector that breaks is told with its stack and the others go on', async () => {
  await started({ machines: ['mill', 'lathe'] });
  app.machines.get('mill')!.breakNow(new Error('connector defect'));
  await until(() => app.lines.join('').includes('connector defect'));
  app.machines.get('lathe')!.say([sample(7)]);
  await until(async () => {
    const page = await app.fetch(`${paths.events}?machine=lathe`);
    return ((await page.json()) as { events: unknown[] }).events.length === 1;
  });
});

test('the items of a machine name components and units, and are remembered for when it is off', async () => {
  await started();
  const items = await (await app.fetch(paths.machineItems.replace(':id', 'mill'))).json();
  expect(items).toEqual({
    items: [{ path: 'Xload', category: 'SAMPLE', type: 'LOAD', units: 'PERCENT', component: 'x' }],
  });
  const none = await app.fetch(paths.machineItems.replace(':id', 'ghost'));
  expect(await none.json()).toMatchObject({ code: 'machine.notFound', status: 404 });
  app.machines.get('mill')!.say([connected]);
  await until(async () => (await app.store.deviceModels.get('mill')) !== undefined);
});

test('a machine connected on a screen is recorded at once and stands in mantinel.yaml', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mantinel-connect-'));
  const configFile = join(folder, 'mantinel.yaml');
  await started({ configFile });
  const headers = { cookie: await app.signUp(), 'content-type': 'application/json' };
  const body = JSON.stringify({ connector: 'shdr', id: 'lathe', host: '10.0.0.7', name: 'Lathe 1' });
  const made = await app.fetch(paths.machines, { method: 'POST', headers, body });
  expect(await made.json()).toMatchObject({ id: 'lathe', name: 'Lathe 1', demo: false, activity: 'offline' });
  app.machines.get('lathe')!.say([connected, sample(1)]);
  await until(() => app.logbook.stats().events >= 2);
  const { config } = await loadConfig({ file: configFile, env: {} });
  expect(config.machines).toMatchObject([{ id: 'lathe', host: '10.0.0.7', port: 7878 }]);
  const audited = await app.fetch(`${paths.events}?kind=audit&machine=lathe`, { headers });
  expect(await audited.json()).toMatchObject({
    events: [{ code: 'machine.added', attributes: { connector: 'shdr', personId: 'p1' } }],
  });
  const twice = await app.fetch(paths.machines, { method: 'POST', headers, body });
  expect(await twice.json()).toMatchObject({ code: 'machine.exists', status: 409 });
  await rm(folder, { recursive: true });
});

test('an upload that breaks off leaves no file behind', async () => {
  await started();
  const headers = { cookie: await app.signUp(), 'content-type': 'text/plain' };
  const asked = request(`${app.url}${paths.recordings}?machine=half&file=x`, { method: 'POST', headers });
  asked.on('error', () => undefined); // cut on purpose
  asked.write('2026-01-01T00:00:00Z|a|1\n');
  const folder = join(app.folder, 'data', 'recordings');
  const files = () => readdir(folder).catch((): string[] => []);
  await until(async () => (await files()).length === 1);
  asked.destroy();
  await until(async () => (await files()).length === 0);
  expect(app.machines.has('half')).toBe(false);
});

test('a recording is taken in and replayed; what is none is refused with its line', async () => {
  await started();
  const cookie = await app.signUp();
  const upload = (query: string, body: string | Uint8Array<ArrayBuffer>) =>
    app.fetch(`${paths.recordings}?${query}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'text/plain' },
      body,
    });
  const text = '2026-01-01T00:00:00Z|Xload|1\n';
  const taken = await upload('machine=rec&file=day.txt', text);
  expect(await taken.json()).toMatchObject({ id: 'rec', name: 'day.txt', connector: 'replay' });
  expect(await readFile(join(app.folder, 'data', 'recordings', 'rec.shdr'), 'utf8')).toBe(text);
  expect(await (await upload('machine=rec&file=day.txt', text)).json()).toMatchObject({
    code: 'machine.exists',
  });
  const binary = await upload('machine=bin&file=x.bin', new Uint8Array([65, 10, 66, 10, 0]));
  expect(await binary.json()).toMatchObject({
    code: 'recording.invalid',
    title: 'x.bin, line 3: this is not text.',
  });
  expect(await (await upload('machine=e&file=e.txt', '')).json()).toMatchObject({
    code: 'recording.invalid',
  });
});

test('a device model is taken in by its content; what is none, or not chosen from, is refused before the recording', async () => {
  await started();
  const cookie = await app.signUp();
  const post = (path: string, type: string, body: string) =>
    app.fetch(path, { method: 'POST', headers: { cookie, 'content-type': type }, body });
  const model = (body: string, type = 'application/xml') =>
    post(`${paths.deviceModels}?file=Devices.xml`, type, body);
  const document = (...names: string[]) =>
    `<MTConnectDevices><Devices>${names.map((name) => `<Device name="${name}"/>`).join('')}</Devices></MTConnectDevices>`;

  const first = (await (await model(document('VM', 'TC'))).json()) as { id: string; devices: string[] };
  expect(first).toEqual({ id: expect.stringMatching(/^[0-9a-f]{64}$/), devices: ['VM', 'TC'] });
  expect(await (await model(document('VM', 'TC'), 'text/xml')).json()).toEqual(first);
  const folder = join(app.folder, 'data', 'device-models');
  expect(await readdir(folder)).toEqual([`${first.id}.xml`]);
  expect(await (await model('<html/>')).json()).toMatchObject({
    code: 'deviceModel.invalid',
    title: expect.stringContaining('Devices.xml'),
  });
  expect(await (await model('{}', 'application/json')).json()).toMatchObject({
    code: 'request.invalid',
    title: expect.stringContaining('application/xml or text/xml'),
  });
  expect((await model('x'.repeat(16 * 2 ** 20 + 1))).status).toBe(413);
  expect(await readdir(folder)).toHaveLength(1);

  const replay = (query: string) =>
    post(`${paths.recordings}?machine=rec&file=day.txt&${query}`, 'text/plain', '2026-01-01T00:00:00Z|a|1\n');
  expect(await (await replay(`deviceModel=${'0'.repeat(64)}`)).json()).toMatchObject({
    code: 'deviceModel.notFound',
    status: 404,
  });
  expect(await (await replay('deviceModel=..%2F..%2Fetc')).json()).toMatchObject({ code: 'request.invalid' });
  expect(await (await replay(`deviceModel=${first.id}`)).json()).toMatchObject({
    code: 'deviceModel.chooseDevice',
    title: expect.stringContaining('VM, TC'),
  });
  expect(app.machines.has('rec')).toBe(false);
  expect((await replay(`deviceModel=${first.id}&device=TC`)).status).toBe(200);
  const nothing = await app.fetch(`${paths.recordings}?machine=no&file=x`, {
    method: 'POST',
    headers: { cookie },
  });
  expect(await nothing.json()).toMatchObject({
    code: 'request.invalid',
    title: expect.stringContaining('send the file itself, as text/plain'),
  });
});
