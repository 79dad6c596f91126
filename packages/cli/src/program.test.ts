import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../test/run-cli.ts';
import { version } from './version.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mantinel-cli-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);

test('--version', async () => {
  expect(await runCli(['--version'])).toEqual({ code: 0, out: version, err: '' });
});

test('--help names every command', async () => {
  const { code, out } = await runCli(['--help']);
  expect(code).toBe(0);
  for (const name of ['start', 'demo', 'replay', 'log', 'doctor', 'config'])
    expect(out).toContain(`\n  ${name} `);
});

test('an unknown command is refused with what to do', async () => {
  const { code, err } = await runCli(['strat']);
  expect(code).toBe(1);
  expect(err).toContain("unknown command 'strat'");
  expect(err).toContain('Did you mean start?');
});

test.each([
  [['log', '--from', 'yesterday'], 'Write 15m, 06:00, 2026-03-02'],
  [['log', '--limit', '0'], 'Write a whole number above 0.'],
  [['log', '--level', 'boss'], 'Allowed choices are developer, technical, operator.'],
  [['replay', 'a.txt', '--speed', 'fast'], 'Write 1 for real time'],
])('%j is refused', async (args, sentence) => {
  const { code, err } = await runCli(args, { cwd });
  expect(code).toBe(1);
  expect(err).toContain(sentence);
});

describe('config', () => {
  test('check passes a valid file', async () => {
    write('mantinel.yaml', 'site: hall\nmachines:\n  - connector: shdr\n    id: mill\n    host: 127.0.0.1\n');
    const { code, out } = await runCli(['config', 'check'], { cwd });
    expect(code).toBe(0);
    expect(out).toContain('is valid. Machines: mill (shdr).');
    expect(out).toContain(join(cwd, 'data'));
  });

  test('check names every mistake with file, line and column', async () => {
    write('plant.yaml', 'site: Hall 2\nhttp:\n  prot: 80\n');
    const { code, out } = await runCli(['config', 'check', 'plant.yaml'], { cwd });
    expect(code).toBe(1);
    expect(out.split('\n').map((line) => line.slice(cwd.length + 1))).toEqual([
      expect.stringMatching(/^plant\.yaml:1:7: site: use lower-case letters/),
      expect.stringMatching(/^plant\.yaml:3:3: http\.prot is not a setting\. Did you mean port\?/),
    ]);
  });

  test('check says which file cannot be read', async () => {
    const { code, err } = await runCli(['config', 'check', 'missing.yaml'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain(`${join(cwd, 'missing.yaml')}, line 1: the file cannot be read (ENOENT)`);
  });

  test('docs are the reference', async () => {
    expect((await runCli(['config', 'docs'])).out).toContain('| `site` | Where this node stands');
  });
});

test('an error of the configuration stops every command with its line', async () => {
  write('mantinel.yaml', 'http:\n  port: many\n');
  for (const command of [['start'], ['demo'], ['log'], ['doctor']]) {
    const { code, err } = await runCli(command, { cwd });
    expect(code).toBe(1);
    expect(err).toContain(`${join(cwd, 'mantinel.yaml')}, line 2: http.port`);
  }
});

test('log without a logbook says so and creates none', async () => {
  const { code, err } = await runCli(['log'], { cwd });
  expect(code).toBe(1);
  expect(err).toContain(`There is no logbook in ${join(cwd, 'data')} yet.`);
  const again = await runCli(['log', '--verbose'], { cwd });
  expect(again.err, 'the first call must not have made the folder').toContain('There is no logbook');
});

test('replay names the recording that cannot be read, and an id that is none', async () => {
  const missing = await runCli(['replay', 'a.txt'], { cwd });
  expect(missing.err).toContain(`${join(cwd, 'a.txt')}, line 1: the file cannot be read.`);
  const odd = await runCli(['replay', 'a.txt', '--machine', 'Mill 1'], { cwd });
  expect(odd.err).toContain('--machine: use lower-case letters, digits and hyphens');
});

test('an address where nobody answers', async () => {
  const { code, err } = await runCli(['log', '--url', 'http://127.0.0.1:1'], { cwd });
  expect(code).toBe(1);
  expect(err).toContain('No Mantinel answers at http://127.0.0.1:1.');
});
