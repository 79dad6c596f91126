/** Everything the memory keeps of one program, from its bytes: what it is, its tools, its operations with their data, its fingerprints. */
import {
  assumedDynamics,
  bytesInMemory,
  camOf,
  type DialectFinding,
  type Engagement,
  engagementReducer,
  fingerprintOf,
  interpret,
  type MaterialHint,
  materialOf,
  type NcProgram,
  type Operation,
  operationNotes,
  operationReducer,
  outlineOf,
  type PathFeatures,
  type ProgramLibrary,
  type ProgramTool,
  pathReducer,
  type Range,
  surveyReducer,
  thumbnailReducer,
  thumbnailSvg,
  timeReducer,
  toolsByUse,
  toolsOf,
} from '@mantinel/nc';
import { isUtf16 } from '../find/kind-of-file.ts';
import { bandsOf } from './bands.ts';

/** Grows with every change of what is read; programs read by an older one are read again. */
export const readerVersion = 8;

export interface ReadOperation {
  readonly operation: Operation;
  readonly path: PathFeatures | undefined;
  readonly seconds: number;
  /** ap and ae by the cheaper estimate, without a stock: twenty years of programs are read in an evening. */
  readonly engagement: Engagement | undefined;
  /** Lines of its own file that it spans, from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface ReadProgram {
  readonly dialect: DialectFinding;
  readonly kind: 'mill' | 'lathe';
  /** O number of its head, without the O. */
  readonly number: string | undefined;
  readonly cam: string | undefined;
  readonly post: string | undefined;
  readonly lines: number;
  readonly meaning: string;
  readonly blocks: number;
  readonly sketch: Uint32Array;
  readonly bands: Int32Array;
  /** Estimated with `assumedDynamics`; undefined where the program moves nothing. */
  readonly seconds: number | undefined;
  readonly box: readonly [Range | undefined, Range | undefined, Range | undefined];
  readonly cutMm: number;
  /** SVG of what it cuts; undefined where nothing is to be drawn. */
  readonly thumbnail: string | undefined;
  readonly diagnostics: { readonly error: number; readonly warning: number };
  readonly tools: readonly ProgramTool[];
  /** Those that cut; where none is carried out, those that its lines tell of. */
  readonly operations: readonly ReadOperation[];
  readonly materials: readonly MaterialHint[];
  /** Notes of its head: where people write what it is for. */
  readonly head: readonly { readonly text: string; readonly line: number }[];
}

/** A shop's program ends long before; what loops for ever ends here. */
export const limits = { steps: 20_000_000, calls: 10, diagnosticsPerCode: 20 };

