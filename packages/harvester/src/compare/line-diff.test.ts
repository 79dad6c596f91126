import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LineDiff, lineDiff } from './line-diff.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const program = (lines: readonly string[]) => bytes(lines.map((line) => `${line}\n`).join(''));

/** The first program with the changes made to it. */
function applied(before: readonly string[], { changes }: LineDiff): string[] {
  const after: string[] = [];
  let at = 0;
  for (const change of changes) {
    after.push(...before.slice(at, change.beforeLine - 1), ...change.after);
    at = change.beforeLine - 1 + change.before.length;
  }
  return [...after, ...before.slice(at)];
}

test('a line that is changed, one that is new and one that is gone', () => {
  const before = ['%', 'T1 M6', 'G1 X10', 'Y5', 'Z1', 'M30'];
  const after = ['%', 'T1 M6', 'G1 X12', 'Y5', 'M8', 'Z1'];
  expect(lineDiff(program(before), program(after))).toEqual({
    changes: [
      { beforeLine: 3, before: ['G1 X10'], afterLine: 3, after: ['G1 X12'] },
      { beforeLine: 5, before: [], afterLine: 5, after: ['M8'] },
      { beforeLine: 6, before: ['M30'], afterLine: 7, after: [] },
    ],
    changedLines: 4,
  });
});

test('block numbers, spaces and ends of lines are no change', () => {
  const none = { changes: [], changedLines: 0 };
  expect(lineDiff(bytes('N10 G1 X1\r\nN20 M30\r\n'), bytes('N1G1X1\nN2 M30'))).toEqual(none);
  expect(lineDiff(bytes('/N10 G1'), bytes('/ G1'))).toEqual(none);
  expect(lineDiff(bytes(''), bytes(''))).toEqual(none);
});

test('bytes beyond ASCII are lines like others', () => {
  const { changes } = lineDiff(Buffer.from([0xe4, 10]), Buffer.from([0xfc, 10]));
  expect(changes).toEqual([{ beforeLine: 1, before: ['ä'], afterLine: 1, after: ['ü'] }]);
});

test('whatever differs: the changes make the second of the first, and no fewer lines would', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = lineDiff(program(before), program(after));
      expect(applied(before, diff)).toEqual(after);
      expect(diff.changedLines).toBe(before.length + after.length - 2 * longestInCommon(before, after));
    }),
  );
});

test('two programs that have nothing in common are one change, told in part', () => {
  const { changes, changedLines } = lineDiff(
    program(Array.from({ length: 5000 }, (_, i) => `X${i}`)),
    program(Array.from({ length: 5000 }, (_, i) => `Y${i}`)),
  );
  expect(changedLines).toBe(10_000);
  expect(changes).toHaveLength(1);
  expect(changes[0]!.before).toHaveLength(2000);
});

function longestInCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const next = [0];
    for (const [i, other] of b.entries())
      next.push(one === other ? row[i]! + 1 : Math.max(row[i + 1]!, next[i]!));
    row = next;
  }
  return row.at(-1)!;
}
