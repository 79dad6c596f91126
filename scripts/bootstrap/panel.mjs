/** Builds the panel when its sources are newer than the last build. */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Remedy } from './remedy.mjs';

/** All that ends up in the bundle. */
const sources = [
  'packages/web',
  'packages/domain/src',
  'packages/contract/src',
  'node_modules/.package-lock.json',
];
const ignored = new Set(['dist', 'node_modules', '.vite']);

function newestMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path)
    .filter((name) => !ignored.has(name))
    .reduce((newest, name) => Math.max(newest, newestMs(join(path, name))), 0);
}

export function isPanelCurrent(root) {
  const built = statSync(join(root, 'packages/web/dist/index.html'), { throwIfNoEntry: false });
  return built !== undefined && sources.every((path) => newestMs(join(root, path)) <= built.mtimeMs);
}

export async function buildPanelIfNeeded(root, node) {
  if (isPanelCurrent(root)) return;
  const began = performance.now();
  process.stdout.write('Building the panel … ');
  const web = join(root, 'packages/web');
  const manifest = createRequire(join(web, 'package.json')).resolve('vite/package.json');
  const vite = join(dirname(manifest), 'bin/vite.js');
  const env = { ...process.env, NODE_ENV: 'production' };
  const built = spawnSync(node, [vite, 'build'], { cwd: web, env, encoding: 'utf8' });
  if (built.status !== 0) {
    // Half a build must not look current the next time.
    rmSync(join(web, 'dist/index.html'), { force: true });
    console.log(`failed.\n${built.stdout ?? ''}${built.stderr ?? ''}`);
    throw new Remedy(
      'The panel could not be built; the lines above say why.',
      'Run `git status`: a changed or half-saved file in packages/web is the usual reason.',
    );
  }
  console.log(`${((performance.now() - began) / 1000).toFixed(1)} s.`);
}
