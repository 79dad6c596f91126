import { describe, expect, test } from 'vitest';
import {
  applySplices,
  detectDialect,
  interpret,
  numberOfWord,
  programOf,
  readTokens,
  type Splice,
  TokenKind,
} from '../src/index.ts';
import { corpusFiles, corpusProgram, folderLibrary, hasCorpus } from './corpus.ts';

describe.skipIf(!hasCorpus)('real programs (need ../shared/data/nc-corpus)', () => {
  const files = corpusFiles();

  test('tokens and what lies between them are the file, byte for byte', () => {
    for (const file of files) {
      const { source } = corpusProgram(file);
      const whole = source.read(0, source.size);
      let at = 0;
      for (const chunk of readTokens(source)) {
        expect(chunk.offset).toBe(at);
        expect(Buffer.compare(chunk.bytes, whole.subarray(at, at + chunk.bytes.length))).toBe(0);
        let end = 0;
        for (let i = 0; i < chunk.count; i++) {
          if (chunk.start[i]! < end) throw new Error(`${file.name}: tokens overlap`);
          end = chunk.end[i]!;
        }
        at += chunk.bytes.length;
      }
      expect(at).toBe(source.size);
    }
  });

  test('most programs of the Fanuc and Haas kind have no error, and the way of every program is finite', () => {
    let clean = 0;
    let all = 0;
    for (const file of files) {
      const run = interpret(corpusProgram(file), { library: folderLibrary(file.path) });
      for (const { count, x, y, z } of run.chunks) {
        for (let i = 0; i <= count; i++) {
          if (!Number.isFinite(x[i]! + y[i]! + z[i]!))
            throw new Error(`${file.name}: a position is no number`);
        }
      }
      if (file.tier !== 'A') continue;
      all++;
      if (!run.counts().some(({ severity }) => severity === 'error')) clean++;
    }
    expect(clean / all).toBeGreaterThan(0.945);
  }, 120_000);

  /** Kinds, ends and centres of all rows, in one number for each. */
  const traceOf = (name: string, bytes: Uint8Array, path: string): { rows: number; sum: number } => {
    const run = interpret(programOf(name, bytes), { library: folderLibrary(path) });
    let rows = 0;
    let sum = 0;
    for (const { count, kind, x, y, z, centre1, centre2, turns } of run.chunks) {
      for (let i = 0; i < count; i++) {
        rows++;
        const place = x[i + 1]! + 3 * y[i + 1]! + 7 * z[i + 1]! + 11 * centre1[i]! + 13 * centre2[i]!;
        sum += (place + kind[i]! + 17 * turns[i]!) * ((rows % 97) + 1);
      }
    }
    return { rows, sum };
  };

  const short = files.filter((_, i) => i % 3 === 0);

  test.each([
    ['notes before every block', noted],
    ['every block numbered anew', renumbered],
  ])(
    '%s change no move',
    (_, change) => {
      let changed = 0;
      for (const file of short) {
        const { source } = corpusProgram(file);
        if (source.size > 300_000) continue;
        const bytes = source.read(0, source.size);
        const splices = change(bytes, detectDialect(source));
        if (splices.length === 0) continue;
        changed++;
        const before = traceOf(file.name, bytes, file.path);
        const after = traceOf(file.name, applySplices(bytes, splices), file.path);
        if (
          after.rows !== before.rows ||
          Math.abs(after.sum - before.sum) > 1e-6 * Math.max(1, Math.abs(before.sum))
        ) {
          throw new Error(`${file.name}: ${JSON.stringify({ before, after })}`);
        }
      }
      expect(changed).toBeGreaterThan(50);
    },
    240_000,
  );
});

type Finding = ReturnType<typeof detectDialect>;

function noted(bytes: Uint8Array, { semicolon, carriageReturn, readable }: Finding): Splice[] {
  const splices: Splice[] = [];
  if (!readable) return splices;
  for (const { offset, count, kind, start } of readTokens(programOf('', bytes).source, {
    semicolon,
    carriageReturn,
  })) {
    for (let i = 0; i < count; i++) {
      const first = i === 0 ? offset === 0 : kind[i - 1] === TokenKind.endOfBlock;
      // `%` and an O number begin a file, and a control looks for them there.
      if (!first || kind[i]! < TokenKind.blockSkip || kind[i] === 79 || offset + start[i]! < 200) continue;
      splices.push({ start: offset + start[i]!, end: offset + start[i]!, text: '(NOTE)' });
    }
  }
  return splices;
}

/** Where no block is called by its number. */
function renumbered(bytes: Uint8Array, { semicolon, carriageReturn, macroB, readable }: Finding): Splice[] {
  const splices: Splice[] = [];
  if (macroB || !readable) return splices;
  let number = 0;
  for (const chunk of readTokens(programOf('', bytes).source, { semicolon, carriageReturn })) {
    for (let i = 0; i < chunk.count; i++) {
      const value = chunk.value[i]!;
      if (chunk.kind[i] === 71 && value >= 70 && value <= 73) return [];
      if (chunk.kind[i] === 77 && (value === 97 || value === 99)) return [];
      if (chunk.kind[i] === 78) splices.push({ ...numberOfWord(chunk, i), text: String(++number) });
    }
  }
  return splices;
}
