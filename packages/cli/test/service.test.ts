/** What the command would do, and the very command line and environment of the unit, run as an account of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockLogbook } from '@mantinel/logbook';
import { loadConfig } from '@mantinel/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handOver } from '../src/service/hand-over.ts';
import type { ServicePlan } from '../src/service/service-plan.ts';
import { planService } from '../src/service/service-plan.ts';
import { systemd } from '../src/service/systemd.ts';
import { runCli } from './run-cli.ts';

let cwd: string;
let data: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mantinel-service-'));
  chmodSync(cwd, 0o755);
  data = join(cwd, 'data');
});
afterEach(() => rmSync(cwd, { recursive: true, force: true, maxRetries: 5 }));

const configure = (settings: object = { http: { port: 0 } }) =>
  writeFileSync(join(cwd, 'mantinel.yaml'), JSON.stringify(settings));
async function plan(user = 'nobody'): Promise<ServicePlan> {
  const { config, file } = await loadConfig({ cwd, env: {} });
  return planService({ config, configFile: file!, configWritable: true, user });
}

test('without a configuration there is nothing to run at boot', async () => {
  const { code, err } = await runCli(['service', 'install', '--show'], { cwd });
  expect(code).toBe(1);
  expect(err).toContain('the demonstration is not run as a service');
});

test('--show changes nothing and shows what would be written and run', async () => {
  configure();
  const { code, out, err } = await runCli(['service', 'install', '--show'], { cwd });
  expect(code).toBe(0);
  expect(`${out}${err}`).toContain(join(cwd, 'mantinel.yaml'));
  expect(err).toContain('and then:');
  expect(existsSync(data)).toBe(false);
});

const isRoot = process.getuid?.() === 0;
const asRoot = test.skipIf(!isRoot);

asRoot('the data change hands, and only when nothing speaks against it', async () => {
  configure();
  expect(await handOver(await plan())).toEqual({ configWritable: false });
  expect(statSync(data).uid).toBe(65_534);

  mkdirSync(join(data, 'logbook'));
  const lock = await lockLogbook(join(data, 'logbook'));
  await expect(handOver(await plan())).rejects.toMatchObject({ code: 'logbook.locked' });
  await lock.release();
  await handOver(await plan());

  mkdirSync(join(data, 'postgres'));
  writeFileSync(join(data, 'postgres', 'location.txt'), '/var/lib/mantinel/elsewhere\n');
  await expect(handOver(await plan())).rejects.toMatchObject({
    code: 'service.databaseElsewhere',
    data: { place: '/var/lib/mantinel/elsewhere' },
  });

  mkdirSync(join(cwd, 'papers'));
  writeFileSync(join(cwd, 'papers', 'letter.txt'), '');
  configure({ data: 'papers' });
  await expect(handOver(await plan())).rejects.toMatchObject({ code: 'service.dataForeign' });
  expect(statSync(join(cwd, 'papers', 'letter.txt')).uid).toBe(0);
});

asRoot('a program or a configuration that the account may not read is named', async () => {
  configure();
  chmodSync(join(cwd, 'mantinel.yaml'), 0o600);
  await expect(handOver(await plan())).rejects.toMatchObject({
    code: 'service.fileClosed',
    data: { user: 'nobody', act: 'read', path: join(cwd, 'mantinel.yaml') },
  });
});

test.skipIf(!isRoot || process.platform !== 'linux')(
  'the command of the unit, in its environment and as its account, records and stops in order',
  { timeout: 180_000 },
  async () => {
    configure({ http: { port: 0 }, store: {} });
    const planned = await plan();
    await handOver(planned);
    const unit = systemd.definition(planned).text;
    const all = (name: string) =>
      [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map((match) => match[1]!);
    const cache = join(cwd, 'cache');
    mkdirSync(cache, { mode: 0o777 });
    chmodSync(cache, 0o777);
    const environment = Object.fromEntries(
      all('Environment').map((line) => line.split('=') as [string, string]),
    );
    const [program, ...args] = all('ExecStart')[0]!.split(' ');
    const child: ChildProcess = spawn(program!, args, {
      cwd: all('WorkingDirectory')[0],
      // Nothing else is there under systemd, but the cache's folder that it makes.
      env: { PATH: '/usr/bin:/bin', ...environment, NODE_COMPILE_CACHE: cache },
      stdio: ['ignore', 'pipe', 'pipe'],
      uid: 65_534,
      gid: 65_534,
    });
    let said = '';
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk) => {
        said += chunk;
      });
    try {
      const url = await vi.waitFor(
        () => {
          const found = /Panel\s+(http:\S+)/.exec(said)?.[1];
          expect(found, said).toBeDefined();
          return found!;
        },
        { timeout: 60_000, interval: 100 },
      );
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      await vi.waitFor(() => expect(existsSync(join(data, 'postgres', '18', 'postmaster.pid'))).toBe(true), {
        timeout: 90_000,
        interval: 100,
      });
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      expect(code, said).toBe(0);
      expect(said).toContain('Everything recorded is on disk.');
      expect(existsSync(join(data, 'postgres', '18', 'postmaster.pid')), 'the database is stopped').toBe(
        false,
      );
      expect(readFileSync(join(data, 'logbook', 'identity.json'), 'utf8')).toContain('"epoch"');
    } finally {
      if (child.exitCode === null) child.kill('SIGKILL');
    }
  },
);
