/** The one prerequisite of the tests that npm cannot bring: a Chromium for the tests of the screens. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome.exe',
  'msedge.exe',
];

/** Where installers put it outside PATH. */
const places = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * The first Chromium found: `CHROMIUM_PATH`, then PATH, then where installers put it.
 * @param {{ readonly [name: string]: string | undefined }} env
 */
export function findChromium(env = process.env) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const inPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [env.CHROMIUM_PATH, ...inPath, ...(places[process.platform] ?? [])].find(
    (path) => path && existsSync(path),
  );
}

/** Installs Debian's when none is found and this account may; otherwise says what to do and lets the tests speak. */
export function ensureChromium() {
  if (findChromium()) return;
  const command = 'apt-get install -y --no-install-recommends chromium';
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!mayInstall) {
    console.log(
      `No Chromium found: the tests of the screens will fail. Install it (Debian: sudo ${command}),`,
    );
    console.log('or set CHROMIUM_PATH to the path of a Chrome, Chromium or Edge.');
    return;
  }
  console.log('No Chromium found: installing the one of Debian for the tests of the screens …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const began = performance.now();
  const result = spawnSync('sh', ['-c', `apt-get update -qq && ${command} -qq`], { env, encoding: 'utf8' });
  if (result.status === 0) {
    console.log(`Installed in ${Math.round((performance.now() - began) / 1000)} s.`);
  } else {
    console.log(
      `${result.stdout}${result.stderr}\nIt could not be installed; the tests of the screens will fail.`,
    );
  }
}
