/** Whether two programs make the same moves. */
import {
  type InterpretOptions,
  interpret,
  type MoveChunk,
  MoveKind,
  type NcProgram,
} from '../../src/index.ts';

export interface Likeness {
  /** mm and degrees. */
  readonly placeMm: number;
  readonly centreMm: number;
  /** Share. */
  readonly feed: number;
  /** Events, and rows that go nowhere, are passed over. */
  readonly movingOnly?: boolean;
}

interface At {
  readonly chunk: MoveChunk;
  readonly row: number;
}

const columns = ['x', 'y', 'z', 'a', 'b', 'c'] as const;

function* rowsOf(program: NcProgram, options: InterpretOptions, movingOnly: boolean): Generator<At> {
  for (const chunk of interpret(program, options).chunks) {
    for (let row = 0; row < chunk.count; row++) if (!movingOnly || moves(chunk, row)) yield { chunk, row };
  }
}

const moves = (chunk: MoveChunk, row: number): boolean =>
  chunk.kind[row]! < MoveKind.dwell &&
  (chunk.kind[row] === MoveKind.arc ||
    columns.some((axis) => Math.abs(chunk[axis][row + 1]! - chunk[axis][row]!) >= 1e-6));

/** A sentence with the line where they part; undefined: they do not. */
export function firstDifference(
  before: NcProgram,
  after: NcProgram,
  { like, ...options }: InterpretOptions & { readonly like: Likeness },
): string | undefined {
  const dialect = options.dialect ?? interpret(before, options).dialect.dialect;
  const one = rowsOf(before, { ...options, dialect }, like.movingOnly === true);
  const other = rowsOf(after, { ...options, dialect }, like.movingOnly === true);
  for (;;) {
    const [a, b] = [one.next(), other.next()];
    if (a.done || b.done) {
      const rest = a.done ? b : a;
      return a.done && b.done ? undefined : `line ${lineOf(rest.value)}: a move more`;
    }
    const what = difference(a.value, b.value, like);
    if (what) return `line ${lineOf(a.value)}: ${what} (${shown(a.value)} and ${shown(b.value)})`;
  }
}

function difference(one: At, other: At, { placeMm, centreMm, feed }: Likeness): string | undefined {
  const [a, i, b, j] = [one.chunk, one.row, other.chunk, other.row];
  if (a.kind[i] !== b.kind[j]) return 'another kind';
  for (const axis of columns) {
    // Written so that what is no number differs.
    if (!(Math.abs(a[axis][i + 1]! - b[axis][j + 1]!) <= placeMm)) return `another ${axis}`;
  }
  if (a.turns[i] !== b.turns[j]) return 'another sense';
  if (
    !(
      Math.abs(a.centre1[i]! - b.centre1[j]!) <= centreMm &&
      Math.abs(a.centre2[i]! - b.centre2[j]!) <= centreMm
    )
  )
    return 'another centre';
  if (!(Math.abs(a.feed[i]! - b.feed[j]!) <= feed * Math.max(1e-6, a.feed[i]!))) return 'another feed';
  const [value, otherValue] = [a.value[i]!, b.value[j]!];
  return value === otherValue || (Number.isNaN(value) && Number.isNaN(otherValue))
    ? undefined
    : 'another value';
}

const lineOf = (at: At | undefined): number => at?.chunk.line[at.row] ?? 0;
const shown = ({ chunk, row }: At): string =>
  `kind ${chunk.kind[row]} to ${columns.map((axis) => chunk[axis][row + 1]).join(' ')}, feed ${chunk.feed[row]}, value ${chunk.value[row]}`;
