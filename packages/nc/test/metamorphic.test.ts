/** The same steps written in different ways make the same moves. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MoveRow, runOf } from './moves-of.ts';
import { steps, type Writing, write } from './programs.ts';

const ways = (text: string): MoveRow[] =>
  runOf(text, { dialect: 'fanuc-mill' }).rows.filter(
    (row) => row.kind === 'rapid' || row.kind === 'linear' || row.kind === 'arc',
  );

/** Of rows that move; to a thousandth of a millimetre, centres of arcs to a hundredth (they are ill-conditioned for small arcs). */
const same = (a: readonly MoveRow[], b: readonly MoveRow[]): void => {
  expect(b.length).toBe(a.length);
  for (const [i, row] of a.entries()) {
    const other = b[i]!;
    expect(other.kind).toBe(row.kind);
    expect(other.turns).toBe(row.turns);
    for (let axis = 0; axis < 3; axis++) expect(Math.abs(other.to[axis]! - row.to[axis]!)).toBeLessThan(1e-3);
    if (row.kind !== 'arc') continue;
    expect(Math.abs(other.centre[0] - row.centre[0])).toBeLessThan(1e-2);
    expect(Math.abs(other.centre[1] - row.centre[1])).toBeLessThan(1e-2);
  }
};

const moving = (rows: readonly MoveRow[]): MoveRow[] =>
  rows.filter(
    (row) => row.kind === 'arc' || row.to.some((value, axis) => Math.abs(value - row.from[axis]!) > 1e-9),
  );

const variants: readonly (readonly [string, Writing])[] = [
  ['in inches', { inch: true }],
  ['in increments', { incremental: true }],
  ['with R for I and J', { arcs: 'radius' }],
  ['with block numbers', { numbered: true }],
  ['with notes', { commented: true }],
  ['all at once', { inch: true, incremental: true, arcs: 'radius', numbered: true, commented: true }],
];

test.each(variants)('%s', (_, writing) => {
  fc.assert(
    fc.property(steps, (list) => same(ways(write(list, {})), ways(write(list, writing)))),
    { numRuns: 150 },
  );
});

test('a cycle and its moves by hand', () => {
  fc.assert(
    fc.property(steps, (list) =>
      same(moving(ways(write(list, {}))), moving(ways(write(list, { drilling: 'moves' })))),
    ),
    { numRuns: 150 },
  );
});
