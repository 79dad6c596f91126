/** A program as it is carried out: its blocks in the order of execution, with the time at which the planner expects each. */
import {
  assumedDynamics,
  interpret,
  type MachineDynamics,
  type MoveChunk,
  MoveKind,
  type NcProgram,
  operationNotes,
  operationReducer,
  type ProgramLibrary,
  timeReducer,
  toolsOf,
} from '@mantinel/nc';
import { limits } from '../../read/read-program.ts';
import { type BlockTexts, blockTexts } from './block-text.ts';

export interface TimelineOperation {
  readonly number: number;
  readonly tool: number;
  readonly firstLine: number;
  readonly seconds: number;
}

/** A step is a block that does something, each time that it is carried out; of long programs several blocks that follow each other. */
export interface Timeline {
  readonly steps: number;
  /** When a step begins, in seconds at 100 %; one entry more than steps: the last is the whole. */
  readonly startS: Float64Array;
  /** Line in its file, from 1. */
  readonly line: Uint32Array;
  /** N word; −1 without. */
  readonly block: Int32Array;
  /** Of its normalised text; 0 where there is none. */
  readonly text: Float64Array;
  /** Number of the operation it belongs to. */
  readonly operation: Int32Array;
  readonly tool: Int32Array;
  /** 1: it changes the tool. */
  readonly changesTool: Uint8Array;
  /** As programmed, 1/min; 0: stands. */
  readonly spindleRpm: Float32Array;
  /** 0: the main program; others are subprograms. */
  readonly depth: Uint8Array;
  readonly operations: readonly TimelineOperation[];
  /** Lines of the main program's file. */
  readonly lines: number;
  /** The program went on beyond the last step: it loops longer than is kept. */
  readonly cut: boolean;
}

export interface TimelineOptions {
  /** What is assumed of the program's kind of machine unless told. */
  readonly dynamics?: MachineDynamics | undefined;
  readonly library?: ProgramLibrary;
}

const mostSteps = 300_000;
/** A block of a CAM system's program; longer programs get several blocks to a step. */
const bytesPerBlock = 16;

export function timelineOf(program: NcProgram, options: TimelineOptions = {}): Timeline {
  const files = new Map([[program.name, program]]);
  const library: ProgramLibrary = {
    find(wanted) {
      const found = options.library?.find(wanted);
      if (found) files.set(found.name, found);
      return found;
    },
  };
  const { dialect, profile, chunks } = interpret(program, { library, limits });
  const segments = operationReducer({
    kind: profile.kind,
    file: program.name,
    notes: operationNotes(program, dialect),
    tools: toolsOf(program, { dialect }),
  });
  const gathering = new StepGathering(Math.ceil(program.source.size / bytesPerBlock / mostSteps));
  const texts = (file: string) => blockTexts(files.get(file) ?? program);
  const time = timeReducer({
    dynamics: options.dynamics ?? assumedDynamics(profile.kind),
    rapid: profile.rapid,
    groupOf: (chunk, row) => gathering.step(chunk, row, segments.groupOf(chunk, row), texts),
  });
  for (const chunk of chunks) {
    segments.take(chunk);
    time.take(chunk);
  }
  const { groups } = time.finish();
  return gathering.finish(
    (step) => groups.get(step)?.total ?? 0,
    segments.finish().map(({ index, tool, line }) => ({ number: index, tool, firstLine: line })),
    linesOf(program),
  );
}

class StepGathering {
  #count = 0;
  #cut = false;
  #capacity = 1024;
  #line = new Uint32Array(this.#capacity);
  #block = new Int32Array(this.#capacity);
  #text = new Float64Array(this.#capacity);
  #operation = new Int32Array(this.#capacity);
  #tool = new Int32Array(this.#capacity);
  #changesTool = new Uint8Array(this.#capacity);
  #spindleRpm = new Float32Array(this.#capacity);
  #depth = new Uint8Array(this.#capacity);
  #source = -1;
  #file = '';
  #texts: BlockTexts | undefined;
  readonly #linesPerStep: number;

