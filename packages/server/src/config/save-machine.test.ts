import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { config } from '@mantinel/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configFile } from './config-file.ts';
import { dropMachine, replaceMachine, saveMachine } from './save-machine.ts';

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
  await saveMachine(configFile(file), machine());
  const once = await text();
  expect(once).toContain('# ours');
  expect(once).toContain('# old');
  await saveMachine(configFile(file), machine());
  expect(await text()).toBe(once);
});

test('another machine of that id, written there by hand meanwhile, is left alone', async () => {
  await saveMachine(configFile(file), machine());
  const before = await text();
  await expect(saveMachine(configFile(file), machine({ host: '10.0.0.8' }))).rejects.toMatchObject({
    code: 'machine.exists',
  });
  expect(await text()).toBe(before);
});

test('a file that is not YAML any more, or that may not be written, is named and leaves nothing behind', async () => {
  await writeFile(file, 'machines: [\n');
  await expect(saveMachine(configFile(file), machine())).rejects.toMatchObject({
    code: 'configuration.broken',
    data: { file, line: 2 },
  });
  expect(await text()).toBe('machines: [\n');
  const missing = join(folder, 'no-such-folder', 'mantinel.yaml');
  await expect(saveMachine(configFile(missing), machine())).rejects.toMatchObject({
    code: 'configuration.notWritten',
    data: { file: missing, reason: 'ENOENT' },
  });
  expect(await readdir(folder)).toEqual(['mantinel.yaml']);
});

const hall = `# ours
machines:
  # the old mill
  - connector: shdr
    id: mill
    host: 10.0.0.5 # by cable
    port: 7878
    deviceModel: ./mill.xml
  - connector: shdr # to be replaced in spring
    id: lathe
    host: 10.0.0.7
`;
const mill = (change: object = {}) =>
  machine({ id: 'mill', host: '10.0.0.5', deviceModel: join(folder, 'mill.xml'), ...change });

test('a machine is changed line by line: comments, and defaults that somebody wrote out, stay', async () => {
  await writeFile(file, hall);
  await replaceMachine(
    configFile(file),
    mill(),
    mill({ host: '10.0.0.6', name: 'Mill', timeZone: 'Europe/Prague' }),
  );
  expect(await text()).toBe(
    hall
      .replace('10.0.0.5', '10.0.0.6')
      .replace('./mill.xml\n', './mill.xml\n    name: Mill\n    timeZone: Europe/Prague\n'),
  );
  await replaceMachine(
    configFile(file),
    mill({ host: '10.0.0.6', name: 'Mill', timeZone: 'Europe/Prague' }),
    mill({ port: 1 }),
  );
  expect(await text()).toBe(hall.replace('7878', '1'));
});

test('a machine is removed, and made anew after that; the others stay as they are', async () => {
  await writeFile(file, hall);
  await dropMachine(configFile(file), mill());
  await dropMachine(configFile(file), mill());
  expect(await text()).toContain('id: lathe');
  expect(await text()).not.toContain('id: mill');
  await dropMachine(configFile(file), machine());
  await saveMachine(configFile(file), machine());
  expect(await text()).toContain('id: lathe');
});

test('what somebody changed by hand meanwhile is not overwritten', async () => {
  await writeFile(file, hall.replace('10.0.0.5', '10.0.0.99'));
  const refused = { code: 'changedMeanwhile' };
  await expect(replaceMachine(configFile(file), mill(), mill({ port: 1 }))).rejects.toMatchObject(refused);
  await expect(dropMachine(configFile(file), mill())).rejects.toMatchObject(refused);
  expect(await text()).toContain('10.0.0.99');
});

test('changes that come at once are made one after the other', async () => {
  const shared = configFile(file);
  const ids = Array.from({ length: 20 }, (_, index) => `m-${index}`);
  await Promise.all(ids.map((id) => saveMachine(shared, machine({ id }))));
  for (const id of ids) expect(await text()).toContain(`id: ${id}\n`);
});

test.skipIf(process.platform === 'win32')(
  'who may read the file stays as it is, and a link stays a link',
  async () => {
    const real = join(folder, 'real.yaml');
    await writeFile(real, hall);
    await chmod(real, 0o640);
    await symlink(real, file);
    await replaceMachine(configFile(file), mill(), mill({ port: 1 }));
    expect((await stat(real)).mode & 0o777).toBe(0o640);
    expect(await readFile(real, 'utf8')).toContain('port: 1');
    expect(await readdir(folder)).toEqual(['mantinel.yaml', 'real.yaml']);
  },
);
