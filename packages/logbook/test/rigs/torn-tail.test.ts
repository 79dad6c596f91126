/** The last page of the log is cut at every byte and spoilt at every byte: what stood before is there, nothing wrong ever is. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { numberedBatch, sizeOf } from './numbered-batch.ts';
import { readBack } from './read-back.ts';
import { storeUnderTest } from './store-under-test.ts';
import type { Found } from './verify.ts';

/** Every byte in a long run; in a short one every 29th, from a start that chance sets. */
const stride = Number(process.env.MANTINEL_RIG_ROUNDS ?? 1) >= 50 ? 1 : 29;
const page = 4096;
const settings = { segmentBytes: 64 * 1024, reserveBytes: 64 * 1024 };

/** Where one batch came to stand: its bytes lie within [start, end). */
interface Frame {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'mantinel-torn-'));
const folder = join(home, 'logbook');
const frames: Frame[] = [];
let tailFile = '';
/** Every file as a crash after the last acknowledgement leaves it. */
let crashed = new Map<string, Buffer>();

function snapshot(): Map<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [file, readFileSync(file)];
    }),
  );
}

/** Writes the bytes back into the same files: a copy of the folder would be another logbook. */
function restore(): void {
  for (const [file, bytes] of snapshot()) {
    const wanted = crashed.get(file);
    if (wanted === undefined) rmSync(file);
    else if (!wanted.equals(bytes)) writeFileSync(file, wanted);
  }
  for (const [file, bytes] of crashed) if (!existsSync(file)) writeFileSync(file, bytes);
}

const isZero = (byte: number) => byte === 0;

/** The one file that an append changed, and from where to where; a next segment that is being prepared is none. */
function changeBetween(before: Map<string, Buffer>, after: Map<string, Buffer>) {
  const changed = [...after].filter(
    ([file, bytes]) => !(before.get(file)?.equals(bytes) || bytes.every(isZero)),
  );
  expect(changed.map(([file]) => file)).toHaveLength(1);
  const [file, bytes] = changed[0]!;
  const old = before.get(file)!;
  let start = 0;
  while (old[start] === bytes[start]) start++;
  let end = bytes.length;
  while (end <= old.length && old[end - 1] === bytes[end - 1]) end--;
  return { file, start, end };
}

beforeAll(async () => {
  const { open } = await storeUnderTest();
  const store = await open(folder, settings);
  for (let number = 0; number < 30; number++) {
    const before = snapshot();
    await store.append(numberedBatch(number));
    const { file, start, end } = changeBetween(before, snapshot());
    tailFile = file;
    frames.push({ number, start, end });
  }
  crashed = snapshot();
  await store.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

/** What the folder holds after an accident; `goOn` then appends one more batch and looks again. */
async function reopen(harm: (file: string) => void, goOn: boolean): Promise<{ found: Found; later?: Found }> {
  const { open } = await storeUnderTest();
  restore();
  harm(tailFile);
  const store = await open(folder, settings);
  const found = await readBack(store).finally(async () => {
    if (goOn) await store.append(numberedBatch(1000));
    await store.close();
  });
  if (!goOn) return { found };
  const again = await open(folder, settings);
  return { found, later: await readBack(again).finally(() => again.close()) };
}

/** Batches that are there, each once and whole. */
function numbersIn(found: Found): number[] {
  for (const [number, places] of found.batches)
    expect(
      places.map(({ count }) => count),
      `batch ${number}`,
    ).toEqual([sizeOf(number)]);
  return [...found.batches.keys()].sort((a, b) => a - b);
}

async function sweep(
  harm: (file: string, offset: number) => void,
  judge: (offset: number, found: Found) => void,
) {
  const end = frames.at(-1)!.end + 64;
  let looks = 0;
  for (let offset = end - page + Math.floor(Math.random() * stride); offset < end; offset += stride) {
    const { found, later } = await reopen((file) => harm(file, offset), looks++ % 8 === 0);
    expect(found.wrong, `at byte ${offset}`).toEqual([]);
    judge(offset, found);
    if (later !== undefined) {
      expect(later.wrong, `one batch after byte ${offset}`).toEqual([]);
      expect(numbersIn(later), `one batch after byte ${offset}`).toEqual([...numbersIn(found), 1000]);
    }
  }
  expect(looks).toBeGreaterThan(page / stride - 2);
}

/** Batches whose last byte stands before an offset. */
const before = (offset: number) => frames.filter((frame) => frame.end <= offset).map((frame) => frame.number);

test(
  `a log cut at any byte of its last page holds exactly the batches before the cut`,
  () =>
    sweep(
      (file, offset) => truncateSync(file, offset),
      (offset, found) => {
        // A frame may end in zeros that the preallocated file held already: to their end either answer is right.
        const next = frames.find((frame) => frame.end > offset);
        const mayEnd = next !== undefined && offset <= next.start ? before(next.start) : before(offset);
        expect([before(offset), mayEnd], `at byte ${offset}`).toContainEqual(numbersIn(found));
        expect(found.holes).toEqual([]);
      },
    ),
  60_000 * (stride === 1 ? 20 : 1),
);

test(
  `a log with any byte of its last page spoilt holds all batches before it, and none that is altered`,
  () =>
    sweep(
      (file, offset) => {
        const bytes = readFileSync(file);
        bytes[offset]! ^= 1 + Math.floor(Math.random() * 255);
        writeFileSync(file, bytes);
      },
      (offset, found) => {
        expect(numbersIn(found)).toEqual(expect.arrayContaining(before(offset)));
        const spoilt = frames.find((frame) => frame.start <= offset && offset < frame.end);
        if (spoilt !== undefined) expect(numbersIn(found)).not.toContain(spoilt.number);
      },
    ),
  60_000 * (stride === 1 ? 20 : 1),
);
