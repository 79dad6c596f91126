/** Old sectors go bad: bytes anywhere in the folder are spoilt. The rest is read, a hole is told, and nothing wrong is shown. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyFolder } from './copy-folder.ts';
import { numberedBatch } from './numbered-batch.ts';
import { readBack } from './read-back.ts';
import { storeUnderTest } from './store-under-test.ts';
import type { Found } from './verify.ts';

const rounds = Number(process.env.MANTINEL_RIG_ROUNDS ?? 3) * 8;
const settings = { segmentBytes: 64 * 1024, reserveBytes: 64 * 1024 };
const batches = 800;

const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'mantinel-damage-'));
const original = join(home, 'original');
const spoilt = join(home, 'spoilt');

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

let firstEpoch = 0;

beforeAll(async () => {
  const { open } = await storeUnderTest();
  const store = await open(original, settings);
  firstEpoch = store.epoch;
  for (let number = 0; number < batches; number++) await store.append(numberedBatch(number));
  for (const deadline = Date.now() + 20_000; store.stats().unsealedSegments > 3; ) {
    if (Date.now() > deadline) throw new Error('segments are not rewritten');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await store.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

/** What an opened folder with one spoilt byte holds, or the code it is refused with. */
async function look(): Promise<Found | string> {
  const { open } = await storeUnderTest();
  try {
    const store = await open(spoilt, settings);
    return await readBack(store, { firstEpoch, damaged: true }).finally(() => store.close());
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
    throw error;
  }
}

test(
  `one bad byte anywhere, ${rounds} times`,
  async () => {
    const files = filesIn(original).filter((file) => statSync(file).size > 0);
    const seen = new Map<string, number>();
    for (let round = 0; round < rounds; round++) {
      copyFolder(original, spoilt);
      const file = relative(original, files[round % files.length]!);
      const bytes = readFileSync(join(spoilt, file));
      // Half of the bad bytes at the beginning, where formats keep what everything else hangs on.
      const offset = Math.floor(
        Math.random() * (round % 2 === 0 ? Math.min(200, bytes.length) : bytes.length),
      );
      bytes[offset]! ^= 1 + Math.floor(Math.random() * 255);
      writeFileSync(join(spoilt, file), bytes);
      const what = `byte ${offset} of ${file}`;
      const found = await look();
      if (typeof found === 'string') {
        seen.set(`${file}: ${found}`, (seen.get(`${file}: ${found}`) ?? 0) + 1);
        expect(found, what).toMatch(/^logbook\./);
      } else {
        expect(found.wrong, what).toEqual([]);
        const told = (code: string) => found.own.some((own) => own.code === code);
        if (!told('logbook.damaged')) {
          // Of the very last write nothing says that it was ever acknowledged: it is cut as torn, and that is told.
          expect(found.batches.size, what).toBeGreaterThanOrEqual(
            told('logbook.recovered') ? batches - 1 : batches,
          );
          expect(found.holes, what).toEqual([]);
        }
      }
      rmSync(spoilt, { recursive: true, maxRetries: 5 });
    }
    // Only what says who the logbook is may keep it from opening.
    expect([...seen.keys()].filter((entry) => /segment|block/.test(entry))).toEqual([]);
  },
  60_000 + rounds * 2000,
);
