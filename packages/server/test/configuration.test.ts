/** The configuration seen and changed over the API, on a real file. */
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConfigurationView, paths, type SettingView } from '@mantinel/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestOptions } from './support/start-test-app.ts';

let folder: string;
let file: string;
let app: TestApp;
let cookie: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-configuration-'));
  file = join(folder, 'mantinel.yaml');
});
afterEach(async () => {
  await app?.stop();
  await rm(folder, { recursive: true, force: true });
});

const started = async (text?: string, options: TestOptions = {}) => {
  if (text !== undefined) await writeFile(file, text);
  app = await startTestApp({ configFile: file, ...options });
  cookie = await app.signUp();
};
const view = async (): Promise<ConfigurationView> =>
  (await (await app.fetch(paths.configuration, { headers: { cookie } })).json()) as ConfigurationView;
const of = ({ settings }: ConfigurationView, name: string): SettingView =>
  settings.find(({ setting }) => setting === name)!;
const send = async (
  set: readonly { setting: string; value?: unknown }[],
  { version, path = paths.configuration }: { version?: number; path?: string } = {},
) => {
  const check = path === paths.configurationCheck;
  const answer = await app.fetch(path, {
    method: check ? 'POST' : 'PATCH',
    headers: {
      cookie,
      'content-type': 'application/json',
      ...(check ? {} : version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` }),
    },
    body: JSON.stringify({ set, ...(check ? {} : { reason: 'as agreed' }) }),
  });
  return { status: answer.status, body: (await answer.json()) as never };
};

const text = `# our hall
site: plant
http:
  port: 8700 # behind the proxy
store:
  url: postgres://shop:geheim@db.local/mantinel
`;

test('every setting says its value, its origin and whether it waits; no password comes out', async () => {
  await started(text);
  const seen = await view();
  expect(JSON.stringify(seen)).not.toContain('geheim');
  expect(seen).toMatchObject({ file, exists: true, problems: [], demo: false });
  expect(of(seen, 'http.port')).toMatchObject({
    value: 8700,
    standard: 8620,
    source: 'file',
    running: 0,
    waits: true,
    requiresRestart: true,
  });
  expect(of(seen, 'http.host')).toMatchObject({ source: 'default', waits: false });
  expect(of(seen, 'store.url').value).toBe('postgres://shop:***@db.local/mantinel');
  expect(of(seen, 'logbook.retentionDays.operator')).toMatchObject({
    value: 3650,
    requiresRestart: false,
  });
  // Nobody has to know a setting's name who can read its description.
  const { schema } = seen as unknown as { schema: { properties: Record<string, { properties: object }> } };
  expect(schema.properties.http!.properties).toMatchObject({
    port: { description: expect.stringContaining('TCP port'), maximum: 65535, requiresRestart: true },
  });
});

test('a change keeps every comment, tells the audit trail what it changed, and what is live applies at once', async () => {
  await started(text);
  const { version } = await view();
  const { status, body } = await send(
    [
      { setting: 'http.port', value: 8800 },
      { setting: 'logbook.retentionDays.developer', value: 7 },
      { setting: 'outgoing.privateNetworks', value: ['10.1.0.0/16'] },
    ],
    { version },
  );
  expect(status).toBe(200);
  expect(of(body, 'http.port')).toMatchObject({ value: 8800, waits: true });
  expect(of(body, 'logbook.retentionDays.developer')).toMatchObject({
    value: 7,
    waits: false,
    source: 'file',
  });
  expect(of(body, 'outgoing.privateNetworks')).toMatchObject({ value: ['10.1.0.0/16'], waits: false });
  const written = await readFile(file, 'utf8');
  expect(written.startsWith(text.replace('8700', '8800'))).toBe(true);
  expect(await readdir(folder)).toEqual(['mantinel.yaml']);
  const [told] = app.store.enqueued.filter(({ code }) => code === 'configuration.changed');
  expect(told!.attributes).toMatchObject({
    before: { 'http.port': 8700, 'logbook.retentionDays.developer': 'default' },
    after: { 'http.port': 8800, 'logbook.retentionDays.developer': 7 },
    why: 'as agreed',
  });

  const back = await send([{ setting: 'logbook.retentionDays.developer', value: null }], {
    version: (body as ConfigurationView).version,
  });
  expect(of(back.body, 'logbook.retentionDays.developer')).toMatchObject({ value: 30, source: 'default' });
});

test('a password stays when it is sent as it was shown, and never reaches the audit trail', async () => {
  await started(text);
  const { version } = await view();
  const seen = of(await view(), 'store.url').value;
  const kept = await send(
    [
      { setting: 'store.url', value: seen },
      { setting: 'http.port', value: 1 },
    ],
    { version },
  );
  expect(kept.status).toBe(200);
  expect(await readFile(file, 'utf8')).toContain('geheim');
  const moved = await send([{ setting: 'store.url', value: 'postgres://shop:***@evil.example/x' }], {
    version: (kept.body as ConfigurationView).version,
  });
  expect(moved).toMatchObject({ status: 422, body: { code: 'configuration.refused' } });
  const changed = await send([{ setting: 'store.url', value: 'postgres://shop:neuesWort@db2/x' }], {
    version: (kept.body as ConfigurationView).version,
  });
  expect(changed.status).toBe(200);
  expect(JSON.stringify(app.store.enqueued)).not.toMatch(/geheim|neuesWort/);
});

test('of two who change it the second is told, and an edit by hand is one of the two', async () => {
  await started(text);
  const { version } = await view();
  expect((await send([{ setting: 'http.port', value: 1 }], { version })).status).toBe(200);
  const before = await readFile(file, 'utf8');
  expect(await send([{ setting: 'http.port', value: 2 }], { version })).toMatchObject({
    status: 412,
    body: { code: 'changedMeanwhile' },
  });
  expect(await readFile(file, 'utf8')).toBe(before);
  const now = (await view()).version;
  await writeFile(file, `${before}# by hand\n`);
  expect((await send([{ setting: 'http.port', value: 3 }], { version: now })).status).toBe(412);
  expect(await readFile(file, 'utf8')).toBe(`${before}# by hand\n`);
});

test('what the schema refuses is named by its setting, beforehand and on saving, and nothing is written', async () => {
  await started(text);
  const { version } = await view();
  const wrong = [
    { setting: 'http.port', value: 99_999 },
    { setting: 'logbook.segmentMiB', value: 'big' },
  ];
  const checked = await send(wrong, { path: paths.configurationCheck });
  expect(checked.body).toMatchObject({
    problems: [
      { setting: 'http.port', remedy: 'Write at most 65535.' },
      { setting: 'logbook.segmentMiB', problem: expect.any(String) },
    ],
  });
  expect(await send(wrong, { version })).toMatchObject({
    status: 422,
    body: { code: 'configuration.refused', data: { setting: 'http.port' } },
  });
  for (const set of [
    [{ setting: 'machines', value: [] }],
    [{ setting: 'no.such', value: 1 }],
    [{ setting: '__proto__.x', value: 1 }],
    [{ setting: 'site', value: 'elsewhere' }],
    [{ setting: 'http', value: {} }],
  ])
    expect([set, (await send(set, { version })).status]).toEqual([
      set,
      set[0]!.setting.startsWith('_') ? 400 : 422,
    ]);
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('a file that was broken by hand is shown with its line, runs on as before, and is not touched', async () => {
  await started(text);
  for (const [broken, line] of [
    ['site: [a\n', 2],
    ['http:\n  prot: 1\n', 2],
    [Buffer.from([0x73, 0xff, 0xfe]), 1],
  ] as const) {
    await writeFile(file, broken);
    const seen = await view();
    expect(seen.problems[0]).toMatchObject({ line });
    expect(of(seen, 'http.host').value).toBe('127.0.0.1');
    const refused = await send([{ setting: 'http.port', value: 1 }], { version: seen.version });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect(await readFile(file)).toEqual(Buffer.from(broken));
  }
});

test('without a file the first change creates one; without a place for one that is said', async () => {
  await started();
  const seen = await view();
  expect(seen).toMatchObject({ exists: false, version: 0, file });
  expect((await send([{ setting: 'http.port', value: 0 }], { version: 0 })).status).toBe(200);
  expect(await readFile(file, 'utf8')).toBe(
    '# Mantinel. Settings: docs/reference/configuration.md\n\nhttp:\n  port: 0\n',
  );
  expect((await send([{ setting: 'http.port', value: 1 }], { version: 0 })).status).toBe(412);
  await app.stop();
  app = await startTestApp();
  cookie = await app.signUp();
  expect((await view()).file).toBeUndefined();
  expect(await send([{ setting: 'http.port', value: 0 }], { version: 0 })).toMatchObject({
    status: 409,
    body: { code: 'configuration.noFile' },
  });
});

test('what the environment gives is shown as such and is not changed here', async () => {
  await started(text, { overridden: { 'store.url': 'environment', 'http.port': 'command' } });
  const seen = await view();
  expect(of(seen, 'store.url')).toMatchObject({ source: 'environment', waits: false });
  expect(of(seen, 'http.port')).toMatchObject({ source: 'command', value: 0, waits: false });
  expect(await send([{ setting: 'http.port', value: 3 }], { version: seen.version })).toMatchObject({
    status: 422,
    body: { data: { setting: 'http.port' } },
  });
});

test('a group without anything in it takes a setting', async () => {
  await started('http:\nlogbook: # all of it by default\n');
  const { version } = await view();
  const { status } = await send(
    [
      { setting: 'http.port', value: 0 },
      { setting: 'logbook.retentionDays.operator', value: 99 },
      { setting: 'outgoing.privateNetworks', value: null },
    ],
    { version },
  );
  expect(status).toBe(200);
  expect(of(await view(), 'logbook.retentionDays.operator')).toMatchObject({ value: 99 });
});

test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
  'a folder that may not be written is named, and nothing is changed',
  async () => {
    await started(text);
    const { version } = await view();
    await chmod(folder, 0o500);
    expect(await send([{ setting: 'http.port', value: 1 }], { version })).toMatchObject({
      status: 507,
      body: { code: 'configuration.notWritten' },
    });
    await chmod(folder, 0o700);
    expect(await readFile(file, 'utf8')).toBe(text);
  },
);
