import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folderOf } from '../../test/programs.ts';
import { unreadable, walk } from './walk.ts';

const signal = new AbortController().signal;
const allOf = (folder: string) => Array.fromAsync(walk(folder, signal));
const skippedOf = (found: Awaited<ReturnType<typeof allOf>>) =>
  found.flatMap((each) => ('skipped' in each ? [[each.path, each.skipped.reason]] : []));

test('every file in the order of names, folders included, hidden ones and package folders not', async () => {
  await using folder = await folderOf({
    'b.nc': 'x',
    'a/O1': 'yy',
    'a/deep/er/c.tap': '',
    '.git/config': '',
    'node_modules/x.nc': '',
  });
  const found = await allOf(folder.path);
  expect(found.map(({ path }) => path)).toEqual(['a/O1', 'a/deep/er/c.tap', 'b.nc']);
  expect(found[0]).toMatchObject({ bytes: 2, modifiedUs: expect.any(Number) });
});

test('links in a circle end, and a folder that is reached twice is walked once', async () => {
  await using folder = await folderOf({ 'a/b/one.nc': 'x' });
  await symlink(folder.path, join(folder.path, 'a/b/up'), 'junction');
  await symlink(join(folder.path, 'a'), join(folder.path, 'z'), 'junction');
  const found = await allOf(folder.path);
  expect(found.filter((each) => !('skipped' in each)).map(({ path }) => path)).toEqual(['a/b/one.nc']);
  expect(skippedOf(found)).toEqual([
    ['a/b/up', 'seen-already'],
    ['z', 'seen-already'],
  ]);
});

test('a link to nothing is told, and the rest is found', async () => {
  await using folder = await folderOf({ 'z.nc': 'x' });
  await symlink(join(folder.path, 'gone'), join(folder.path, 'a.nc'));
  const found = await allOf(folder.path);
  expect(skippedOf(found)).toEqual([['a.nc', 'unreadable']]);
  expect(found.at(-1)).toMatchObject({ path: 'z.nc' });
});

test('a folder that is not there, or a file, is an error with its path', async () => {
  await using folder = await folderOf({ 'a.nc': 'x' });
  await expect(allOf(join(folder.path, 'gone'))).rejects.toMatchObject({
    code: 'harvest.sourceGone',
    data: { folder: join(folder.path, 'gone'), reason: 'missing', problem: 'it is not there' },
  });
  await expect(allOf(join(folder.path, 'a.nc'))).rejects.toMatchObject({
    code: 'harvest.sourceGone',
    data: { reason: 'a-file', problem: 'it is a file' },
  });
});

test('a share that vanishes while it is walked is no report about its files', async () => {
  const folder = await folderOf({ 'a.nc': 'x', 'b/c.nc': 'y' });
  const walking = walk(folder.path, signal);
  await walking.next();
  await folder[Symbol.asyncDispose]();
  const rest = async () => {
    for await (const found of walking) void found;
  };
  await expect(rest()).rejects.toMatchObject({ code: 'harvest.sourceGone' });
});

test.each([
  ['EACCES', /right to read/],
  ['EBUSY', /keeps it locked/],
  ['EIO', /cannot be read: broken/],
])('%s is told with its remedy', (code, sentence) => {
  expect(unreadable(Object.assign(new Error('broken'), { code })).detail).toMatch(sentence);
});
