import { expect, test } from 'vitest';
import { toolsOf } from '../features/tools/tools.ts';
import { type GivenStock, interpret, rapidsInStock } from '../index.ts';
import { bytesOfText } from '../source/byte-source.ts';
import { programOf } from '../source/program.ts';

const head = (note: string) =>
  `%\nO1\n${note}(T1 D=10. - FLAT END MILL)\n(T2 ENDMILL)\nG21 G90 G17 G54\nT1 M6\nS5000 M3\n`;
const block: GivenStock = { min: [0, 0, -30], max: [100, 60, 0] };

const told = (body: string, { stock, note = '' }: { stock?: GivenStock; note?: string } = {}) => {
  const program = programOf('t.nc', bytesOfText(`${head(note)}${body}G0 Z50.\nM30\n%\n`));
  const read = () => interpret(program, { dialect: 'fanuc-mill' });
  const tools = toolsOf(program, { dialect: read().dialect });
  const { diagnostics } = rapidsInStock(program, () => read().chunks, { tools, stock });
  return diagnostics.map(({ code, line }) => `${code} ${line}`);
};
/** Round the outside of the block, so that its whole is swept. */
const around = 'G0 X-8. Y-8.\nG43 H1 Z50.\nZ2.\nG1 Z-1. F500\nX108.\nY68.\nX-8.\nY-8.\nG0 Z50.\n';

test('a rapid down into a block that is given is an error, beside it and into the cut pocket it is none', () => {
  const plunge = (x: number) => `G0 X${x} Y30.\nG43 H1 Z50.\nZ-5.\nG1 X${x + 20} F500\n`;
  expect(told(plunge(40), { stock: block })).toEqual(['check.rapid-through-stock 10']);
  expect(told(plunge(-40), { stock: block })).toEqual([]);
  expect(told(plunge(40))).toEqual([]);
  const pocket = 'G0 X40. Y30.\nG43 H1 Z2.\nG1 Z-6. F200\nX80.\nG0 Z50.\nX60.\nZ-5.\nG1 X70.\n';
  expect(told(pocket, { stock: block })).toEqual([]);
});

test('a tool without a diameter still has its axis; what is left behind it is said to be unknown', () => {
  const body = 'T2 M6\nS5000 M3\nG0 X40. Y30.\nG43 H2 Z-5.\nG1 X60. F500\nG0 Z50.\nX20.\nZ-5.\n';
  const first = `${around}${body}`;
  expect(told(first, { stock: block })).toEqual([
    'check.rapid-through-stock 20',
    'check.stock-not-followed 17',
  ]);
});

test('behind M0 the part may lie otherwise, behind M1 it does not where the block is given', () => {
  const body = (stop: string) => `${around}${stop}\nG0 X40. Y30.\nZ-5.\n`;
  expect(told(body('M1'), { stock: block })).toEqual(['check.rapid-through-stock 19']);
  expect(told(body('M0'), { stock: block })).toEqual([]);
  const note = '(STOCK 100X60X30)\n';
  expect(told(body('M1'), { note })).toEqual([]);
});

test('a note tells the size: a rapid where the block is wherever it lies is a warning', () => {
  const note = '(STOCK 100X60X30)\n';
  const at = (x: number) => `${around}G0 X${x} Y30.\nZ-5.\n`;
  expect(told(at(50), { note })).toEqual(['check.rapid-through-noted-stock 19']);
  // At its edge the tool may be beside it, and what is not swept may lie anywhere.
  expect(told(at(-2), { note })).toEqual([]);
  expect(told(at(50), { note: '(STOCK 300X60X30)\n' })).toEqual([]);
});
