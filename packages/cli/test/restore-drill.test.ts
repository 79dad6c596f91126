/** What a plant rehearses, in small: a shop under load is backed up, dies, and goes on in a new folder with nothing lost. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BackupManifest, CreatedToken, paths, Session, Status } from '@mantinel/contract';
import type { Event } from '@mantinel/domain';
import { openLogbook } from '@mantinel/logbook';
import { type App, loadConfig, start } from '@mantinel/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runCli } from './run-cli.ts';

const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const demo = (name: string) => fileURLToPath(new URL(`../demo/${name}`, import.meta.url));

let cwd: string;
let product: ChildProcess | undefined;
let app: App | undefined;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mantinel-drill-'));
  const machine = {
    connector: 'replay',
    controller: 'fanuc',
    deviceModel: demo('Devices.xml'),
    speed: 200,
    loop: true,
  };
  const machines = [
    { ...machine, id: 'mill', device: 'VM-3', file: demo('mill.shdr') },
    { ...machine, id: 'lathe', device: 'LB-42', file: demo('lathe.shdr') },
  ];
  // JSON is YAML. Small segments, so that the rewriter is at work all the time.
  writeFileSync(
    join(cwd, 'mantinel.yaml'),
    JSON.stringify({ http: { port: 0 }, logbook: { segmentMiB: 1 }, machines }),
  );
});
afterAll(async () => {
  await app?.stop();
  product?.kill('SIGKILL');
  stopDatabase(join(cwd, 'data'));
  rmSync(cwd, { recursive: true, force: true, maxRetries: 5 });
});

/** The server that the killed product left behind, which the next start would adopt. */
function stopDatabase(data: string): void {
  const note = join(data, 'postgres', '18', 'postmaster.pid');
  if (existsSync(note)) process.kill(Number(readFileSync(note, 'utf8').split('\n', 1)[0]), 'SIGQUIT');
}

const run = (...args: string[]) => runCli(args, { cwd });

async function ask(
  url: string,
  path: string,
  options: { body?: unknown; cookie?: string } = {},
): Promise<Response> {
  const { body, cookie } = options;
  const headers = {
    ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
    ...(cookie !== undefined && { cookie }),
  };
  const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
  return fetch(new URL(path, url), init);
}
const cookieOf = (answer: Response): string => answer.headers.getSetCookie()[0]!.split(';', 1)[0]!;

