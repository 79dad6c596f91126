/** Rows of a program's stream as objects, for tests. */
import {
  bytesOfText,
  type Diagnostic,
  type InterpretOptions,
  interpret,
  type MoveContext,
  MoveKind,
  programOf,
} from '../src/index.ts';

export interface MoveRow {
  readonly kind: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly centre: readonly [number, number];
  readonly turns: number;
  readonly feed: number;
  readonly value: number;
  readonly flags: number;
  readonly unplaced: number;
  readonly line: number;
  readonly source: number;
  readonly context: MoveContext;
}

const kindNames = new Map<number, string>(Object.entries(MoveKind).map(([name, kind]) => [kind, name]));

export const runOf = (
  text: string,
  options: InterpretOptions = {},
): { readonly rows: MoveRow[]; readonly diagnostics: readonly Diagnostic[] } => {
  const run = interpret(programOf('test.nc', bytesOfText(text)), options);
  const rows: MoveRow[] = [];
  for (const chunk of run.chunks) {
    const { x, y, z, a, b, c } = chunk;
    const point = (i: number): number[] => [x[i]!, y[i]!, z[i]!, a[i]!, b[i]!, c[i]!];
    for (let i = 0; i < chunk.count; i++) {
      rows.push({
        kind: kindNames.get(chunk.kind[i]!)!,
        from: point(i),
        to: point(i + 1),
        centre: [chunk.centre1[i]!, chunk.centre2[i]!],
        turns: chunk.turns[i]!,
        feed: chunk.feed[i]!,
        value: chunk.value[i]!,
        flags: chunk.flags[i]!,
        unplaced: chunk.unplaced[i]!,
        line: chunk.line[i]!,
        source: chunk.source[i]!,
        context: chunk.contexts[chunk.context[i]!]!,
      });
    }
  }
  return { rows, diagnostics: run.diagnostics };
};

/** `rapid 1 2 3`, `arc 1 2 3 @ 0 0 ccw`, events by their name and value: X Y Z only, to a thousandth. */
export const showMoves = (text: string, options: InterpretOptions = {}): string[] =>
  runOf(text, options).rows.map(showRow);

const showRow = (row: MoveRow): string => {
  const number = (value: number): string => String(Math.round(value * 1000) / 1000 + 0);
  const at = row.to.slice(0, 3).map(number).join(' ');
  if (row.kind === 'arc')
    return `arc ${at} @ ${row.centre.map(number).join(' ')} ${row.turns > 0 ? 'ccw' : 'cw'}`;
  if (['rapid', 'linear', 'thread', 'tap', 'probe'].includes(row.kind)) return `${row.kind} ${at}`;
  return row.value === 0 ? row.kind : `${row.kind} ${number(row.value)}`;
};

/** Motions only. */
export const motions = (text: string, options: InterpretOptions = {}): string[] =>
  runOf(text, options)
    .rows.filter((row) => ['rapid', 'linear', 'arc', 'thread', 'tap', 'probe'].includes(row.kind))
    .map(showRow);

export const codes = (text: string, options: InterpretOptions = {}): string[] =>
  runOf(text, options).diagnostics.map((found) => found.code);
