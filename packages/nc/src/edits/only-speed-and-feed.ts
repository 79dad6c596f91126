/** The proof of an edit: both programs carried out side by side. */
import { interpret } from '../interpret/interpret.ts';
import type { InterpretOptions } from '../interpret/interpretation.ts';
import type { MoveChunk } from '../moves/move-chunk.ts';
import { MoveKind } from '../moves/move-kind.ts';
import type { NcProgram } from '../source/program.ts';

/**
 * Undefined where the two move alike and differ in speeds and feeds at most, threads and taps not even in their pitch; else a sentence with
 * the first line at which they part.
 */
export function onlySpeedAndFeedDiffer(
  before: NcProgram,
  after: NcProgram,
  options: InterpretOptions = {},
): string | undefined {
  const dialect = interpret(before, options).dialect.dialect;
  const one = rowsOf(before, { ...options, dialect });
  const other = rowsOf(after, { ...options, dialect });
  for (;;) {
    const a = one.next();
    const b = other.next();
    if (a.done || b.done)
      return a.done && b.done ? undefined : 'One of them goes on where the other has ended.';
    const what = difference(a.value, b.value);
    if (what) return `Line ${a.value.chunk.line[a.value.row]}: ${what}.`;
  }
}

interface At {
  readonly chunk: MoveChunk;
  readonly row: number;
}

/** Without spindle rows: a new speed is one, the same speed again is none. */
function* rowsOf(program: NcProgram, options: InterpretOptions): Generator<At> {
  for (const chunk of interpret(program, options).chunks) {
    for (let row = 0; row < chunk.count; row++) {
      if (chunk.kind[row] !== MoveKind.spindle) yield { chunk, row };
    }
  }
}

const columns = ['x', 'y', 'z', 'a', 'b', 'c'] as const;

function difference(one: At, other: At): string | undefined {
  const [a, i, b, j] = [one.chunk, one.row, other.chunk, other.row];
  const kind = a.kind[i]!;
  if (kind !== b.kind[j] || a.flags[i] !== b.flags[j]) return 'another kind of move';
  for (const axis of columns)
    if (!Object.is(a[axis][i + 1], b[axis][j + 1])) return `another ${axis.toUpperCase()}`;
  if (a.centre1[i] !== b.centre1[j] || a.centre2[i] !== b.centre2[j] || a.turns[i] !== b.turns[j])
    return 'another arc';
  if (!Object.is(a.value[i], b.value[j]) && !(Number.isNaN(a.value[i]) && Number.isNaN(b.value[j])))
    return 'another value';
  if (a.line[i] !== b.line[j]) return 'another block';
  if ((kind === MoveKind.thread || kind === MoveKind.tap) && Math.abs(a.feed[i]! - b.feed[j]!) > 1e-9)
    return 'another pitch';
  const x = a.contexts[a.context[i]!]!;
  const y = b.contexts[b.context[j]!]!;
  const alike =
    x.tool === y.tool &&
    x.plane === y.plane &&
    x.feedMode === y.feedMode &&
    x.spindle === y.spindle &&
    x.speedMode === y.speedMode &&
    x.speedLimit === y.speedLimit &&
    x.flood === y.flood &&
    x.workOffset === y.workOffset &&
    x.lengthOffset === y.lengthOffset &&
    x.radiusOffset === y.radiusOffset &&
    x.compensation === y.compensation;
  return alike ? undefined : 'another mode';
}
