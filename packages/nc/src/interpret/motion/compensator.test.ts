/** Where the tool does not fit between the ways of a contour, as Fanuc controls stop with PS0041 (interference) and PS0034 (arc at start or end). */
import { expect, test } from 'vitest';
import { runOf } from '../../../test/moves-of.ts';

/** Lines of findings about compensation, for a tool of this radius; the contour begins in line 4. */
const troubles = (radiusMm: number, contour: string) =>
  runOf(`G21 G90 G17 G40\nG0 X0 Y0 Z0\nF100\n${contour}`, {
    dialect: 'fanuc-mill',
    profile: { toolOffsets: { 1: { lengthMm: 0, radiusMm } } },
  })
    .diagnostics.filter(({ code }) => code.startsWith('compensation.'))
    .map(({ code, line }) => `${code.slice('compensation.'.length)} ${line}`);

const slot = 'G41 D1 G1 X10 Y-5\nY-30\nX16\nY0\nG40 X30 Y10\n';

test('a slot narrower than the tool: at its bottom the tool would turn round', () => {
  expect(troubles(2, slot)).toEqual([]);
  expect(troubles(2.999, slot)).toEqual([]);
  expect(troubles(3.01, slot)).toEqual(['gouge 6']);
  expect(troubles(4, slot)).toEqual(['gouge 6']);
});

const pocket = 'G41 D1 G1 X10 Y5\nY20\nX-10\nY0\nX10\nY15\nG40 X0 Y10\n';

test('a pocket: every side that is shorter than the tool is wide', () => {
  expect(troubles(4.9, pocket)).toEqual([]);
  expect(troubles(9.9, pocket)).toEqual([]);
  expect(troubles(10.1, pocket)).toContain('gouge 6');
  expect(troubles(10.1, pocket)).toContain('gouge 7');
});

test('a step, and a way between two corners, that are smaller than the radius', () => {
  const step = 'G41 D1 G1 X0 Y-20\nX20\nY-18\nX40\nG40 Y0\n';
  expect(troubles(5, step)).toEqual(['gouge 6']);
  expect(troubles(1.9, step)).toEqual([]);
  const groove = 'G41 D1 G1 X0 Y-20\nX20\nY-30\nX26\nY-20\nX40\nG40 Y0\n';
  expect(troubles(2.9, groove)).toEqual([]);
  expect(troubles(3.1, groove)).toEqual(['gouge 7']);
});

test('an arc around the inside with a radius no greater than that of the tool', () => {
  const fillet = 'G41 D1 G1 X0 Y-20\nX20\nG3 X24 Y-16 R4\nG1 Y0\nG40 X0\n';
  expect(troubles(3.9, fillet)).toEqual([]);
  expect(troubles(4, fillet)).toEqual(['gouge 6']);
  expect(troubles(5, fillet)).toEqual(['gouge 6']);
});

test('an arc of which the corners at both ends leave nothing', () => {
  const bulge = 'G41 D1 G1 X0 Y-20\nX20\nG2 X22 Y-18 R20\nG1 Y0\nG40 X0\n';
  expect(troubles(0.5, bulge)).toEqual([]);
  expect(troubles(4, bulge)).toEqual(['gouge 6']);
});

test('outside corners, tangents and whole circles are no trouble', () => {
  const outside = 'G41 D1 G1 X-5 Y0\nY10\nX10\nY0\nX-10\nG40 Y-20\n';
  expect(troubles(5, outside)).toEqual([]);
  const round = 'G41 D1 G1 X10 Y0\nG3 I-10 J0\nG40 G1 X0\n';
  expect(troubles(9.5, round)).toEqual([]);
  // An arc that goes over into the other side, its last digits rounded.
  const tangent =
    'G20 G41 D1 G1 X3.3763 Y-.2704\nG3 X3.7058 Y-.5377 I.2984 J.0311\nG2 X3.9415 Y-.75 I.0222 J-.2123\nG1 Y-1.5\nG40 X5.\n';
  expect(troubles(1, tangent)).toEqual([]);
  const reversed = 'G41 D1 G1 X0 Y-20\nX20\nX10\nG40 Y0\n';
  expect(troubles(5, reversed)).toEqual([]);
});

test('compensation neither begins nor ends with an arc', () => {
  expect(troubles(2, 'G41 D1 G2 X10 Y-10 R10\nG1 Y-20\nG40 X20\n')).toEqual(['entry-arc 4']);
  expect(troubles(2, 'G41 D1 G1 X0 Y-20\nX20\nG40 G2 X30 Y-10 R10\n')).toEqual(['entry-arc 6']);
});
