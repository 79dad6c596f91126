import { fingerprintOf, programOf } from '@mantinel/nc';
import { expect, test } from 'vitest';
import { plate } from '../../test/programs.ts';
import { bandsOf } from '../read/bands.ts';
import { bytesOfSketch, Families, type Likened, sketchOf } from './families.ts';
import { stemOf } from './stem-of.ts';

const likened = (text: string, name = 'O1001', kind = 'mill'): Likened => {
  const { meaning, blocks, sketch } = fingerprintOf(programOf(name, Buffer.from(text)));
  return { stem: stemOf(name), kind, meaning, blocks, sketch, bands: [...bandsOf(sketch, blocks)] };
};
const known = (text: string, name?: string) => {
  const families = new Families();
  families.add({ ...likened(text, name), program: 'p', project: 'j', revisions: 1 });
  return families;
};
const holes = 60;

test('other notes, other white space, another feed: the same family', () => {
  const families = known(plate({ holes }));
  expect(families.of(likened(plate({ holes, note: 'REV B' })))?.program).toBe('p');
  expect(families.of(likened(plate({ holes }).replaceAll('X', ' X')))?.program).toBe('p');
  expect(families.of(likened(plate({ holes, feed: 350 })))?.program).toBe('p');
});

test('another part is another family, and so is the same text of another kind of machine', () => {
  const families = known(plate({ holes }));
  expect(families.of(likened(plate({ holes, seed: 99 })))).toBeUndefined();
  expect(families.of(likened(plate({ holes }), 'O1001', 'lathe'))).toBeUndefined();
});

test('half of it changed is a revision when the name says so', () => {
  const lines = plate({ holes }).split('\r\n');
  const other = plate({ holes, seed: 7 }).split('\r\n');
  const half = [...lines.slice(0, 54), ...other.slice(54)].join('\r\n');
  expect(known(plate({ holes }), 'bracket.nc').of(likened(half, 'bracket_v2.nc'))?.program).toBe('p');
  expect(known(plate({ holes }), 'bracket.nc').of(likened(half, 'flange.nc'))).toBeUndefined();
});

test('programs of no blocks, or of a few, are alike only where they mean the same', () => {
  expect(known('(NOTHING)\n').of(likened('(NOTHING)\n'))).toBeUndefined();
  expect(known('G0 X1\nM30\n').of(likened('G0 X2\nM30\n'))).toBeUndefined();
  expect(known('G0 X1\nM30\n').of(likened('G00 X1 (HOME)\nM30\n'))?.program).toBe('p');
});

test('sketches come back from bytes as they went', () => {
  const sketch = Uint32Array.of(0, 1, 0xffffffff, 0x12345678);
  expect(sketchOf(bytesOfSketch(sketch))).toEqual(sketch);
});

test.each([
  ['O1234 (2).nc', 'o1234'],
  ['parts/bracket_v3.nc', 'bracket'],
  ['plate-old.tap', 'plate'],
  ['plate rev B copy.nc', 'plate'],
  ['O0001', 'o0001'],
])('%s is a version of %s', (name, stem) => {
  expect(stemOf(name)).toBe(stem);
});
