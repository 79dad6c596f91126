/**
 * Packs packages/nc for others: JavaScript and declarations, because Node strips no types under node_modules. In the house the package is
 * used from its sources, so it is put together in a folder of its own.
 *
 *   node scripts/pack-nc.ts [folder, .]
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const source = join(root, 'packages/nc');

/** Into a folder that is there: its path of the archive. Throws with what npm or the compiler said. */
export function packNc(to: string): string {
  const staging = mkdtempSync(join(tmpdir(), 'mantinel-pack-nc-'));
  try {
    const dist = join(staging, 'dist');
    mkdirSync(dist);
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    run(process.execPath, [compiler, '-p', join(source, 'tsconfig.json'), '--outDir', dist], staging);
    const { name, version, description, license, type, sideEffects } = JSON.parse(
      readFileSync(join(source, 'package.json'), 'utf8'),
    ) as Record<string, unknown>;
    const manifest = {
      ...{ name, version, description, license, type, sideEffects },
      engines: { node: '>=20' },
      exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
      files: ['dist', 'README.md', 'LICENSE', 'NOTICE'],
    };
    writeFileSync(join(staging, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
    copyFileSync(join(source, 'README.md'), join(staging, 'README.md'));
    for (const file of ['LICENSE', 'NOTICE']) copyFileSync(join(root, file), join(staging, file));
    const packed = run('npm', ['pack', '--json', '--pack-destination', resolve(to)], staging);
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    return join(resolve(to), filename);
  } finally {
    rmSync(staging, { recursive: true });
  }
}

function run(command: string, args: readonly string[], cwd: string): string {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', shell });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args[0]} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

if (import.meta.main) console.log(packNc(process.argv[2] ?? '.'));
