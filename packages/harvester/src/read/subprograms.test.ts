import { expect, test } from 'vitest';
import { folderOf } from '../../test/programs.ts';
import { subprograms } from './subprograms.ts';

const body = 'G1 X1 F100\nY2\nM99\n';

test('a number is looked for inside files first, then in their names', async () => {
  await using folder = await folderOf({
    'main.nc': 'O1\nM98 P1234\nM30\n',
    'hole pattern.nc': `%\nO1234 (PATTERN)\n${body}`,
    'O1234.nc': `O77\n${body}`,
    'O2000 (2).nc': `O2000\n${body}`,
    'O2000.nc': `O2000\n${body}`,
    O03000: body,
    'Corner.ngc': body,
    'O4000.pdf': '%PDF-1.4\nO4000\n',
    'notes.txt': 'Dear colleague,\n5000 pieces are wanted.\nGreetings\n',
  });
  const opened: string[] = [];
  const library = subprograms().beside(`${folder.path}/main.nc`, (file) => {
    opened.push(file.slice(folder.path.length + 1));
    return undefined;
  });
  for (const program of [1234, 1234, 77, 2000, 3000, 'CORNER', 4000, 5000, 'notes', 9]) library.find(program);
  expect(opened).toEqual(['hole pattern.nc', 'O1234.nc', 'O2000.nc', 'O03000', 'Corner.ngc']);
});

test('a name is looked for inside files first, then in their names with and without an ending, in any case', async () => {
  await using folder = await folderOf({
    'main.nc': '<MAIN>\nM98 <POCKET-1>\nM30\n',
    'first.nc': `%\n<POCKET-1>(A POCKET)\n${body}`,
    'POCKET-1.nc': `<OTHER>\n${body}`,
    'Slot_2.NC': `G21\n${body}`,
    'O0050.nc': `<HOLES>\n${body}`,
  });
  const opened: string[] = [];
  const library = subprograms().beside(`${folder.path}/main.nc`, (file) => {
    opened.push(file.slice(folder.path.length + 1));
    return undefined;
  });
  for (const program of ['pocket-1', 'OTHER', 'SLOT_2', 'SLOT_2.NC', 50, 'holes', 'none'])
    library.find(program);
  expect(opened).toEqual(['first.nc', 'POCKET-1.nc', 'Slot_2.NC', 'Slot_2.NC', 'O0050.nc', 'O0050.nc']);
});

test('a file in UTF-16, and a folder that is another one', async () => {
  const text = `O600\n${body}`;
  await using one = await folderOf({
    'a.nc': Buffer.from(`\ufeff${text}`, 'utf16le'),
    'b.nc': `O700\n${body}`,
  });
  await using other = await folderOf({ 'c.nc': `O600\n${body}` });
  const { beside } = subprograms();
  const found = (path: string, program: number) => {
    let at: string | undefined;
    beside(path, (file) => {
      at = file;
      return undefined;
    }).find(program);
    return at;
  };
  expect(found(`${one.path}/main.nc`, 600)).toBe(`${one.path}/a.nc`);
  expect(found(`${other.path}/main.nc`, 600)).toBe(`${other.path}/c.nc`);
  expect(found(`${other.path}/main.nc`, 700)).toBeUndefined();
});
