/** Lines that differ between two programs, block numbers and spaces aside. */

export interface LineChange {
  /** From 1: where it begins in the first; behind the line before where nothing of the first is in it. */
  readonly beforeLine: number;
  readonly before: readonly string[];
  readonly afterLine: number;
  readonly after: readonly string[];
}

export interface LineDiff {
  readonly changes: readonly LineChange[];
  /** Lines of both that are in no pair of equal ones, also those left out of `changes`. */
  readonly changedLines: number;
}

/** Steps of Myers' way: so many lines may differ before what is left is told as one change. */
const mostSteps = 2000;
const mostShown = 2000;

export function lineDiff(before: Uint8Array, after: Uint8Array): LineDiff {
  const a = linesOf(before);
  const b = linesOf(after);
  const names = new Map<string, number>();
  const [x, y] = [keysOf(a, names), keysOf(b, names)];
  let start = 0;
  while (start < x.length && start < y.length && x[start] === y[start]) start += 1;
  let [endA, endB] = [x.length, y.length];
  while (endA > start && endB > start && x[endA - 1] === y[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const changes: LineChange[] = [];
  let changedLines = 0;
  let shown = 0;
  for (const [fromA, toA, fromB, toB] of spansOf(x.subarray(start, endA), y.subarray(start, endB))) {
    const lines = toA - fromA + toB - fromB;
    changedLines += lines;
    if (shown >= mostShown) continue;
    const room = mostShown - shown;
    shown += lines;
    changes.push({
      beforeLine: start + fromA + 1,
      before: a.slice(start + fromA, start + Math.min(toA, fromA + room)),
      afterLine: start + fromB + 1,
      after: b.slice(start + fromB, start + Math.min(toB, fromB + room)),
    });
  }
  return { changes, changedLines };
}

const linesOf = (bytes: Uint8Array): string[] => {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .split(/\r\n|\r|\n/);
  // An end of line at the end begins none.
  if (lines.at(-1) === '') lines.pop();
  return lines;
};

const keysOf = (lines: readonly string[], names: Map<string, number>): Int32Array =>
  Int32Array.from(lines, (line) => {
    const words = line.replace(/^(\s*\/?\s*)[Nn]\d+/, '$1').replaceAll(/\s+/g, '');
    const known = names.get(words);
    if (known !== undefined) return known;
    names.set(words, names.size);
    return names.size - 1;
  });

type Span = [fromA: number, toA: number, fromB: number, toB: number];

/** Myers 1986, greedy: the least insertions and removals that make `b` of `a`. */
function spansOf(a: Int32Array, b: Int32Array): Span[] {
  if (a.length === 0 && b.length === 0) return [];
  const whole: Span[] = [[0, a.length, 0, b.length]];
  if (a.length === 0 || b.length === 0) return whole;
  const most = Math.min(mostSteps, a.length + b.length);
  const reached = new Int32Array(2 * most + 3);
  const middle = most + 1;
  const history: Int32Array[] = [];
  for (let step = 0; step <= most; step++) {
    history.push(reached.slice(middle - step - 1, middle + step + 2));
    for (let k = -step; k <= step; k += 2) {
      const down = k === -step || (k !== step && reached[middle + k - 1]! < reached[middle + k + 1]!);
      let x = down ? reached[middle + k + 1]! : reached[middle + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reached[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(history, a.length, b.length);
    }
  }
  return whole;
}

function walkBack(history: readonly Int32Array[], endA: number, endB: number): Span[] {
  const spans: Span[] = [];
  let [x, y] = [endA, endB];
  for (let step = history.length - 1; step >= 0; step--) {
    const row = history[step]!;
    const at = (k: number) => row[k + step + 1]!;
    const k = x - y;
    const down = k === -step || (k !== step && at(k - 1) < at(k + 1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = step === 0 ? 0 : at(fromK);
    const fromY = step === 0 ? 0 : fromX - fromK;
    // Behind the one line that is put in or taken out, equal lines.
    const [toX, toY] = down ? [fromX, fromY + 1] : [fromX + 1, fromY];
    if (step > 0) {
      const last = spans.at(-1);
      if (last && last[0] === toX && last[2] === toY) {
        last[0] = fromX;
        last[2] = fromY;
      } else spans.push([fromX, toX, fromY, toY]);
    }
    [x, y] = [fromX, fromY];
  }
  return spans.reverse();
}
