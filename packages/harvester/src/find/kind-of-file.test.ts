import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderOf, plate } from '../../test/programs.ts';
import { isArchive, kindOfFile } from './kind-of-file.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const kindOf = (text: string, name = 'O1001') => kindOfFile(name, bytes(text)).kind;
const moves = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

test('programs are known by their lines, whatever they are called', () => {
  expect(kindOf(plate())).toBe('nc');
  expect(kindOf(plate(), 'plate.txt')).toBe('nc');
  expect(
    kindOf(
      '0 BEGIN PGM PLATE MM\n1 BLK FORM 0.1 Z X+0 Y+0 Z-20\n2 TOOL CALL 5 Z S2000\n3 L X+10 Y+10 R0 FMAX M3\n4 END PGM PLATE MM\n',
    ),
  ).toBe('nc');
  expect(
    kindOf('N10 G90 G71\nN20 T1 D1\nN30 MCALL CYCLE81(50,0,2,-10)\nN40 X10 Y10\nN50 M30\n', 'A.MPF'),
  ).toBe('nc');
});

test('UTF-16, paper tape and other bytes of old systems are programs all the same', () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(plate(), 'utf16le')]);
  expect(kindOfFile('a.nc', utf16).kind).toBe('nc');
  expect(kindOfFile('a.nc', Buffer.concat([Buffer.alloc(60), bytes(plate({ holes: 60 }))])).kind).toBe('nc');
  expect(kindOfFile('a.nc', bytes(plate({ note: 'F\xdcR M\xdcLLER' }))).kind).toBe('nc');
});

test.each([
  ['printer', `;FLAVOR:Marlin\n${moves(20, (i) => `G1 X${i} Y${i} E${i}.5`)}\n`],
  ['printer', `M104 S200\nG28\n${moves(20, (i) => `G1 X${i} Y${i} E${i}.5`)}`],
  ['printer', moves(20, (i) => `G1 X${i} Y${i} E0.${i} F1200`)],
  ['laser', `; LightBurn 1.0\nG90\nM4 S0\n${moves(20, (i) => `G1 X${i} S300`)}\nM5\n`],
  ['laser', moves(12, (i) => `G0 X${i} Y0\nM3 S800\nG1 Y10 F500\nM5`)],
  ['plasma', `(PLASMA 45A)\nG21\n${moves(20, (i) => `G1 X${i} Y${i}`)}\nM30\n`],
  ['waterjet', `(Waterjet cutting)\nG21\n${moves(20, (i) => `G1 X${i} Y${i}`)}\nM30\n`],
  ['wire-edm', `(WIRE EDM 0.25)\nG21\n${moves(20, (i) => `G1 X${i} Y${i}`)}\nM30\n`],
])('a program of a %s is set apart', (kind, text) => {
  expect(kindOf(text)).toBe(kind);
});

test('what a note speaks of does not set a mill apart', () => {
  expect(kindOf(plate({ note: 'MATERIAL: LASER CUTTING BLANK, STEEL' }))).toBe('nc');
  expect(kindOf(plate({ note: 'PLASMA CUT BLANK' }))).toBe('nc');
  expect(kindOf(`(PEN)\n${moves(20, (i) => `G0 X${i} Z1\nG1 Z-0.1\nM3 S100`)}`)).toBe('nc');
});

test('texts, pictures and documents are no programs', () => {
  expect(kindOf('Dear customer,\nplease find the drawing enclosed.\nG. Miller\n', 'letter.txt')).toBe(
    'other',
  );
  expect(kindOf('', 'empty.nc')).toBe('other');
  expect(kindOfFile('a.nc', Buffer.from([0x89, 0x50, 0x4e, 0x47, ...new Array(500).fill(0)])).kind).toBe(
    'other',
  );
  expect(kindOfFile('a.doc', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])).kind).toBe('document');
  expect(kindOfFile('a.pdf', bytes('%PDF-1.7\n')).kind).toBe('document');
  expect(kindOf('part;material\n1;steel\n', 'list.csv')).toBe('document');
  expect(kindOfFile('a.docx', bytes('PK\x03\x04....')).kind).toBe('document');
  expect(kindOfFile('a.nc', bytes('PK\x03\x04....')).kind).toBe('archive');
});

test('a large file is asked for its first bytes only', async () => {
  await using folder = await folderOf({ 'a.zip': 'PK\x03\x04', 'b.nc': 'G0' });
  await writeFile(join(folder.path, 'tiny'), 'P');
  expect(await isArchive(join(folder.path, 'a.zip'))).toBe(true);
  expect(await isArchive(join(folder.path, 'b.nc'))).toBe(false);
  expect(await isArchive(join(folder.path, 'tiny'))).toBe(false);
});

test('any bytes have a kind', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), (head, name) => {
      expect(kindOfFile(name, head).because).not.toBe('');
    }),
  );
});
