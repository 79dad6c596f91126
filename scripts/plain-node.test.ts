/** The product runs on Node's own type stripping; vitest transforms more than Node accepts, so only this test can tell. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const main = join(root, 'packages/cli/bin/mantinel.mjs');
/** The screens are bundled for browsers; all else is run as it is written. */
const packages = readdirSync(join(root, 'packages')).filter((name) => name !== 'web');

const sources = packages.flatMap((name) =>
  readdirSync(join(root, 'packages', name, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(root, 'packages', name, 'src', file)),
);

/** Programs of their own: importing one would run it. A suite calls vitest, which wants to be its host. */
const runsWhenImported = (file: string) => /([\\/]|-)(main|worker)\.ts$|conformance[^\\/]*\.ts$/.test(file);

let folder: string;
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mantinel-plain-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('every source holds only types that can be stripped', () => {
  expect(sources.length).toBeGreaterThan(50);
  const refused = sources.flatMap((file) => {
    try {
      stripTypeScriptTypes(readFileSync(file, 'utf8'), { mode: 'strip' });
      return [];
    } catch (error) {
      return [`${file}: ${(error as Error).message}`];
    }
  });
  expect(refused).toEqual([]);
});

test('every source can be imported', async () => {
  const script = join(folder, 'import-all.mjs');
  const urls = sources.filter((file) => !runsWhenImported(file)).map((file) => pathToFileURL(file).href);
  writeFileSync(
    script,
    `const failed = [];
    for (const url of ${JSON.stringify(urls)}) await import(url).catch((error) => failed.push(url + ': ' + error.message));
    console.log(JSON.stringify(failed));
    process.exit();`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  expect(JSON.parse(stdout)).toEqual([]);
});

test('mantinel --version', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [main, '--version']);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('a start loads nothing that reads programs or documents', { timeout: 90_000 }, async () => {
  const hooks = join(folder, 'hooks.mjs');
  writeFileSync(
    hooks,
    `import { registerHooks } from 'node:module';
    registerHooks({ load: (url, context, next) => (process.stderr.write(url + '\\n'), next(url, context)) });`,
  );
  const { stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', pathToFileURL(hooks).href, main, '--version'],
    { maxBuffer: 2 ** 24 },
  );
  const loaded = stderr.split('\n');
  expect(loaded.filter((url) => url.includes('/packages/server/src/features/harvest/'))).not.toEqual([]);
  expect(
    loaded.filter((url) =>
      /\/packages\/nc\/|\/(walk-source|reader-pool|read-document)\.ts|\/(unpdf|yauzl)\//.test(url),
    ),
  ).toEqual([]);
});

/** Starts the product on a free port; resolves to its address once the banner names it. */
async function startProduct(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [main, 'start', '--config', 'mantinel.yaml'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', NO_COLOR: '1' },
  });
  children.push(child);
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /Panel\s+(http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`the product ended before it named its address:\n${said}`);
}

test('mantinel start serves, stops when told, and starts again on the same data', {
  timeout: 90_000,
}, async () => {
  const recording = join(root, 'packages/cli/demo/mill.shdr');
  writeFileSync(
    join(folder, 'mantinel.yaml'),
    `http: { port: 0 }\nmachines:\n  - { connector: replay, id: mill, file: ${JSON.stringify(recording)} }\n`,
  );
  for (const _ of ['first', 'second']) {
    const { child, url } = await startProduct();
    const health = await fetch(new URL('/healthz', url));
    expect(health.status).toBe(200);
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    // Windows knows no SIGTERM: there the process is ended, and only the second start proves that nothing was lost.
    const [code] = await exited;
    if (process.platform !== 'win32') expect(code).toBe(0);
  }
});
