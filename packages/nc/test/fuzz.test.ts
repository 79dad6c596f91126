/** Whatever is read: nothing is thrown, everything ends, and memory stays bounded. A million cases: `bench/nc-fuzz.ts`. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOfText, interpret, programOf, readableDialects } from '../src/index.ts';
import { deep, hostile } from './programs.ts';
import { survive } from './survive.ts';

test('made of the words of programs, in any order', () => {
  fc.assert(
    fc.property(hostile, fc.option(fc.constantFrom(...readableDialects), { nil: undefined }), survive),
    {
      numRuns: 3000,
    },
  );
}, 120_000);

test('made of any bytes', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.option(fc.constantFrom(...readableDialects), { nil: undefined }),
      (bytes, dialect) => survive(String.fromCharCode(...bytes), dialect),
    ),
    { numRuns: 2000 },
  );
}, 60_000);

test.each(readableDialects)('nested ten thousand deep, as %s', (dialect) => {
  const run = interpret(programOf('deep.nc', bytesOfText(deep(10_000))), { dialect });
  expect(() => [...run.chunks]).not.toThrow();
});

test('a cycle that is repeated ten thousand times in a loop ends', () => {
  const text = 'G21G90G0X0Z0F1\nWHILE[#100LT9]DO1\nG83X1.Q1.Z-5.R1.L9999\n#100=#100+.001\nEND1\nM30\n';
  survive(text, 'fanuc-mill');
  const run = interpret(programOf('loop.nc', bytesOfText(text)), {
    dialect: 'fanuc-mill',
    limits: { steps: 2000 },
  });
  let rows = 0;
  for (const { count } of run.chunks) rows += count;
  expect(rows).toBeLessThan(300_000);
  expect(run.diagnostics.map(({ code }) => code)).toContain('cycle.too-many-moves');
});
