import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fileHandles } from './file-handles.ts';

async function aFolder() {
  const directory = await mkdtemp(join(tmpdir(), 'mantinel-handles-'));
  const handles = fileHandles(2);
  onTestFinished(async () => {
    handles.close();
    await rm(directory, { recursive: true, force: true });
  });
  return { directory, handles };
}

test('reads at the same time have buffers of their own, and each is used again', async () => {
  const { directory, handles } = await aFolder();
  const text = Array.from({ length: 300_000 }, (_, i) => String.fromCharCode(97 + (i % 23))).join('');
  for (const name of ['a', 'b', 'c']) await writeFile(join(directory, name), name + text);
  const used = new Set<ArrayBufferLike>();
  const reads = Array.from({ length: 60 }, (_, i) => ({
    path: join(directory, 'abc'[i % 3]!),
    offset: (i * 37) % 1000,
    bytes: i === 30 ? 290_000 : 1 + i * 100,
  }));
  for (let at = 0; at < reads.length; at += 4)
    await Promise.all(
      reads.slice(at, at + 4).map(async (place) => {
        const read = await handles.read(place, (bytes) => {
          used.add(bytes.buffer);
          return Buffer.from(bytes).toString();
        });
        const whole = place.path.at(-1)! + text;
        expect(read).toBe(whole.slice(place.offset, place.offset + place.bytes));
      }),
    );
  // Four, and one for the longest, which takes the place of a shorter one and is not kept.
  expect(used.size).toBe(6);
});

test('what stands beyond the end is missing, and a file that was not there is tried again', async () => {
  const { directory, handles } = await aFolder();
  const place = { path: join(directory, 'late'), offset: 2, bytes: 10 };
  const read = () => handles.read(place, String);
  await expect(read()).rejects.toMatchObject({ code: 'ENOENT' });
  await writeFile(place.path, '1234');
  expect(await read()).toBe('34');
  const refused = handles.read(place, () => {
    throw new RangeError('no such page');
  });
  await expect(refused).rejects.toThrow('no such page');
  expect(await read()).toBe('34');
});