  constructor(linesPerStep: number) {
    this.#linesPerStep = linesPerStep;
  }

  /** The step of a row; asked in the order of the stream. */
  step(chunk: MoveChunk, row: number, operation: number, texts: (file: string) => BlockTexts): number {
    const { frame, tool, speed, speedMode, spindle } = chunk.contexts[chunk.context[row]!]!;
    const source = chunk.source[row]!;
    const last = this.#count - 1;
    const changesTool = chunk.kind[row] === MoveKind.toolChange;
    if (last >= 0 && !changesTool && frame.file === this.#file && operation === this.#operation[last]) {
      const further = chunk.line[row]! - this.#line[last]!;
      const within = further > 0 && further < this.#linesPerStep && this.#changesTool[last] === 0;
      if (source === this.#source || within) {
        this.#source = source;
        return last;
      }
    }
    if (this.#count >= mostSteps) {
      this.#cut = true;
      return last;
    }
    if (this.#count === this.#capacity) this.#grow();
    if (frame.file !== this.#file || !this.#texts) this.#texts = texts(frame.file);
    this.#file = frame.file;
    this.#source = source;
    const at = this.#count++;
    const { number, hash } = this.#texts(source);
    this.#line[at] = chunk.line[row]!;
    this.#block[at] = number;
    this.#text[at] = hash;
    this.#operation[at] = operation;
    this.#tool[at] = tool;
    this.#changesTool[at] = Number(changesTool);
    this.#spindleRpm[at] = spindle === 'off' || speedMode !== 'rpm' ? 0 : speed;
    this.#depth[at] = Math.min(255, frame.depth);
    return at;
  }

  finish(
    secondsOf: (step: number) => number,
    operations: readonly Omit<TimelineOperation, 'seconds'>[],
    lines: number,
  ): Timeline {
    const steps = this.#count;
    const startS = new Float64Array(steps + 1);
    const seconds = new Float64Array(operations.length);
    for (let step = 0; step < steps; step++) {
      const took = secondsOf(step);
      startS[step + 1] = startS[step]! + took;
      seconds[this.#operation[step]!]! += took;
    }
    return {
      steps,
      startS,
      line: this.#line.slice(0, steps),
      block: this.#block.slice(0, steps),
      text: this.#text.slice(0, steps),
      operation: this.#operation.slice(0, steps),
      tool: this.#tool.slice(0, steps),
      changesTool: this.#changesTool.slice(0, steps),
      spindleRpm: this.#spindleRpm.slice(0, steps),
      depth: this.#depth.slice(0, steps),
      operations: operations.map((each, at) => ({ ...each, seconds: seconds[at]! })),
      lines,
      cut: this.#cut,
    };
  }

  #grow(): void {
    this.#capacity *= 2;
    const grown = <T extends { set(from: T): void }>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#line = grown(new Uint32Array(this.#capacity), this.#line);
    this.#block = grown(new Int32Array(this.#capacity), this.#block);
    this.#text = grown(new Float64Array(this.#capacity), this.#text);
    this.#operation = grown(new Int32Array(this.#capacity), this.#operation);
    this.#tool = grown(new Int32Array(this.#capacity), this.#tool);
    this.#changesTool = grown(new Uint8Array(this.#capacity), this.#changesTool);
    this.#spindleRpm = grown(new Float32Array(this.#capacity), this.#spindleRpm);
    this.#depth = grown(new Uint8Array(this.#capacity), this.#depth);
  }
}

function linesOf({ source }: NcProgram): number {
  let lines = 1;
  for (let at = 0; at < source.size; ) {
    const piece = source.read(at, 65_536);
    if (piece.length === 0) break;
    for (const byte of piece) if (byte === 10) lines += 1;
    at += piece.length;
  }
  return lines;
}
