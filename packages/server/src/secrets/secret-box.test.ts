import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { secretBox } from './secret-box.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const box = (name = 'a.key') => secretBox({ file: join(folder, 'keys', name), randomBytes });

test('what was sealed opens again, after a restart as well, for whom it was sealed and with this key alone', async () => {
  const sealed = await box().seal(Buffer.from('secret'), 'olga');
  expect(sealed.includes('secret')).toBe(false);
  expect((await box().open(sealed, 'olga')).toString()).toBe('secret');
  const unreadable = { code: 'secret.unreadable' };
  await expect(box().open(sealed, 'peter')).rejects.toMatchObject(unreadable);
  await expect(box('b.key').open(sealed, 'olga')).rejects.toMatchObject(unreadable);
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    await expect(box().open(changed, 'olga')).rejects.toMatchObject(unreadable);
    await expect(box().open(sealed.subarray(0, at), 'olga')).rejects.toMatchObject(unreadable);
  }
  if (process.platform !== 'win32')
    expect((await stat(join(folder, 'keys', 'a.key'))).mode & 0o777).toBe(0o600);
});

test('two at once make one key, and a damaged one is told', async () => {
  const [one, two] = [box(), box()];
  const sealed = await Promise.all([one.seal(Buffer.from('1'), 'x'), two.seal(Buffer.from('2'), 'x')]);
  expect((await two.open(sealed[0], 'x')).toString()).toBe('1');
  await writeFile(join(folder, 'keys', 'a.key'), 'short');
  await expect(box().open(sealed[0], 'x')).rejects.toMatchObject({ code: 'secret.unreadable' });
});
