/** Everything that people enter out of one running Mantinel and into another, by the command line. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreatedToken, DataFile, paths } from '@mantinel/contract';
import { type App, loadConfig, start } from '@mantinel/server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runCli } from './run-cli.ts';

interface Plant {
  readonly cwd: string;
  readonly app: App;
  readonly token: string;
}

async function openPlant(): Promise<Plant> {
  const cwd = mkdtempSync(join(tmpdir(), 'mantinel-data-'));
  writeFileSync(join(cwd, 'mantinel.yaml'), 'http: { port: 0 }\n');
  const { config, file } = await loadConfig({ cwd, env: {} });
  const app = await start({ config, demo: false, log: () => undefined, configFile: file! });
  const post = (path: string, body: object, cookie?: string) =>
    fetch(app.url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        ...(cookie && { cookie }),
      },
      body: JSON.stringify(body),
    });
  const owner = { token: app.setupUrl!.split('#')[1], name: 'Ada', password: 'correct horse battery' };
  const made = await vi.waitFor(
    async () => {
      const answer = await post(paths.owner, owner);
      expect(answer.status).toBe(200);
      return answer;
    },
    { timeout: 60_000, interval: 300 },
  );
  const permissions = ['data.export', 'data.import', 'place.read', 'place.edit', 'job.read', 'job.edit'];
  const asked = await post(
    paths.tokens,
    {
      name: 'files',
      permissions: [...permissions, 'machine.read', 'machine.edit', 'machine.connect'],
      place: 'enterprise:own',
      days: 1,
    },
    made.headers.getSetCookie()[0]!.split(';', 1)[0]!,
  );
  const { secret } = CreatedToken.parse(await asked.json());
  return { cwd, app, token: secret };
}

let here: Plant;
let there: Plant;
beforeAll(async () => {
  [here, there] = [await openPlant(), await openPlant()];
}, 120_000);
afterAll(async () => {
  for (const plant of [here, there]) {
    await plant?.app.stop();
    if (plant) rmSync(plant.cwd, { recursive: true, force: true, maxRetries: 5 });
  }
});

const run = ({ cwd, app, token }: Plant, ...args: string[]) =>
  runCli([...args, '--url', app.url], { cwd, env: { MANTINEL_TOKEN: token } });
const write = ({ cwd }: Plant, name: string, text: string) => writeFileSync(join(cwd, name), text);
const read = ({ cwd }: Plant, name: string) => readFileSync(join(cwd, name), 'utf8');

test('a file is shown first, brought in with --apply, and exported from there into another', async () => {
  write(here, 'parts.csv', 'number;name;place\nF-1;Flange;enterprise:own\nS-1;Shaft;enterprise:own\n');
  const shown = await run(here, 'import', 'parts.csv');
  expect(shown).toEqual({
    code: 0,
    out: [
      'added    parts  line 2  F-1, Flange',
      'added    parts  line 3  S-1, Shaft',
      '2 added, 0 changed, 0 left as they are, 0 refused',
    ].join('\n'),
    err: 'Nothing was changed yet. Run it again with --apply.',
  });
  const applied = await run(here, 'import', 'parts.csv', '--apply', '--reason', 'new catalogue');
  expect([applied.code, applied.out, applied.err]).toEqual([0, shown.out, 'All of it was brought in.']);
  write(
    here,
    'parts.csv',
    'number;name;place\nF-1;Flange, small;enterprise:own\n'.replace(', small', ' small'),
  );
  const changed = await run(here, 'import', 'parts.csv', '--apply');
  expect(changed.out).toContain('changed  parts  line 2  F-1, Flange small  name');

  write(
    here,
    'more.json',
    JSON.stringify({
      format: 'mantinel-data',
      schemaVersion: 1,
      machines: [{ connector: 'shdr', id: 'mill', host: '127.0.0.1', port: 1 }],
    }),
  );
  expect(await run(here, 'import', 'more.json', '--apply')).toMatchObject({ code: 0 });
  expect(read(here, 'mantinel.yaml')).toContain('id: mill');

  const exported = await run(here, 'export', 'plant.json');
  expect(exported).toMatchObject({ code: 0, out: join(here.cwd, 'plant.json') });
  if (process.platform !== 'win32') expect(statSync(join(here.cwd, 'plant.json')).mode & 0o077).toBe(0);
  write(there, 'plant.json', read(here, 'plant.json'));
  const moved = await run(there, 'import', 'plant.json', '--apply');
  expect([moved.code, moved.err], moved.out).toEqual([0, 'All of it was brought in.']);
  expect(await run(there, 'export', 'again.json')).toMatchObject({ code: 0 });
  const [one, other] = [here, there].map((plant, at) =>
    DataFile.parse(JSON.parse(read(plant, at === 0 ? 'plant.json' : 'again.json'))),
  );
  expect(other).toEqual(one);
  expect(one!.machines).toMatchObject([{ id: 'mill' }]);
  expect(one!.parts.map(({ name }) => name)).toEqual(['Flange small', 'Shaft']);
});

test('a refused row is told with its line and remedy, and nothing is brought in', async () => {
  write(here, 'bad.csv', 'number,name,place\nX-1,Fine,enterprise:own\nX-2,Lost,site:none\n');
  const { code, out, err } = await run(here, 'import', 'bad.csv', '--apply');
  expect(code).toBe(1);
  expect(out).toMatch(
    /^refused {2}parts {2}line 3 {2}X-2, Lost {2}place: There is no place site:none\n {9}→ /,
  );
  expect(out).toContain('1 added, 0 changed, 0 left as they are, 1 refused');
  expect(err).toBe('Nothing was brought in: correct what is refused, and bring the file again.');
  expect((await run(here, 'export', 'parts-now.csv', '--kind', 'parts')).code).toBe(0);
  expect(read(here, 'parts-now.csv')).not.toContain('X-1');
});

test.each([
  ['a file that is there', ['export', 'mantinel.yaml'], '--force'],
  ['CSV of everything', ['export', 'all.csv'], '--kind'],
  ['a file that is not there', ['import', 'nowhere.json'], 'cannot be read (ENOENT)'],
  ['no export of ours', ['import', 'mantinel.yaml'], 'columns'],
])('%s is refused with what helps', async (_what, args, words) => {
  const { code, err } = await run(here, ...args);
  expect([code, err]).toEqual([1, expect.stringContaining(words)]);
});

test('without a token it says what is missing, and the mantinel.yaml names the address', async () => {
  const { code, err } = await runCli(['export', 'none.json', '--url', here.app.url], { cwd: here.cwd });
  expect([code, err]).toEqual([1, expect.stringMatching(/sign/i)]);
  const away = await runCli(['export', 'none.json'], { cwd: here.cwd });
  expect(away.code).toBe(1);
});
