import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { embeddedRig, gone, postmaster, unavailable } from '../../test/embedded-rig.ts';
import { freshDirectory, type Logged, removeDirectory, until } from '../../test/rig.ts';
import type { Store } from '../store.ts';
import { completeLibraries, findNative } from './native.ts';
import { isPostgresIn } from './running-server.ts';

const { cleanUps, directory, used, open, owner } = embeddedRig();

test('is set up on first use, keeps what was written, and leaves no process behind', async () => {
  const at = await directory();
  const first = open(at);
  expect(first.state()).toMatchObject({ state: 'starting', kind: 'embedded' });
  await first.ready();
  await first.settings.set('language', 'sk');
  const pid = await postmaster(at);
  await first.close();
  expect(await isPostgresIn(pid, path.join(at, '18'))).toBe(false);
  expect(first.state()).toMatchObject({ state: 'unavailable', reason: 'Mantinel is stopping' });
  await expect(first.settings.get('language')).rejects.toMatchObject({ code: 'store.unavailable' });

  const second = open(at);
  await second.ready();
  expect(await second.settings.get('language')).toBe('sk');
  if (process.platform !== 'win32') expect((await stat(path.join(at, 'password'))).mode & 0o777).toBe(0o600);
});

test('a server that outlived its killed parent is adopted', async () => {
  const at = await used();
  const parent = await owner(at);
  const pid = await postmaster(at);
  parent.kill('SIGKILL');
  await gone(parent);
  expect(await isPostgresIn(pid, path.join(at, '18'))).toBe(true);
  const logged: Logged[] = [];
  const next = open(at, logged);
  await next.ready();
  expect(await postmaster(at)).toBe(pid);
  expect(logged.map(({ message }) => message)).toContain('Adopted the database that was running already.');
  await next.close();
  expect(await isPostgresIn(pid, path.join(at, '18'))).toBe(false);
});

test('a parent that ends in order takes the server with it', async () => {
  const at = await used();
  const parent = await owner(at);
  const pid = await postmaster(at);
  parent.kill('SIGTERM');
  await gone(parent);
  expect(await isPostgresIn(pid, path.join(at, '18'))).toBe(false);
});

test('a server killed with its parent recovers what was committed', async () => {
  const at = await used();
  const before = open(at);
  await before.ready();
  await before.settings.set('kept', true);
  const states: string[] = [];
  before.onState(({ state }) => states.push(state));
  const pid = await postmaster(at);
  process.kill(pid, 'SIGKILL');
  const killedAt = Date.now();
  await unavailable(before);
  expect(Date.now() - killedAt).toBeLessThan(2000);
  await before.ready();
  expect(states.at(0)).toBe('unavailable');
  expect(states.at(-1)).toBe('ready');
  expect(await before.settings.get('kept')).toBe(true);
  expect(await postmaster(at)).not.toBe(pid);
});

test.skipIf(process.platform !== 'linux')('a server that hangs is told within two seconds', async () => {
  const at = await used();
  const store = open(at);
  await store.ready();
  const pid = await postmaster(at);
  const backends = (await readdir('/proc')).map(Number).filter((id) => id > 0);
  const stopped: number[] = [];
  for (const id of backends) if (await isPostgresIn(id, path.join(at, '18'))) stopped.push(id);
  for (const id of stopped) process.kill(id, 'SIGSTOP');
  const stoppedAt = Date.now();
  const waitingQuery = store.settings.get('x').catch((error) => error);
  await unavailable(store);
  expect(Date.now() - stoppedAt).toBeLessThan(2500);
  expect(await waitingQuery).toMatchObject({ code: 'store.unavailable' });
  await expect(store.settings.get('x')).rejects.toMatchObject({ code: 'store.unavailable' });
  for (const id of stopped) process.kill(id, 'SIGCONT');
  await store.ready();
  expect(await postmaster(at)).toBe(pid);
});

describe('notes of dead servers', () => {
  const broken: [string, string][] = [
    ['damaged', 'gar\0bage\n'],
    ['empty', ''],
    ['naming another living process', `${process.pid}\n/elsewhere\n1\n5432\n\n127.0.0.1\n\nready\n`],
    ['naming no process', '4194000\n/elsewhere\n1\n5432\n\n127.0.0.1\n\nready\n'],
  ];
  test.each(broken)('postmaster.pid %s', async (_, text) => {
    const at = await used();
    await writeFile(path.join(at, '18/postmaster.pid'), text, { mode: 0o600 });
    const second = open(at);
    await second.ready();
    expect(await second.people.hasOwner()).toBe(false);
  });

  test.skipIf(process.platform !== 'linux')('postmaster.pid damaged under a running server', async () => {
    const at = await used();
    const parent = await owner(at);
    const pid = await postmaster(at);
    parent.kill('SIGKILL');
    await gone(parent);
    await writeFile(path.join(at, '18/postmaster.pid'), 'garbage');
    const next = open(at);
    await next.ready();
    expect(await isPostgresIn(pid, path.join(at, '18'))).toBe(false);
    expect(await postmaster(at)).not.toBe(pid);
  });
});

