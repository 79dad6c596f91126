/** A program read once from its beginning to its end: parts of its toolpath on the way, what it is at the end. */
import {
  assumedDynamics,
  checkReducer,
  type Diagnostic,
  type DialectFinding,
  firstEvent,
  interpret,
  MoveKind,
  type NcProgram,
  type Operation,
  operationNotes,
  operationReducer,
  type ProgramLibrary,
  type ProgramTool,
  ShownWay,
  type TimeEstimate,
  timeReducer,
  toolsByUse,
  toolsOf,
  unreachableBlocks,
} from '@mantinel/nc';
import { engagementOf } from './engagement.ts';
import { type Origin, Origins } from './origins.ts';
import { LineKind, type Piece } from './piece.ts';
import { PieceMaker } from './piece-maker.ts';
import { RowMaker } from './row-maker.ts';
import type { RowPart, Setting } from './rows.ts';

/** What can be said before anything was read. */
export interface Beginning {
  readonly kind: 'beginning';
  readonly dialect: DialectFinding;
  /** `MachineProfile.kind`. */
  readonly machine: 'mill' | 'lathe';
}

export interface Part {
  readonly kind: 'part';
  readonly rows: readonly RowPart[];
  readonly settings: readonly Setting[];
  readonly piece: Piece | undefined;
  /** Of the program's bytes, 0 – 1: the farthest block. */
  readonly share: number;
}

export interface OperationOfProgram extends Operation {
  readonly seconds: number;
}

export interface Whole {
  readonly kind: 'whole';
  /** All of them, those that cut nothing too: a row's operation is an index into these. */
  readonly operations: readonly OperationOfProgram[];
  readonly tools: readonly ProgramTool[];
  /** In the order of the lines. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that are not listed. */
  readonly furtherDiagnostics: number;
  readonly time: TimeEstimate;
  readonly origins: readonly Origin[];
  /** Moves that are not drawn: they begin or end where the program does not say. */
  readonly assumedMoves: number;
  /** Moves that are not drawn: there are too many. */
  readonly omittedMoves: number;
  /** Rotary axes turn while it cuts: the machine's kinematics would be needed to draw that on the part. */
  readonly rotary: boolean;
}

/** Comes last, where it is known at all. */
export interface Engaged {
  readonly kind: 'engaged';
  /** `engagementOf`. */
  readonly engagement: Float32Array | undefined;
}

export type Progress = Beginning | Part | Whole | Engaged;

export interface ReadOptions {
  readonly library?: ProgramLibrary;
  /** How far a chord may lie off its arc. */
  readonly toleranceMm?: number;
  /** Points that are drawn at most. */
  readonly mostPoints?: number;
  /** Milliseconds since some moment. */
  readonly now: () => number;
}

/** The first picture comes soon, the later ones in few pieces. */
const firstPartMs = 30;
const partMs = 250;

export function* readProgram(program: NcProgram, options: ReadOptions): Generator<Progress> {
  const { library, toleranceMm = 0.01, mostPoints = 8_000_000, now } = options;
  const interpretation = interpret(program, library ? { library } : {});
  const { dialect, profile, chunks } = interpretation;
  yield { kind: 'beginning', dialect, machine: dialect.machine };
  const tools = toolsOf(program, { dialect });
  const notes = operationNotes(program, dialect);
  const segments = operationReducer({ kind: dialect.machine, file: program.name, notes, tools });
  const { groupOf } = segments;
  const times = timeReducer({ dynamics: assumedDynamics(profile.kind), rapid: profile.rapid, groupOf });
  const checks = checkReducer({ profile, tools });
  const way = new ShownWay(toleranceMm);
  const pieces = new PieceMaker();
  const rowMaker = new RowMaker();
  const origins = new Origins();
  let rows: RowPart[] = [];
  let [assumedMoves, omittedMoves] = [0, 0];
  let rotary = false;
  let farthest = 0;
  let [atX, atY, atZ] = [Number.NaN, Number.NaN, Number.NaN];
  let [kind, number] = [0, 0];
  const lineTo = (x: number, y: number, z: number) => {
    pieces.add(x, y, z, kind, number);
    [atX, atY, atZ] = [x, y, z];
  };
  const part = (): Part => {
    const piece = pieces.waiting > 1 ? pieces.hand() : undefined;
    const done = { kind: 'part', rows, settings: rowMaker.newSettings(), piece } as const;
    rows = [];
    return { ...done, share: program.source.size > 0 ? farthest / program.source.size : 1 };
  };

  let [latest, wait] = [now(), firstPartMs];
  for (const chunk of chunks) {
    segments.take(chunk);
    times.take(chunk);
    checks.take(chunk);
    origins.take(chunk);
    const { first } = rowMaker;
    rows.push(rowMaker.part(chunk, (row) => groupOf(chunk, row)));
    for (let row = 0; row < chunk.count; row++) {
      const moves = way.read(chunk, row);
      if (way.assumed) assumedMoves += 1;
      const moveKind = chunk.kind[row]!;
      if (moveKind >= firstEvent) continue;
      if (moveKind !== MoveKind.rapid) rotary ||= turns(chunk, row);
      if (!moves) continue;
      if (pieces.points > mostPoints) {
        omittedMoves += 1;
        continue;
      }
      number = first + row;
      const { from } = way;
      if (from[0] !== atX || from[1] !== atY || from[2] !== atZ) {
        kind = LineKind.none;
        lineTo(from[0]!, from[1]!, from[2]!);
      }
      kind = moveKind === MoveKind.rapid ? LineKind.rapid : LineKind.cut;
      way.eachPoint(chunk, row, lineTo);
      if (pieces.full) yield part();
    }
    if (chunk.count > 0) farthest = Math.max(farthest, chunk.source[chunk.count - 1]!);
    if (now() - latest < wait) continue;
    yield part();
    [latest, wait] = [now(), partMs];
  }
  yield { ...part(), share: 1 };

  const time = times.finish();
  const told = checks.finish();
  const listed = [...interpretation.diagnostics, ...told.diagnostics];
  const unreachable = dialect.readable ? unreachableBlocks(program, dialect) : [];
  const all = [...interpretation.counts(), ...told.counts].reduce((sum, { count }) => sum + count, 0);
  const operations = segments.finish();
  yield {
    kind: 'whole',
    operations: operations.map((operation) => ({
      ...operation,
      seconds: time.groups.get(operation.index)?.total ?? 0,
    })),
    tools: toolsByUse(tools, operations),
    diagnostics: [...listed, ...unreachable].sort((a, b) => a.line - b.line || a.column - b.column),
    furtherDiagnostics: Math.max(0, all - listed.length),
    time,
    origins: origins.list(),
    assumedMoves,
    omittedMoves,
    rotary,
  };
  const engagement = engagementOf(program, { kind: profile.kind, tools, library, rows: rowMaker.first });
  yield { kind: 'engaged', engagement };
}

const turns = ({ a, b, c }: { a: Float64Array; b: Float64Array; c: Float64Array }, row: number): boolean =>
  a[row] !== a[row + 1] || b[row] !== b[row + 1] || c[row] !== c[row + 1];
