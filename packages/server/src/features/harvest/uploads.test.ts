/** Uploads end whole and below their folder, whatever they are called, or not at all. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '@mantinel/contract';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireFolder } from './source-folder.ts';
import { storeUpload } from './store-upload.ts';
import { storedName } from './stored-name.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-uploads-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const send = (path: string, content: string, said = content.length) =>
  storeUpload({
    ...{ folder, path, bytes: said, limit: 1000, reserveBytes: 0 },
    content: Readable.from([Buffer.from(content)]),
  });

test('whatever is sent as a name is refused or lies below the folder, by a name that stays the same', () => {
  const part = fc.oneof(fc.constantFrom('..', '.', '', 'CON', 'a.', 'nul.txt', '.hidden', 'C:'), fc.string());
  const sent = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(part, { maxLength: 6 }).map((all) => all.join('/')),
  );
  fc.assert(
    fc.property(sent, (name) => {
      let stored: string;
      try {
        stored = storedName(name);
      } catch (error) {
        expect(error).toMatchObject({ code: 'harvest.nameRefused' });
        return;
      }
      const way = relative('/uploads', resolve('/uploads', stored));
      expect(way).toBe(stored);
      expect(stored).not.toMatch(/(^|\/)\.|[\\<>:"|?*]|[. ](\/|$)/);
      expect(storedName(stored)).toBe(stored);
    }),
    { numRuns: 2000 },
  );
});

test('what leads out is refused, what no system keeps is replaced', () => {
  expect(() => storedName('../../etc/passwd')).toThrow(AppError);
  expect(() => storedName('a\\..\\..\\b')).toThrow(AppError);
  expect(storedName('/etc/O1.nc')).toBe('etc/O1.nc');
  expect(storedName('jobs\\O1:2.nc')).toBe('jobs/O1_2.nc');
  expect(storedName('con.nc')).toBe('_con.nc');
});

test('the same again changes nothing, another content takes its place', async () => {
  expect(await send('a/O1.nc', 'M30\n')).toMatchObject({ path: 'a/O1.nc', known: false });
  const before = await stat(join(folder, 'a/O1.nc'));
  expect(await send('a/O1.nc', 'M30\n')).toMatchObject({ known: true });
  expect((await stat(join(folder, 'a/O1.nc'))).mtimeMs).toBe(before.mtimeMs);
  expect(await send('a/O1.nc', 'M02\n')).toMatchObject({ known: false });
  expect(await readFile(join(folder, 'a/O1.nc'), 'utf8')).toBe('M02\n');
});

test('a part of a file, more than was said and what is too large leave nothing', async () => {
  await expect(send('O1.nc', 'M30\n', 9)).rejects.toMatchObject({ code: 'request.invalid' });
  await expect(send('O1.nc', 'M30\nM30\n', 4)).rejects.toMatchObject({ code: 'request.invalid' });
  await expect(send('O1.nc', 'M30\n', 5000)).rejects.toMatchObject({ code: 'request.tooLarge' });
  const broken = new Readable({
    read() {
      this.destroy(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));
    },
  });
  await expect(
    storeUpload({ folder, path: 'O1.nc', bytes: 4, limit: 1000, reserveBytes: 0, content: broken }),
  ).rejects.toMatchObject({ code: 'request.invalid' });
  await expect(
    storeUpload({
      ...{ folder, path: 'O1.nc', bytes: 4, limit: 1000, reserveBytes: Number.MAX_SAFE_INTEGER },
      content: Readable.from(['M30\n']),
    }),
  ).rejects.toMatchObject({ code: 'harvest.notStored' });
  expect(await readdir(folder)).toEqual([]);
});

test('a file where a folder would be is told', async () => {
  await send('a', 'M30\n');
  await expect(send('a/O1.nc', 'M30\n')).rejects.toMatchObject({ code: 'harvest.nameRefused' });
});

test('neither the data folder, nor what is in it or around it, is harvested', async () => {
  for (const path of [folder, tmpdir(), '/', 'relative/folder', join(folder, 'nowhere')])
    await expect(requireFolder(folder, path)).rejects.toMatchObject({ code: 'harvest.folderRefused' });
  const other = await mkdtemp(join(tmpdir(), 'mantinel-share-'));
  expect(await requireFolder(folder, `${other}/`)).toBe(other);
  await rm(other, { recursive: true });
});
