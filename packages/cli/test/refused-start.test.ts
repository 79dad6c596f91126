/** What stands in the way of a start is said in a sentence with its remedy, by the command itself and to whoever runs it. */
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const entry = fileURLToPath(new URL('../bin/mantinel.mjs', import.meta.url));
let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mantinel-refused-'));
  chmodSync(cwd, 0o755);
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** The superuser may write anywhere, so as root it runs as nobody. */
const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
function start(settings: object): SpawnSyncReturns<string> {
  writeFileSync(join(cwd, 'mantinel.yaml'), JSON.stringify(settings));
  const env = { ...process.env, NO_COLOR: '1', DATABASE_URL: '' };
  return spawnSync(process.execPath, [entry, 'start'], {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 30_000,
    ...asNobody,
  });
}

test.skipIf(process.platform === 'win32')('a folder that may not be written', () => {
  const data = join(cwd, 'data');
  mkdirSync(data);
  chmodSync(data, 0o555);
  const { status, stderr } = start({ data, http: { port: 0 } });
  expect(stderr).toContain(`✗ Mantinel may not write to ${data}`);
  expect(stderr).toContain('Give the account that runs Mantinel the right to write there');
  expect(status).toBe(1);
});

test('a port in use', async () => {
  // In a process of its own: this one waits for the command and could not keep a socket open meanwhile.
  const holder = spawn(process.execPath, [
    '-e',
    "require('node:net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })",
  ]);
  try {
    const port = await new Promise<number>((resolve) => {
      holder.stdout.once('data', (chunk) => resolve(Number(chunk)));
    });
    const data = mkdtempSync(join(tmpdir(), 'mantinel-refused-data-'));
    chmodSync(data, 0o777);
    const { status, stderr } = start({
      data,
      http: { port },
      store: { url: 'postgres://u:p@127.0.0.1:1/d' },
    });
    rmSync(data, { recursive: true, force: true });
    expect(stderr).toContain(`✗ Port ${port} on 127.0.0.1 is in use by another program.`);
    expect(stderr).toContain('Stop it, or set http.port in mantinel.yaml.');
    expect(status).toBe(1);
  } finally {
    holder.kill();
  }
});
