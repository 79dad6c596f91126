import { expect, test } from 'vitest';
import { callsOf, keyOfCalled } from './calls-of.ts';

test('numbers and names that a text calls and has not itself, each once', () => {
  const text = `%
<MAIN-1>(PLATE)
N10 M98 P0012 L2
M198<Pocket_2>
G65 <Slot> A1. X2.
G65 P9810 Z5.
M98 <O0030>
M98 <RIB> (OUR OWN)
M30
<RIB>
M99
O0012
M99
`;
  expect(callsOf(text)).toEqual(['pocket_2', 'slot', '9810', '30']);
  expect([30, 'SLOT', 'Pocket_2'].map(keyOfCalled)).toEqual(['30', 'slot', 'pocket_2']);
});