async function startProduct(): Promise<{ url: string; setupToken: string }> {
  const env = { ...process.env, NO_COLOR: '1', DATABASE_URL: '' };
  const child = spawn(process.execPath, [entry, 'start'], { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  product = child;
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const setup = await vi.waitFor(
    () => {
      const found = /Owner\s+(http:\S+)/.exec(said)?.[1];
      expect(found).toBeDefined();
      return new URL(found!);
    },
    { timeout: 30_000 },
  );
  return { url: setup.origin, setupToken: setup.hash.slice(1) };
}

const backup = () => join(cwd, 'backup');
let cookie: string;
let manifest: BackupManifest;
let headThen: number;
let token: string;
let recoveryKey: string;

test('a shop that records and whose people work is backed up', { timeout: 120_000 }, async () => {
  const { url, setupToken } = await startProduct();
  const owner = { token: setupToken, name: 'Ada', password: 'a long password' };
  cookie = await vi.waitFor(
    async () => {
      const made = await ask(url, paths.owner, { body: owner });
      expect(made.status).toBe(200);
      return cookieOf(made);
    },
    { timeout: 60_000, interval: 250 },
  );
  const part = await ask(url, paths.parts, {
    cookie,
    body: { number: 'P-1', name: 'Flange', place: 'site:plant' },
  });
  expect(part.status, await part.clone().text()).toBe(200);
  const status = async () => Status.parse(await (await ask(url, paths.status, { cookie })).json());
  await vi.waitFor(async () => expect((await status()).logbook.seq).toBeGreaterThan(2000), {
    timeout: 60_000,
    interval: 100,
  });
  headThen = (await status()).logbook.seq;
  const program = await ask(url, paths.tokens, {
    cookie,
    body: { name: 'dashboard', permissions: ['status.read'], place: 'site:plant', days: 30 },
  });
  token = CreatedToken.parse(await program.json()).secret;
  const asked = await fetch(new URL(paths.status, url), { headers: { authorization: `Bearer ${token}` } });
  expect(asked.status).toBe(200);
  recoveryKey = (await run('backup', 'key')).out.trim();
  writeFileSync(join(cwd, 'data', 'keys', 'own.key'), 'sealed, or nowhere');
  const made = await run('backup', 'backup');
  expect(made, made.err).toMatchObject({ code: 0, out: expect.stringContaining('up to event') });
  expect(made.err).toContain('Left out: postgres/password');
  expect((await status()).logbook.seq, 'recording went on').toBeGreaterThan(headThen);
  product!.kill('SIGKILL');
  await once(product!, 'exit');
  stopDatabase(join(cwd, 'data'));

  const { sha256: _, ...said } = JSON.parse(readFileSync(join(backup(), 'mantinel-backup.json'), 'utf8'));
  manifest = BackupManifest.parse(said);
  expect(manifest.head.seq).toBeGreaterThanOrEqual(headThen);
  expect(manifest.database.tables.find(({ name }) => name === 'person')).toMatchObject({ rows: 1 });
  expect((await run('backup', 'verify', 'backup')).out).toContain('is whole');
  expect((await run('backup', 'backup')).err).toContain('exists already');
});

test('it goes on in a new folder: signed in, in a new epoch, with every reader in its place', {
  timeout: 120_000,
}, async () => {
  writeFileSync(join(cwd, 'paper.txt'), `${recoveryKey}\n`);
  const restored = await run('restore', 'backup', '--into', 'new', '--recovery-key', 'paper.txt');
  expect(restored, restored.err).toMatchObject({ code: 0 });
  expect(restored.err).toContain('Everybody signs in again, and programs are given new tokens.');
  expect(restored.err).not.toContain('Not opened');
  expect(readFileSync(join(cwd, 'new', 'keys', 'own.key'), 'utf8')).toBe('sealed, or nowhere');
  expect(existsSync(join(cwd, 'new', 'keys.sealed'))).toBe(false);
  expect((await run('restore', 'backup', '--into', 'new')).err).toContain('exists and is not empty');

  const { config } = await loadConfig({ cwd, env: {} });
  app = await start({ config: { ...config, data: join(cwd, 'new') }, demo: false, log: () => undefined });
  const { url } = app;
  const entered = await vi.waitFor(
    async () => {
      const answer = await ask(url, paths.session, { body: { name: 'Ada', password: 'a long password' } });
      expect(answer.status).toBe(200);
      return answer;
    },
    { timeout: 60_000, interval: 250 },
  );
  const now = cookieOf(entered);
  const past = Session.parse(await (await ask(url, paths.session, { cookie })).json());
  expect(past.state, 'a session of then has ended').not.toBe('signedIn');
  const program = await fetch(new URL(paths.status, url), { headers: { authorization: `Bearer ${token}` } });
  expect(program.status, 'a token of then may have been revoked since').toBe(401);
  const parts = await (await ask(url, paths.parts, { cookie: now })).json();
  expect(JSON.stringify(parts)).toContain('Flange');
  await vi.waitFor(
    async () => {
      const { store, logbook } = Status.parse(await (await ask(url, paths.status, { cookie: now })).json());
      expect(store).toMatchObject({ state: 'ready', waiting: [] });
      expect(store.behind).toBeLessThan(1000);
      expect(logbook.epoch).toBeGreaterThan(manifest.head.epoch);
      expect(logbook.seq, 'the machines are recorded').toBeGreaterThan(100);
    },
    { timeout: 60_000, interval: 250 },
  );
  await app.stop();
  app = undefined;

  const found = await eventsOf(join(cwd, 'new'));
  const then = found.filter(({ epoch }) => epoch === manifest.head.epoch);
  expect(then.map(({ seq }) => seq)).toEqual(
    Array.from({ length: manifest.head.seq }, (_, index) => index + 1),
  );
  expect(found.filter(({ code }) => ['logbook.damaged', 'logbook.recovered'].includes(code))).toEqual([]);
  // What people did is told once, though the outbox may have held it in the backup.
  expect(found.filter(({ code }) => code === 'person.ownerCreated')).toHaveLength(1);
  expect(found.filter(({ code }) => code === 'logbook.newEpoch')).toHaveLength(1);
});

async function eventsOf(data: string): Promise<Event[]> {
  const store = await openLogbook({
    directory: join(data, 'logbook'),
    node: 'node',
    site: 'plant',
    nowUs: () => Date.now() * 1000,
    random: Math.random,
    onProblem: (problem) => {
      throw problem;
    },
  });
  const { head } = store;
  const events: Event[] = [];
  const stop = new AbortController();
  for await (const batch of store.read({ epoch: 0, seq: 0 }, { signal: stop.signal })) {
    events.push(...batch.events());
    if (batch.epoch === head.epoch && batch.firstSeq + batch.count - 1 >= head.seq) break;
  }
  stop.abort();
  await store.close();
  return events;
}

test('it is rehearsed beside the plant; without the paper the keys stay sealed, and with a wrong one nothing begins', {
  timeout: 120_000,
}, async () => {
  const rehearsed = await run('backup', 'rehearse', 'backup');
  expect(rehearsed, rehearsed.err).toMatchObject({
    code: 0,
    out: expect.stringContaining('can be restored, in'),
  });
  const wrong = await run('restore', 'backup', '--into', 'keyless', '--recovery-key', 'mantinel.yaml');
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('The recovery key does not fit') });
  expect(readdirSync(cwd).filter((name) => /keyless|rehearsal/.test(name))).toEqual([]);
  const keyless = await run('restore', 'backup', '--into', 'keyless');
  expect(keyless.err).toContain('Second factors have to be set up again');
  expect(existsSync(join(cwd, 'keyless', 'keys'))).toBe(false);
  expect(existsSync(join(cwd, 'keyless', 'keys.sealed'))).toBe(false);
});

