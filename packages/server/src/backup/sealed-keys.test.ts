import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRecoveryKey, openKeys, readRecipient, sealKeys, writeKeys } from './sealed-keys.ts';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'mantinel-sealed-'));
  await mkdir(join(data, 'keys', 'deep'), { recursive: true });
  await writeFile(join(data, 'keys', 'secrets.key'), 'the secret of secrets');
  await writeFile(join(data, 'keys', 'deep', 'ca.pem'), Buffer.of(0, 255, 7));
});
afterEach(() => rm(data, { recursive: true, force: true }));

const make = () => makeRecoveryKey(data, { randomBytes, nowUs: () => 42 });
const file = () => join(data, 'keys.sealed');

test('what was sealed on the machine is opened by the paper alone, however it is typed', async () => {
  expect(await readRecipient(data)).toBeUndefined();
  const { recoveryKey, recipient } = await make();
  expect(await readRecipient(data)).toEqual(recipient);
  expect(recoveryKey).toMatch(/^([A-Z2-7]{4}-){13}[A-Z2-7]{4}$/);
  expect(await sealKeys(data, file(), { recipient, randomBytes })).toBe(3);
  const sealed = await readFile(file());
  expect(sealed.includes('the secret of secrets')).toBe(false);

  const typed = ` ${recoveryKey.toLowerCase().replaceAll('-', ' ')}\n`;
  const opened = await openKeys(file(), typed);
  expect(opened.get('secrets.key')!.toString()).toBe('the secret of secrets');
  await writeKeys(join(data, 'restored'), opened);
  expect(await readFile(join(data, 'restored', 'keys', 'deep', 'ca.pem'))).toEqual(Buffer.of(0, 255, 7));
  if (process.platform !== 'win32')
    expect((await stat(join(data, 'restored', 'keys', 'secrets.key'))).mode & 0o777).toBe(0o600);
});

test('a slip, another key and a damaged file are told apart, and nothing opens', async () => {
  const { recoveryKey, recipient } = await make();
  await sealKeys(data, file(), { recipient, randomBytes });
  const refused = (problem: string) => ({ code: 'backup.wrongRecoveryKey', data: { problem } });
  const slip = recoveryKey.slice(0, -1) + (recoveryKey.endsWith('A') ? 'B' : 'A');
  await expect(openKeys(file(), slip)).rejects.toMatchObject(refused('a letter of it is wrong'));
  await expect(openKeys(file(), 'ABCD')).rejects.toMatchObject(refused('it has 4 letters, not 56'));
  await expect(openKeys(file(), recoveryKey.replace(/.$/, '!'))).rejects.toMatchObject(
    refused('a letter of it is wrong'),
  );
  const other = await make();
  const another = refused('it does not open this backup');
  await expect(openKeys(file(), other.recoveryKey)).rejects.toMatchObject(another);
  const sealed = await readFile(file());
  for (let at = 0; at < sealed.length; at += 7) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    await writeFile(file(), changed);
    await expect(openKeys(file(), recoveryKey), `byte ${at}`).rejects.toMatchObject(another);
  }
  await writeFile(file(), sealed.subarray(0, 20));
  await expect(openKeys(file(), recoveryKey)).rejects.toMatchObject(another);
});
