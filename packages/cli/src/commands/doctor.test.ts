import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig, silentLog, systemParts } from '@mantinel/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCli } from '../../test/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mantinel-doctor-test-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const line = (out: string, name: string) => out.split('\n').find((text) => text.includes(`  ${name} `));

test('a sound computer: every line is ok, nothing is left behind', { timeout: 90_000 }, async () => {
  writeFileSync(join(cwd, 'mantinel.yaml'), 'http: { port: 0 }\ndata: there\n');
  mkdirSync(join(cwd, 'there'));
  const { code, out } = await runCli(['doctor'], { cwd });
  expect(out).not.toContain('✗');
  expect(code).toBe(0);
  expect(line(out, 'Database')).toMatch(/^✓ ok .* starts here \(\d+\.\d s\)/);
  expect(line(out, 'Logbook')).toContain('none yet');
  expect(line(out, 'Data folder')).toContain(join(cwd, 'there'));
});

test('an address in use, a data folder that is a file, a database that is away: each with its remedy', async () => {
  const other = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as AddressInfo;
  writeFileSync(join(cwd, 'file'), '');
  writeFileSync(
    join(cwd, 'mantinel.yaml'),
    `http: { port: ${port} }\ndata: file/data\nstore: { url: 'postgres://mantinel:secret@127.0.0.1:1/x' }\n`,
  );
  try {
    const { code, out } = await runCli(['doctor'], { cwd });
    expect(code).toBe(1);
    expect(line(out, 'Address')).toBe(
      `✗ fail  Address        http://127.0.0.1:${port} is in use by another program`,
    );
    expect(out).toContain('→ Stop it, or set http.port in mantinel.yaml.');
    expect(line(out, 'Data folder')).toMatch(/^✗ fail .* cannot be written \(ENOTDIR\)/);
    expect(line(out, 'Database')).toBe(
      '✗ fail  Database       no server answers at 127.0.0.1:1 (ECONNREFUSED)',
    );
    expect(out).not.toContain('secret');
  } finally {
    other.close();
  }
});

test('a certificate that cannot be read is told with its remedy', { timeout: 90_000 }, async () => {
  writeFileSync(
    join(cwd, 'mantinel.yaml'),
    'http:\n  port: 0\n  tls: { mode: files, certificate: server.pem, key: server.key }\ndata: there\n',
  );
  const { code, out } = await runCli(['doctor'], { cwd });
  expect(code).toBe(1);
  expect(line(out, 'Encryption')).toMatch(/^✗ fail .*server\.(pem|key) cannot be read: ENOENT/);
  expect(out).toContain('→ Check the path under http.tls in mantinel.yaml');
});

test('tables of a newer version are told, in the running database and in the one that was stopped', {
  timeout: 120_000,
}, async () => {
  writeFileSync(join(cwd, 'mantinel.yaml'), 'http: { port: 0 }\n');
  const { config } = await loadConfig({ cwd, env: {} });
  const store = systemParts().openStore(
    config,
    silentLog(() => Date.now() * 1000),
  );
  try {
    await store.ready(AbortSignal.timeout(60_000));
    const sound = await runCli(['doctor'], { cwd });
    expect(line(sound.out, 'Database')).toMatch(/^✓ ok .* is running; its tables are those of this version/);
    await store.statements.executeSql(`insert into mantinel.migration select 9999, '9999-later', 'x', 1`);
    const newer = await runCli(['doctor'], { cwd });
    expect(newer.code).toBe(1);
    expect(line(newer.out, 'Database')).toMatch(/^✗ fail .*9999/);
    expect(newer.out).toContain('newer');
  } finally {
    await store.close();
  }
  const stopped = await runCli(['doctor'], { cwd });
  expect([stopped.code, line(stopped.out, 'Database')]).toEqual([1, expect.stringContaining('9999')]);
});
