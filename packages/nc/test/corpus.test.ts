import { describe, expect, test } from 'vitest';
import { interpret, readTokens } from '../src/index.ts';
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
    expect(clean / all).toBeGreaterThanOrEqual(0.95);
  }, 120_000);
});
