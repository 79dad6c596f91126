import { chmod, chown, mkdir, mkdtemp, stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { embeddedRig, gone, postmaster } from '../../test/embedded-rig.ts';
import { freshDirectory, removeDirectory, until } from '../../test/rig.ts';
import { findHome } from './home.ts';
import { findNative } from './native.ts';
import { isPostgresIn } from './running-server.ts';

const nobody = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;
const { cleanUps, directory, open, owner, spawnOwner } = embeddedRig();

describe.skipIf(!isRoot || process.platform !== 'linux')('as root on Linux (skipped for other users)', () => {
  test('runs below a folder closed to everybody else', async () => {
    const closed = await mkdtemp('/root/mantinel-store-');
    cleanUps.push(() => removeDirectory(closed));
    const store = open(path.join(closed, 'postgres'));
    await store.ready();
    expect(await store.settings.get('x')).toBeUndefined();
  });

  test('without user namespaces a service user runs it in place where it may go', async () => {
    const at = await directory();
    await mkdir(at);
    await chmod(path.dirname(at), 0o755);
    const native = await findNative();
    const home = await findHome({ directory: at, native, unshare: '/nonexistent/unshare' });
    expect(home.launcher.kind).toBe('serviceUser');
    expect(home.directory).toBe(at);
    expect((await stat(at)).uid).not.toBe(0);
    // Chosen once, it stays so, also for a Mantinel that could use a namespace.
    const store = open(at);
    await store.ready();
    expect((await stat(path.join(at, '18'))).uid).toBe((await stat(at)).uid);
  });

  test('where no service user may go, it moves to a place of its own and stays there', async () => {
    const elsewhere = await freshDirectory('/var/tmp');
    cleanUps.push(() => removeDirectory(elsewhere));
    await chmod(elsewhere, 0o755);
    const closed = await mkdtemp('/root/mantinel-store-');
    cleanUps.push(() => removeDirectory(closed));
    const native = await findNative();
    const options = { directory: closed, native, unshare: '/nonexistent/unshare', elsewhere };
    const home = await findHome(options);
    expect(home.directory.startsWith(elsewhere)).toBe(true);
    expect(await findHome({ ...options, unshare: 'unshare' })).toEqual(home);
    const store = open(closed);
    await store.ready();
    expect((await stat(home.cluster)).uid).not.toBe(0);
  });

  test('a database of root’s where root has no way to run it is told with the way out', async () => {
    const at = await directory();
    await mkdir(path.join(at, '18'), { recursive: true });
    const looking = findHome({ directory: at, native: await findNative(), unshare: '/nonexistent/unshare' });
    await expect(looking).rejects.toMatchObject({
      code: 'store.unavailable',
      data: { reason: expect.stringContaining(`chown -R postgres ${at}`) },
    });
  });

  test('a normal user needs none of this', async () => {
    const made = await freshDirectory('/var/tmp');
    cleanUps.push(() => removeDirectory(made));
    await chown(made, 65_534, 65_534);
    const at = path.join(made, 'postgres');
    const child = await owner(at, nobody);
    const pid = await postmaster(at);
    child.kill('SIGTERM');
    await gone(child);
    expect(await isPostgresIn(pid, path.join(at, '18'))).toBe(false);
    // Root may open a normal user's database later.
    const store = open(at);
    await store.ready();
    expect((await stat(path.join(at, '18/postmaster.pid'))).uid).toBe(65_534);
  });

  test('a normal user who may not write is told where', async () => {
    const made = await freshDirectory('/var/tmp');
    cleanUps.push(() => removeDirectory(made));
    await chmod(made, 0o755);
    const { said } = spawnOwner(path.join(made, 'postgres'), nobody);
    await until(() => said().includes('unavailable'));
    expect(said()).toContain(`Mantinel may not write to ${path.join(made, 'postgres')}`);
  });
});
