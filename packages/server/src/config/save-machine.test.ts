import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { config } from '@mantinel/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveMachine } from './save-machine.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-save-'));
  file = join(folder, 'mantinel.yaml');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const machine = (change: object = {}) =>
  config.Machine.parse({ connector: 'shdr', id: 'lathe', host: '10.0.0.7', ...change });
const text = () => readFile(file, 'utf8');

test('a machine is added once, however often it is saved, and comments stay', async () => {
  await writeFile(file, '# ours\nmachines:\n  - connector: shdr # old\n    id: mill\n    host: a\n');
  await saveMachine(file, machine());
  const once = await text();
  expect(once).toContain('# ours');
  expect(once).toContain('# old');
  await saveMachine(file, machine());
  expect(await text()).toBe(once);
});

test('another machine of that id, written there by hand meanwhile, is left alone', async () => {
  await saveMachine(file, machine());
  const before = await text();
  await expect(saveMachine(file, machine({ host: '10.0.0.8' }))).rejects.toMatchObject({
    code: 'machine.exists',
  });
  expect(await text()).toBe(before);
});

test('a file that is not YAML any more, or that may not be written, is named and leaves nothing behind', async () => {
  await writeFile(file, 'machines: [\n');
  await expect(saveMachine(file, machine())).rejects.toMatchObject({
    code: 'config.invalid',
    data: { file },
  });
  expect(await text()).toBe('machines: [\n');
  const missing = join(folder, 'no-such-folder', 'mantinel.yaml');
  await expect(saveMachine(missing, machine())).rejects.toMatchObject({
    code: 'config.invalid',
    data: { file: missing, problem: expect.stringContaining('ENOENT') },
  });
  expect(await readdir(folder)).toEqual(['mantinel.yaml']);
});
