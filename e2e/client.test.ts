/** The published client: packed, installed without a network into an empty folder, and run by plain Node against the product. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Product, removeDirectory, startProduct } from './support/product.ts';

const source = fileURLToPath(new URL('../packages/client', import.meta.url));
const bin = fileURLToPath(new URL('../node_modules/.bin', import.meta.url));
const windows = process.platform === 'win32';
const npm = (args: readonly string[], cwd: string) =>
  spawnSync('npm', args, {
    cwd,
    encoding: 'utf8',
    shell: windows,
    env: { ...process.env, PATH: `${bin}${windows ? ';' : ':'}${process.env.PATH}` },
  });

let folder: string;
let product: Product;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-client-'));
  product = await startProduct({ config: 'machines: []\n' });
}, 120_000);
afterAll(async () => {
  await product?.stop();
  await removeDirectory(product.directory);
  await rm(folder, { recursive: true, force: true });
});

const program = `
import { createClient, getPlaces, MantinelError, olderEvents, pages, patchPlacesId, postPlaces, stream } from '@mantinel/client';
const mantinel = createClient({ url: process.env.URL, token: process.env.TOKEN });
const told = { node: process.versions.node };
told.places = [];
for await (const { places } of pages(getPlaces, mantinel, { query: { limit: 1 } })) told.places.push(...places.map(({ id }) => id));
const made = await postPlaces(mantinel, { body: { id: 'area:hall', name: 'Hall', parent: 'site:plant' }, idempotencyKey: 'once-and-only' });
const again = await postPlaces(mantinel, { body: { id: 'area:hall', name: 'Hall', parent: 'site:plant' }, idempotencyKey: 'once-and-only' });
told.same = JSON.stringify(made) === JSON.stringify(again);
told.changed = (await patchPlacesId(mantinel, { path: { id: 'area:hall' }, version: made.version, body: { name: 'Hall 2' } })).name;
try {
  await patchPlacesId(mantinel, { path: { id: 'area:hall' }, version: made.version, body: { name: 'Hall 3' } });
} catch (error) {
  told.refused = error instanceof MantinelError && [error.code, error.status, error.remedy.length > 0];
}
told.events = 0;
for await (const { events } of olderEvents(mantinel, { query: { limit: 3 } })) told.events += events.length;
for await (const { message, id } of stream(mantinel, { lastEventId: process.env.LAST })) {
  if (message.type !== 'events') continue;
  told.streamed = { some: message.events.length > 0, id: /^\\d+\\.\\d+$/.test(id) };
  break;
}
console.log(JSON.stringify(told));
`;

test('what is published runs on its own, under the Node that is there', async ({ skip }) => {
  if (npm(['--version'], folder).status !== 0) skip('npm is not installed here, by which it would be packed');
  const packed = npm(['pack', '--pack-destination', folder], source);
  expect(packed.status, packed.stderr).toBe(0);
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'))!;
  // Small enough for any page: types weigh nothing there.
  expect((await stat(join(folder, tarball))).size).toBeLessThan(60_000);
  await writeFile(join(folder, 'package.json'), '{"name":"user","private":true,"type":"module"}');
  const installed = npm(['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], folder);
  expect(installed.status, installed.stderr).toBe(0);
  expect(await readdir(join(folder, 'node_modules', '@mantinel', 'client'))).toEqual(
    expect.arrayContaining(['README.md', 'dist', 'package.json']),
  );

  const created = await product.fetch('/api/v1/tokens', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'client',
      permissions: ['event.read', 'place.read', 'place.edit', 'machine.read'],
      place: 'enterprise:own',
    }),
  });
  const { secret } = (await created.json()) as { secret: string };
  const { events } = (await (await product.fetch('/api/v1/events?direction=newer&limit=1')).json()) as {
    events: { epoch: number; seq: number }[];
  };
  await writeFile(join(folder, 'program.mjs'), program);
  const run = spawnSync(plainNode(), ['program.mjs'], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    env: { URL: product.url, TOKEN: secret, LAST: `${events[0]!.epoch}.${events[0]!.seq}` },
  });
  expect(run.status, run.stderr).toBe(0);
  expect(JSON.parse(run.stdout)).toMatchObject({
    places: expect.arrayContaining(['site:plant']),
    same: true,
    changed: 'Hall 2',
    refused: ['changedMeanwhile', 412, true],
    events: expect.any(Number),
    streamed: { some: true, id: true },
  });
}, 120_000);

/** The oldest that is promised, where it is installed; else the one that runs this. */
function plainNode(): string {
  const { status, stdout } = spawnSync('/usr/bin/node', ['--version'], { encoding: 'utf8' });
  return status === 0 && /^v2\d\./.test(stdout) ? '/usr/bin/node' : process.execPath;
}