/** Never throws for what stands in a program. `library` answers calls of subprograms in other files. */
export function readProgram(name: string, bytes: Uint8Array, library?: ProgramLibrary): ReadProgram {
  const program: NcProgram = { name, source: bytesInMemory(inOneByte(bytes)) };
  const options = { limits, ...(library && { library }) };
  const interpretation = interpret(program, options);
  const { dialect, profile, chunks } = interpretation;
  const noted = toolsOf(program, { dialect });
  const survey = surveyReducer({ kind: profile.kind, tools: noted, source: program.source });
  for (const chunk of interpret(program, { ...options, dialect: dialect.dialect }).chunks) survey.take(chunk);
  const notes = operationNotes(program, dialect);
  const segments = operationReducer({ kind: dialect.machine, file: name, notes, tools: noted });
  const { groupOf } = segments;
  const paths = pathReducer(groupOf);
  const picture = thumbnailReducer({ kind: dialect.machine });
  const times = timeReducer({ dynamics: assumedDynamics(profile.kind), rapid: profile.rapid, groupOf });
  const engaged = engagementReducer({ model: 'estimate', survey: survey.finish(), groupOf });
  for (const chunk of chunks) {
    segments.take(chunk);
    paths.take(chunk);
    picture.take(chunk);
    times.take(chunk);
    engaged.take(chunk);
  }
  const engagements = engaged.finish().groups;
  const path = paths.finish();
  const whole = wholeOf([...path.values()]);
  const time = times.finish();
  const thumbnail = picture.finish();
  const carriedOut = segments.finish().filter(({ cutMm }) => cutMm > 0);
  const operations = carriedOut.length > 0 ? carriedOut : outlineOf(program, dialect, noted);
  const cam = camOf(program.source);
  const { meaning, blocks, sketch } = fingerprintOf(program, dialect);
  const head = headOf(program);
  const starts = lineStarts(program.source.read(0, program.source.size));
  return {
    dialect,
    kind: dialect.machine,
    number: /(?:^|\n)\s*[:O](\d{1,8})\b/i.exec(head)?.[1],
    cam: cam.system,
    post: cam.post,
    lines: starts.length,
    meaning,
    blocks,
    sketch,
    bands: bandsOf(sketch, blocks),
    seconds: path.size > 0 && time.total > 0 ? time.total : undefined,
    ...whole,
    thumbnail: thumbnail && thumbnailSvg(thumbnail),
    diagnostics: countsOf(interpretation.counts()),
    tools: toolsByUse(noted, operations),
    operations: operations.map((operation) => ({
      operation,
      path: path.get(operation.index),
      seconds: time.groups.get(operation.index)?.total ?? 0,
      engagement: engagements.get(operation.index),
      ...spanOf(operation, starts),
    })),
    materials: materialOf(program.source, operations),
    head: head.split('\n').flatMap((text, i) => notesIn(text, i + 1)),
  };
}

/** Box and way of the whole from those of its operations. */
function wholeOf(parts: readonly PathFeatures[]): Pick<ReadProgram, 'box' | 'cutMm'> {
  const along = (axis: 0 | 1 | 2): Range | undefined => {
    const ranges = parts.flatMap(({ box }) => box[axis] ?? []);
    if (ranges.length === 0) return undefined;
    return {
      min: Math.min(...ranges.map(({ min }) => min)),
      max: Math.max(...ranges.map(({ max }) => max)),
    };
  };
  return {
    box: [along(0), along(1), along(2)],
    cutMm: parts.reduce((sum, { cutMm }) => sum + cutMm, 0),
  };
}

/** UTF-16, as some editors save: each character as its one byte, which a control would be sent. */
export const inOneByte = (bytes: Uint8Array): Uint8Array =>
  isUtf16(bytes)
    ? Buffer.from(
        new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes.subarray(2)),
        'latin1',
      )
    : bytes;

const notesIn = (text: string, line: number) =>
  (text.match(/\([^)]+\)|;.+/g) ?? []).map((note) => ({ text: note.replace(/^[(;]\s*|\s*\)$/g, ''), line }));

const headOf = ({ source }: NcProgram): string =>
  Buffer.from(source.read(0, 4096)).toString('latin1').replace(/\r\n?/g, '\n');

/** Byte offsets at which lines begin; an end of line at the end of the file begins none. */
function lineStarts(bytes: Uint8Array): Int32Array {
  let count = 0;
  let starts = new Int32Array(1024);
  let last = 10;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (last === 10 || (last === 13 && byte !== 10)) {
      if (count === starts.length) {
        const more = new Int32Array(count * 2);
        more.set(starts);
        starts = more;
      }
      starts[count++] = at;
    }
    last = byte;
  }
  return starts.subarray(0, count);
}

const spanOf = ({ span }: Operation, starts: Int32Array) => ({
  firstLine: lineAt(starts, span.first),
  lastLine: lineAt(starts, span.last),
});

function lineAt(starts: Int32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countsOf(counts: ReturnType<ReturnType<typeof interpret>['counts']>): ReadProgram['diagnostics'] {
  const sums = { error: 0, warning: 0 };
  for (const { severity, count } of counts)
    if (severity === 'error' || severity === 'warning') sums[severity] += count;
  return sums;
}