test('a backup that was cut, altered or interrupted is refused by name, and leaves nothing', {
  timeout: 120_000,
}, async () => {
  const damage = join(cwd, 'damaged');
  const tampered = async (change: () => void): Promise<string> => {
    rmSync(damage, { recursive: true, force: true });
    cpSync(backup(), damage, { recursive: true });
    change();
    const verified = await run('backup', 'verify', 'damaged');
    const restored = await run('restore', 'damaged', '--into', 'refused');
    expect([verified.code, restored.code]).toEqual([1, 1]);
    expect(readdirSync(cwd).filter((name) => name.startsWith('refused'))).toEqual([]);
    expect(restored.err).toContain(verified.err.trim().split('\n').at(-2)!.trim());
    return verified.err;
  };
  const segment = manifest.files.find(({ path }) => path.endsWith('.segment'))!;
  const file = join(damage, segment.path);
  expect(await tampered(() => truncateSync(file, segment.bytes - 1))).toContain(
    `${segment.path} is cut short`,
  );
  expect(await tampered(() => rmSync(file))).toContain(`${segment.path} is missing`);
  const flip = (path: string) => {
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path, bytes);
  };
  expect(await tampered(() => flip(file))).toContain(`${segment.path} is not as it was written`);
  expect(await tampered(() => flip(join(damage, 'database/person.copy')))).toContain(
    'database/person.copy is not as it was written',
  );
  const ours = join(damage, 'mantinel-backup.json');
  const changed = (from: string, to: string) => () =>
    writeFileSync(ours, readFileSync(ours, 'utf8').replace(from, to));
  expect(await tampered(changed('"rows": 1', '"rows": 2'))).toContain(
    'mantinel-backup.json is not as it was written',
  );
  expect(await tampered(changed('"format": 1', '"format": 2'))).toContain(
    'made by a newer Mantinel (format 2)',
  );
  expect(await tampered(() => rmSync(ours))).toContain('is no backup of Mantinel');
  cpSync(backup(), join(cwd, 'half.unfinished'), { recursive: true });
  expect((await run('restore', 'half.unfinished', '--into', 'refused')).err).toContain('was interrupted');
  expect((await run('backup', 'half')).err).toContain('half.unfinished exists already');
});

test('a stopped Mantinel is backed up as well, and a backup that is interrupted leaves nothing', {
  timeout: 120_000,
}, async () => {
  writeFileSync(join(cwd, 'stopped.yaml'), JSON.stringify({ data: 'new' }));
  writeFileSync(join(cwd, 'new', 'unknown.key'), 'secret');
  const stopped = new AbortController();
  stopped.abort();
  const args = ['backup', 'second', '--config', 'stopped.yaml'];
  expect((await runCli(args, { cwd, signal: stopped.signal })).code).toBe(1);
  expect(readdirSync(cwd).filter((name) => name.startsWith('second'))).toEqual([]);
  const made = await run(...args);
  expect(made, made.err).toMatchObject({ code: 0 });
  expect(made.err).toContain('Left out: unknown.key (may hold secrets');
  expect(
    existsSync(join(cwd, 'new', 'postgres', '18', 'postmaster.pid')),
    'the database is stopped again',
  ).toBe(false);
  expect((await run('backup', 'third', '--config', 'none-here.yaml')).code).toBe(1);
});
