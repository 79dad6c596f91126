/** The panel as it ships, built once for the sources as they are. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '..');
const sources = ['src', 'index.html', 'vite.config.ts', '../domain/src', '../contract/src'];

/** The folder of the built panel. */
export async function builtPanel(): Promise<string> {
  const hash = createHash('sha256').update('production');
  for (const source of sources) hashTree(join(root, source), hash);
  const cache = join(root, 'node_modules', '.cache', 'panel');
  const dist = join(cache, hash.digest('hex').slice(0, 16));
  if (existsSync(dist)) return dist;
  // What another test file is building at the same time has its process in its name, and stays.
  const built = existsSync(cache) ? readdirSync(cache).filter((name) => !name.includes('.')) : [];
  for (const old of built) rmSync(join(cache, old), { recursive: true, force: true });
  const partial = `${dist}.${process.pid}`;
  await asProduction(() => build({ root, logLevel: 'error', build: { outDir: partial, emptyOutDir: true } }));
  try {
    renameSync(partial, dist);
  } catch (error) {
    // The other file was first; both were built of the same sources.
    if (!existsSync(dist)) throw error;
    rmSync(partial, { recursive: true, force: true });
  }
  return dist;
}

/** Else the runner of tests would be taken for a developer, who gets a React twice as large and slower. */
async function asProduction(run: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await run();
  } finally {
    process.env.NODE_ENV = NODE_ENV;
  }
}

function hashTree(path: string, hash: ReturnType<typeof createHash>): void {
  if (existsSync(path) && !path.match(/\.[a-z]+$/)) {
    for (const entry of readdirSync(path).sort()) hashTree(join(path, entry), hash);
    return;
  }
  hash.update(path.slice(root.length)).update(readFileSync(path));
}