describe('files that vanish', () => {
  /** A store with an owner of its own value, its files, and the way to the state that tells of their loss. */
  async function lost(vanish: (at: string) => Promise<unknown>) {
    const at = await used();
    const store = open(at);
    await store.ready();
    await store.settings.set('kept', true);
    await store.close();
    await vanish(at);
    return { at, store: open(at) };
  }
  const toldGone = (store: Store) =>
    until(() => {
      const { error } = store.state();
      return error?.code === 'store.filesGone' && error;
    });

  test.each([
    ['the folder', '', ''],
    ['the cluster in it', '18', '18'],
  ])('%s: no empty database stands in, and it is back with its files', async (_, taken, named) => {
    const { at, store } = await lost((at) => rename(path.join(at, taken), `${at}-elsewhere`));
    const error = await toldGone(store);
    expect(error.message).toContain(path.join(at, named));
    expect(error.remedy).toContain(`${at}.txt`);
    await rename(`${at}-elsewhere`, path.join(at, taken));
    await store.ready();
    expect(await store.settings.get('kept')).toBe(true);
  });

  test('taken away from a running server', async () => {
    const at = await used();
    const store = open(at);
    await store.ready();
    const pid = await postmaster(at);
    await rename(at, `${at}-elsewhere`);
    process.kill(pid, 'SIGKILL');
    await toldGone(store);
    await rename(`${at}-elsewhere`, at);
    await store.ready();
  });

  test('an empty database is begun when the note is removed', async () => {
    const { at, store } = await lost((at) => rm(at, { recursive: true }));
    await toldGone(store);
    await rm(`${at}.txt`);
    await store.ready();
    expect(await store.settings.get('kept')).toBeUndefined();
    expect(await readFile(`${at}.txt`, 'utf8')).toContain('remove this file');
  });

  test('a database of before the note gets one', async () => {
    const at = await used();
    await rm(`${at}.txt`);
    await open(at).ready();
    expect(await readFile(`${at}.txt`, 'utf8')).toContain('remove this file');
  });
});

test('a configured port in use is named, and taken as soon as it is free', async () => {
  const at = await used();
  const blocker: Server = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => blocker.close());
  const { port } = blocker.address() as { port: number };
  const store = open(at, [], port);
  expect((await unavailable(store)).reason).toContain(`port ${port} on 127.0.0.1 is in use`);
  await new Promise((resolve) => blocker.close(resolve));
  await store.ready();
});

test('a folder that cannot be made is named', async () => {
  const parent = await freshDirectory();
  cleanUps.push(() => removeDirectory(parent));
  await writeFile(path.join(parent, 'file'), '');
  const store = open(path.join(parent, 'file/postgres'));
  const { reason, error } = await unavailable(store);
  expect(reason).toContain(path.join(parent, 'file'));
  expect(error?.code).toBe('store.unavailable');
});

test('a set-up that was killed half-way is begun anew', async () => {
  const at = await directory();
  await mkdir(path.join(at, 'new-abandoned/base'), { recursive: true });
  const store = open(at);
  await store.ready();
  await expect(stat(path.join(at, 'new-abandoned'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test.each(['running', 'stopped'])(
  'a lost password file does not lock anybody out (server %s)',
  async (how) => {
    const at = await used();
    const parent = await owner(at);
    parent.kill(how === 'running' ? 'SIGKILL' : 'SIGTERM');
    await gone(parent);
    await rm(path.join(at, 'password'));
    const store = open(at);
    await store.ready();
    expect(await store.people.hasOwner()).toBe(false);
  },
);

test('a server that cannot start is told with its own words and its log', async () => {
  const at = await used();
  await rm(path.join(at, '18/global'), { recursive: true });
  expect((await unavailable(open(at))).reason).toMatch(
    /PostgreSQL could not start: .*; its log is .*server\.log/,
  );
});

test('a cluster of another major version is refused', async () => {
  const at = await directory();
  await mkdir(path.join(at, '18'), { recursive: true });
  await writeFile(path.join(at, '18/PG_VERSION'), '17\n');
  expect((await unavailable(open(at))).reason).toContain('is of PostgreSQL 17, not 18');
});

test('libraries that npm did not link are linked', async () => {
  const native = await findNative();
  const root = await freshDirectory();
  cleanUps.push(() => removeDirectory(root));
  const list = JSON.stringify([{ source: 'native/lib/real.so.1', target: 'native/lib/real.so' }]);
  await mkdir(path.join(root, 'native/lib'), { recursive: true });
  await writeFile(path.join(root, 'native/lib/real.so.1'), 'library');
  await writeFile(path.join(root, 'native/pg-symlinks.json'), list);
  for (const _ of [1, 2]) await completeLibraries(path.join(root, 'native'), 'package');
  expect(await readFile(path.join(root, 'native/lib/real.so'), 'utf8')).toBe('library');
  expect(native.directory).toContain('native');
});
