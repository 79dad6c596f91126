import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { config } from '@mantinel/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configFile } from './config-file.ts';
import { loadConfig } from './load-config.ts';
import { saveMachine } from './save-machine.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-config-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (text: string | Uint8Array, name = 'mantinel.yaml') => {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
};

test('without a file the defaults hold and data stays in the working folder', async () => {
  const loaded = await loadConfig({ cwd: folder, env: {} });
  expect(loaded).toMatchObject({ file: undefined, config: { site: 'plant', data: join(folder, 'data') } });
});

test('paths are relative to the file, not to where the program was started', async () => {
  const file = await write(
    'data: ./d\nmachines:\n  - connector: replay\n    id: r\n    file: rec/a.shdr\n    deviceModel: m.xml\n',
  );
  const { config } = await loadConfig({ file, cwd: tmpdir(), env: {} });
  expect(config.data).toBe(join(folder, 'd'));
  expect(config.machines[0]).toMatchObject({
    file: join(folder, 'rec', 'a.shdr'),
    deviceModel: join(folder, 'm.xml'),
  });
});

test('a file that was asked for must exist', async () => {
  await expect(loadConfig({ file: 'no.yaml', cwd: folder, env: {} })).rejects.toMatchObject({
    code: 'config.invalid',
    data: { file: join(folder, 'no.yaml'), problem: expect.stringContaining('ENOENT') },
  });
});

test('a file in another encoding is refused by name', async () => {
  const file = await write(Buffer.from('site: h\u00e1la\n', 'latin1'));
  await expect(loadConfig({ file, env: {} })).rejects.toMatchObject({
    data: { file, problem: 'the file is not UTF-8 text' },
  });
});

test('a problem is thrown with file, line and remedy in the sentence', async () => {
  const file = await write('\n\nsiet: a\n');
  await expect(loadConfig({ file, env: {} })).rejects.toMatchObject({
    message: `${file}, line 3: siet is not a setting.`,
    remedy: 'Did you mean site? Otherwise remove the line.',
  });
});

test('DATABASE_URL wins over the file, and a wrong one is named', async () => {
  const file = await write('store:\n  url: postgres://file/db\n');
  const loaded = await loadConfig({ file, env: { DATABASE_URL: 'postgres://env/db' } });
  expect(loaded.config.store.url).toBe('postgres://env/db');
  await expect(loadConfig({ file, env: { DATABASE_URL: 'mysql://env/db' } })).rejects.toMatchObject({
    data: { file: 'DATABASE_URL' },
  });
});

const recording: config.Machine = {
  connector: 'replay',
  id: 'lathe',
  timeZone: 'UTC',
  clockOffsetMs: 0,
  paused: false,
  file: '',
  speed: 'max',
  timestamps: 'shifted',
  loop: false,
};

test('a machine written back is read again, and every comment stays', async () => {
  const file = await write(
    '# our hall\nsite: hall # east\nmachines:\n  # the old mill\n  - connector: shdr\n    id: mill\n    host: a\n',
  );
  await saveMachine(configFile(file), { ...recording, file: join(folder, 'data', 'r.shdr') });
  const text = await readFile(file, 'utf8');
  expect(text).toContain('# our hall');
  expect(text).toContain('# east');
  expect(text).toContain('# the old mill');
  expect(text).toContain('file: data/r.shdr');
  expect(text).not.toContain('clockOffsetMs');
  const { config } = await loadConfig({ file, env: {} });
  expect(config.machines.map((machine) => machine.id)).toEqual(['mill', 'lathe']);
  expect(config.machines[1]).toEqual({ ...recording, file: join(folder, 'data', 'r.shdr') });
});

test('the first machine creates the file, and an empty list grows', async () => {
  const file = join(folder, 'mantinel.yaml');
  await saveMachine(configFile(file), { ...recording, file: join(folder, 'r.shdr') });
  await saveMachine(configFile(file), { ...recording, id: 'second', file: join(folder, 'r.shdr') });
  const { config } = await loadConfig({ file, env: {} });
  expect(config.machines.map((machine) => machine.id)).toEqual(['lathe', 'second']);
});

test('a file broken meanwhile is left as it is', async () => {
  const file = await write('site: [a\n');
  await expect(saveMachine(configFile(file), recording)).rejects.toMatchObject({
    code: 'configuration.broken',
  });
  expect(await readFile(file, 'utf8')).toBe('site: [a\n');
});
