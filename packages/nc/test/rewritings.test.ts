/** Programs written in another way make the same moves: real ones as far as they are there, and some written here. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applySplices,
  bytesOfText,
  type DialectName,
  detectDialect,
  type InterpretOptions,
  programOf,
} from '../src/index.ts';
import { corpusFiles, corpusProgram, hasCorpus } from './corpus.ts';
import { steps, write } from './programs.ts';
import { type Rewriting, rewritings } from './rewrite/index.ts';
import { firstDifference } from './rewrite/same-moves.ts';

/** Undefined: it was not rewritten; '': the same. */
function compare(
  bytes: Uint8Array,
  { rewrite, like }: Rewriting,
  options: InterpretOptions = {},
): string | undefined {
  const program = programOf('test.nc', bytes);
  const dialect = detectDialect(program.source, options.dialect);
  if (!dialect.readable) return undefined;
  const splices = rewrite(program, dialect);
  if (!splices || splices.length === 0) return undefined;
  const after = programOf('test.nc', applySplices(bytes, splices));
  const profile = dialect.decimals === 'least-increment' ? { decimals: dialect.decimals } : {};
  return (
    firstDifference(program, after, {
      dialect: dialect.dialect,
      ...options,
      profile: { ...profile, ...options.profile },
      like,
    }) ?? ''
  );
}

/** How many of the corpus each of them rewrites: were it fewer, the property would say less. */
const reach: Readonly<Record<string, number>> = {
  'inches for millimetres, and back': 645,
  'increments for coordinates, and back': 645,
  'R for I, J and K, and back': 356,
  'drilling cycles by hand': 39,
  'other block numbers': 212,
  'notes before every block': 760,
};

test.skipIf(!hasCorpus).each(rewritings.map((rewriting) => [rewriting.name, rewriting] as const))(
  '%s: the moves of real programs stay (need ../shared/data/nc-corpus)',
  (name, rewriting) => {
    let changed = 0;
    const differences: string[] = [];
    for (const file of corpusFiles()) {
      const { source } = corpusProgram(file);
      const found = compare(source.read(0, source.size).slice(), rewriting);
      if (found === undefined) continue;
      changed++;
      if (found) differences.push(`${file.name}: ${found}`);
    }
    expect(differences).toEqual([]);
    expect(changed).toBeGreaterThanOrEqual(reach[name]!);
  },
  300_000,
);

const mill = 'O1\nN7 G21 G17 G90 G40 G80\nT1 M6\nG54 G0 X0. Y0. S3000 M3\nG43 H1 Z50.\nZ2.\n';
const turn = 'O2\nG21 G18 G40\nT0101\nG50 S3000\nG96 S200 M3\nG0 X60. Z2.\n';

/** Dialect, program, and which of the ways there are to write it otherwise. */
const shop: readonly (readonly [string, DialectName, string, readonly string[]])[] = [
  [
    'a pocket with a helix, a corner and compensation',
    'fanuc-mill',
    `${mill}G1 Z-1. F200.\nG41 D1 X10. Y-5. F500.\nG1 X40. ,R3.\nY20. ,C2.\nG3 X20. Y40. R20.\nG2 X10. Y30. I0. J-10. Z-2.\nG1 G40 X0. Y0.\nG0 Z50.\nM30\n`,
    ['inches', 'increments', 'R for', 'numbers', 'notes'],
  ],
  [
    'every cycle that drills, at two levels',
    'fanuc-mill',
    `${mill}G98 G81 X10. Y10. Z-5. R1. F120.\nX20.\nG99 Y20.\nG80\nG0 Z2.\nG99 G83 X30. Y30. Z-22. R0.5 Q3. F80.\nX40.\nG80\nG0 Z10.\nG98 G73 X5. Y5. Z-9. R1. Q2.5 F90.\nG80\nG82 X7. Y7. Z-1. R1. P500 F60.\nG80\nG98 G85 X9. Y7. Z-4. R1. F60.\nX11.\nG80\nG0 Z50.\nM30\n`,
    ['inches', 'increments', 'cycles', 'numbers', 'notes'],
  ],
  [
    'the same on LinuxCNC, whose cycles go up first',
    'linuxcnc',
    'G21 G17 G90 G94\nG0 X0 Y0 Z10\nS1000 M3\nF100\nG98 G81 X10 Y10 Z-5 R1\nX20\nG80\nG0 Z10\nG99 G83 X5 Y5 Z-9 R2 Q2\nG80\nG1 X1 Y1\nG2 X11 Y1 I5 J0\nG3 X1 Y11 R10\nM2\n',
    ['inches', 'increments', 'R for', 'cycles', 'notes'],
  ],
  [
    'a shaft with taper, arc and roughing',
    'fanuc-lathe-a',
    `${turn}G71 U2. R0.5\nG71 P10 Q20 U0.4 W0.1 F0.25\nN10 G0 X20.\nG1 Z-10. F0.1\nG2 X30. Z-15. R5.\nG1 X40. Z-30.\nN20 X60.\nG70 P10 Q20\nG0 X100. Z50.\nX44. Z2.\nG1 Z-5. F0.2\nX50. Z-8.\nG3 X54. Z-10. I0. K-2.\nG0 X100. Z50.\nM30\n`,
    ['inches', 'increments', 'R for', 'notes'],
  ],
  [
    'threads and grooves in two lines',
    'fanuc-lathe-a',
    `${turn}G97 S800\nG76 P020060 Q100 R0.05\nG76 X27.5 Z-20. P1226 Q300 F2.\nG0 X32. Z-25.\nG75 R0.5\nG75 X20. Z-31. P2000 Q2500 F0.08\nG0 X40. Z2.\nG92 X29.4 Z-18. F1.5\nX29.\nG0 X100. Z50.\nM30\n`,
    ['inches', 'notes'],
  ],
];

test.each(shop)('%s', (_, dialect, text, names) => {
  const written = rewritings.filter((rewriting) => names.some((name) => rewriting.name.includes(name)));
  expect(written).toHaveLength(names.length);
  const profile = { toolOffsets: { 1: { lengthMm: 100, radiusMm: 3 } } };
  for (const rewriting of written)
    expect([rewriting.name, compare(bytesOfText(text), rewriting, { dialect, profile })]).toEqual([
      rewriting.name,
      '',
    ]);
});

test('programs made up, each written in every way that it can be', () => {
  const rewritten = new Set<string>();
  fc.assert(
    fc.property(steps, fc.record({ inch: fc.boolean(), incremental: fc.boolean() }), (list, writing) => {
      const bytes = bytesOfText(write(list, { ...writing, numbered: true }));
      for (const rewriting of rewritings) {
        const found = compare(bytes, rewriting, { dialect: 'fanuc-mill' });
        if (found === undefined) continue;
        rewritten.add(rewriting.name);
        expect([rewriting.name, found]).toEqual([rewriting.name, '']);
      }
    }),
    { numRuns: 150 },
  );
  expect(rewritten.size).toBe(rewritings.length);
});

test('a program that moves differently is found out, with the line', () => {
  const [units] = rewritings;
  const wrong: Rewriting = {
    ...units!,
    rewrite: (program) => [
      { start: program.source.size - 5, end: program.source.size - 5, text: 'G1 X9.\n' },
    ],
  };
  expect(compare(bytesOfText(`${mill}G1 X5. F100.\nM30\n`), wrong, { dialect: 'fanuc-mill' })).toMatch(
    /^line 7: another x/,
  );
});
