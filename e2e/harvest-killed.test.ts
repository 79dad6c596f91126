/** The process dies in the middle of a harvest: the next one tells so, goes on by itself where it was, and has everything once. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarvestSources, HarvestSourceView, Harvests, HarvestView, paths } from '@mantinel/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDirectory, type Product, removeDirectory, startProduct } from './support/product.ts';

let directory: string;
let product: Product;
beforeAll(async () => {
  directory = await newDirectory();
  product = await startProduct({ directory, config: 'machines: []\n' });
}, 120_000);
afterAll(async () => {
  await product?.stop();
  await removeDirectory(directory);
});

const programs = 500;
/** Cuts along numbers of its own, so that it is no revision of another. */
const part = (number: number): string => {
  const cuts = Array.from(
    { length: 700 },
    (_, i) => `G1 X${((i * number * 1.37) % 900).toFixed(3)} Y${((i * i) / number).toFixed(3)} F${300 + i}`,
  );
  return `%\nO${number} (PLATE ${number})\nT1 M6\nS2000 M3\nG0 X0 Y0 Z5\n${cuts.join('\n')}\nM30\n%\n`;
};

const post = (path: string, body?: object) =>
  product.fetch(path, {
    method: 'POST',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });

test('a harvest that kill -9 breaks off', async () => {
  const share = join(directory, 'share');
  await mkdir(share);
  for (let i = 1; i <= programs; i++) await writeFile(join(share, `O${i}.nc`), part(i));
  const { sources: before } = await product.get(paths.harvestSources, HarvestSources);
  expect(before).toEqual([]);
  const added = await post(paths.harvestSources, { place: 'site:plant', kind: 'folder', location: share });
  const { id: source } = HarvestSourceView.parse(await added.json());
  let begun: HarvestView | undefined;
  // Tasks may still wait for the database.
  await expect
    .poll(
      async () => {
        const answer = await post(paths.harvestBegin.replace(':id', source));
        if (answer.ok) begun = HarvestView.parse(await answer.json());
        return answer.status;
      },
      { timeout: 60_000 },
    )
    .toBe(200);
  const known = async () =>
    (await product.get(paths.harvestSources, HarvestSources)).sources.find(({ id }) => id === source)!;
  await expect
    .poll(async () => (await known()).programs, { timeout: 120_000, interval: 20 })
    .toBeGreaterThan(0);
  await product.kill();

  product = await startProduct({ directory });
  const broken = await product.get(paths.harvest.replace(':id', begun!.id), HarvestView);
  expect(broken).toMatchObject({ state: 'failed', problem: { code: 'harvest.interrupted' } });
  const kept = (await known()).programs;
  expect(kept).toBeGreaterThan(0);
  expect(kept).toBeLessThan(programs);
  // The task is missed when its process is not heard of for a while, and begun again.
  await expect
    .poll(async () => (await known()).latest?.state, { timeout: 180_000, interval: 500 })
    .toBe('finished');
  const after = await known();
  expect(after).toMatchObject({
    programs,
    latest: { counts: { files: programs, unchanged: kept, programs: programs - kept, copies: 0 } },
  });
  const { harvests } = await product.get(`${paths.harvests}?source=${source}`, Harvests);
  expect(harvests.map(({ state }) => state)).toEqual(['finished', 'failed']);
}, 500_000);
