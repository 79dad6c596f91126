import { describe, expect, test } from 'vitest';
import { corpusFiles, corpusProgram, folderLibrary, hasCorpus } from '../../test/corpus.ts';
import {
  applySplices,
  bytesOfText,
  type DialectName,
  detectDialect,
  programOf,
  readTokens,
  textOfBytes,
} from '../index.ts';
import { type ChangeOptions, changeSpeedFeed, type SpeedFeedChange } from './change-speed-feed.ts';
import { onlySpeedAndFeedDiffer } from './only-speed-and-feed.ts';

const edit = (text: string, change: SpeedFeedChange, options: ChangeOptions & { as?: DialectName } = {}) => {
  const bytes = bytesOfText(text);
  const program = programOf('test.nc', bytes);
  const found = detectDialect(program.source, options.as);
  const result = changeSpeedFeed(program, change, { dialect: found, ...options });
  return {
    text: textOfBytes(applySplices(bytes, result.splices)),
    refused: result.refused.map(({ code, line, column }) => `${code} ${line}:${column}`),
    notices: result.notices.map(({ code, line }) => `${code} ${line}`),
  };
};
const half = { speed: { factor: 0.5 }, feed: { factor: 0.5 } };

test.each([
  ['S1000', 'S500'],
  ['S1001', 'S501'],
  ['S0800', 'S0400'],
  ['S 1000', 'S 500'],
  ['G1X1F100', 'G1X1F50'],
  ['G1X1F100.', 'G1X1F50.'],
  ['G1X1F.005', 'G1X1F.0025'],
  ['G1X1F0.25', 'G1X1F0.125'],
  ['G1X1F12.50', 'G1X1F6.25'],
  ['G1X1F1273', 'G1X1F637'],
  ['G1X1F3', 'G1X1F1.5'],
  ['g1x1f100(F100 S100)', 'g1x1f50(F100 S100)'],
])('%s becomes %s', (before, after) => {
  expect(edit(`G21G94\n${before}\r\nM30\n`, half, { as: 'fanuc-mill' }).text).toBe(
    `G21G94\n${after}\r\nM30\n`,
  );
});

test('values are metric; the program keeps its inches', () => {
  const change = { feed: { mmPerMin: 254 }, speed: { rpm: 2000 } };
  expect(edit('G20G94\nS1000M3\nG1X1.F5.\n', change, { as: 'fanuc-mill' }).text).toBe(
    'G20G94\nS2000M3\nG1X1.F10.\n',
  );
});

test.each([
  ['G84X1Y1Z-10R2F625', 'fanuc-mill', 'locked-to-pitch 2:14'],
  ['G74Z-10R2F625', 'fanuc-mill', 'locked-to-pitch 2:10'],
  ['G32Z-10F1.5', 'fanuc-lathe-a', 'locked-to-pitch 2:8'],
  ['G92X18Z-10F1.5', 'fanuc-lathe-a', 'locked-to-pitch 2:11'],
  ['G76X18Z-10P900Q300F1.5', 'fanuc-lathe-a', 'locked-to-pitch 2:19'],
  ['G1X1F#100', 'fanuc-mill', 'parametric 2:5'],
  ['G1X1F[#1*2]', 'fanuc-mill', 'parametric 2:5'],
  ['G65P1000F100', 'fanuc-mill', 'argument 2:9'],
] as const)('%s (%s) stays: %s', (block, as, refusal) => {
  const { text, refused } = edit(`G21\n${block}\n`, { feed: { factor: 0.5 } }, { as });
  expect(refused).toEqual([refusal]);
  expect(text).toBe(`G21\n${block}\n`);
});

test('F before a tap is its pitch as well, and so is S where the feed is per minute', () => {
  const program = 'G21G94\nS500M3\nF625\nG84X1Y1Z-10R2\n';
  expect(edit(program, half, { as: 'fanuc-mill' })).toMatchObject({
    text: program,
    refused: ['locked-to-pitch 3:1', 'locked-to-pitch 2:1'],
  });
  const perTurn = 'G21G95\nS500M3\nG84X1Y1Z-10R2F1.25\n';
  expect(edit(perTurn, half, { as: 'fanuc-mill' }).text).toBe(perTurn.replace('S500', 'S250'));
});

test('turns per minute are not written over a cutting speed, nor the other way round, and the limit stays', () => {
  const program = 'G50S3000\nG96S200M3\nG1X1F0.2\nG97S800\n';
  const as = 'fanuc-lathe-a';
  expect(edit(program, { speed: { rpm: 1000 } }, { as })).toMatchObject({
    text: program.replace('S800', 'S1000'),
    refused: ['speed-mode 2:4'],
  });
  expect(edit(program, { speed: { vcMPerMin: 250 } }, { as })).toMatchObject({
    text: program.replace('S200', 'S250'),
    refused: ['speed-mode 4:4'],
  });
  expect(edit(program, { feed: { mmPerMin: 100 } }, { as }).refused).toEqual(['feed-mode 3:5']);
  expect(edit(program, { speed: { factor: 2 } }, { as }).text).toContain('G50S3000');
});

test('only the blocks of the operation change, and what comes from before or goes on behind is told', () => {
  const program = 'G21G94\nS1000M3\nG1X1F100\nX2\nX3F200\nX4\n';
  const lines = program.split('\n');
  const offset = (line: number) => lines.slice(0, line - 1).join('\n').length + 1;
  const result = edit(program, half, {
    as: 'fanuc-mill',
    ranges: [{ file: 'test.nc', first: offset(4), last: offset(5) }],
  });
  expect(result.text).toBe(program.replace('F200', 'F100'));
  expect(result.notices).toEqual(['set-before 4', 'set-before 4', 'used-after 6']);
});

describe.skipIf(!hasCorpus)('real programs (need ../shared/data/nc-corpus)', () => {
  test('all bytes outside of S and F stay, and nothing but speed and feed differs', () => {
    const wrong: string[] = [];
    for (const file of corpusFiles()) {
      const program = corpusProgram(file);
      const dialect = detectDialect(program.source);
      if (!dialect.readable || program.source.size > 60_000) continue;
      const bytes = program.source.read(0, program.source.size);
      const { splices } = changeSpeedFeed(
        program,
        { speed: { factor: 0.9 }, feed: { factor: 1.1 } },
        { dialect },
      );
      const words = new Set<number>();
      for (const { kind, end, offset, count } of readTokens(program.source, dialect))
        for (let i = 0; i < count; i++) if (kind[i] === 83 || kind[i] === 70) words.add(offset + end[i]!);
      if (!splices.every(({ end }) => words.has(end))) wrong.push(`${file.name}: another word`);
      const after = programOf(file.name, applySplices(bytes, splices));
      const options = { library: folderLibrary(file.path) };
      const apart = onlySpeedAndFeedDiffer(program, after, options);
      if (apart) wrong.push(`${file.name}: ${apart}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});
