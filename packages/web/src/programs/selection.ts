/** What is chosen of a program: in its code, in its picture, or in the list of its operations. One choice for all of them. */
import type { LineIndex } from './reading/line-index.ts';
import type { Toolpath } from './reading/toolpath.ts';
import type { ToolpathSelection } from './toolpath/toolpath-element.ts';

export type Selection =
  /** From 1. */
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'operation'; readonly operation: number }
  /** Of the stream. */
  | { readonly kind: 'move'; readonly row: number };

export interface Program {
  readonly name: string;
  readonly lines: LineIndex;
  readonly toolpath: Toolpath;
}

/** The line of a row; undefined where it is another file's. */
export function lineOfRow({ name, lines, toolpath }: Program, row: number): number | undefined {
  if (toolpath.settingOf(row)?.file !== name) return undefined;
  return lines.lineAt(toolpath.rows.source[row]!);
}

/** The operation that the choice is, or lies in, so far as it has been read. */
export function operationOf(program: Program, selection: Selection | undefined): number | undefined {
  const { operation } = program.toolpath.rows;
  switch (selection?.kind) {
    case undefined:
      return undefined;
    case 'operation':
      return selection.operation;
    case 'move':
      return operation[selection.row];
    case 'line': {
      const row = firstRowOf(program, selection.line);
      return row === undefined ? undefined : operation[row];
    }
  }
}

function firstRowOf({ lines, toolpath }: Program, line: number): number | undefined {
  const { start, end } = lines.rangeOf(line);
  const { rows } = toolpath;
  for (let row = 0; row < rows.count; row++)
    if (rows.source[row]! >= start && rows.source[row]! < end) return row;
  return undefined;
}

export function markedBy(program: Program, selection: Selection | undefined): ToolpathSelection | undefined {
  const { rows } = program.toolpath;
  switch (selection?.kind) {
    case undefined:
      return undefined;
    case 'line': {
      const { start, end } = program.lines.rangeOf(selection.line);
      const marked = (row: number) =>
        rows.source[row]! >= start &&
        rows.source[row]! < end &&
        program.toolpath.settingOf(row)?.file === program.name;
      return { marked, row: lastRowOf(program, marked) };
    }
    case 'operation': {
      const { operation } = selection;
      return { marked: (row) => rows.operation[row] === operation, row: undefined };
    }
    case 'move':
      return { marked: (row) => row === selection.row, row: selection.row };
  }
}

/** Of a line that is carried out several times, the last way of its first time. */
function lastRowOf({ toolpath: { rows } }: Program, marked: (row: number) => boolean): number | undefined {
  let last: number | undefined;
  for (let row = 0; row < rows.count; row++) {
    if (marked(row)) last = row;
    else if (last !== undefined) break;
  }
  return last;
}
