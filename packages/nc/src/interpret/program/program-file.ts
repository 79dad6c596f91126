/** One file while it is carried out: where the reader is, and where its programs and blocks begin. */
import type { ByteSource } from '../../source/byte-source.ts';
import type { NcProgram } from '../../source/program.ts';
import type { ScanOptions, TokenBuffer } from '../../tokens/scan.ts';
import { TokenKind } from '../../tokens/token-chunk.ts';
import { tokenReader } from '../../tokens/token-reader.ts';
import { programNamed } from './program-name.ts';

/** A block's place. */
export interface Spot {
  readonly offset: number;
  readonly line: number;
}

export interface ProgramFile {
  readonly name: string;
  readonly source: ByteSource;
  readonly scan: ScanOptions;
  /** The window in which `token` is. */
  tokens: TokenBuffer | undefined;
  /** The next token. */
  token: number;
  /** Line of the next token. */
  line: number;
  /** Next window, or false at the end. */
  advance(): boolean;
  seek(spot: Spot): void;
  /** O numbers, `<NAME>` (and LinuxCNC's `o… sub`) at the start of blocks, in order. Reads the whole file once. */
  programs(): readonly ProgramStart[];
  /** The block N`number` as a control looks for it: forward from `from` to the program's end, then from its beginning. */
  block(number: number, from: Spot): Spot | undefined;
}

export interface ProgramStart extends Spot {
  readonly number: number | string;
  /** `o100 sub` and not `O100`. */
  readonly sub: boolean;
}

/** After a jump a small window is scanned: subprograms are short, and programs return soon. */
const smallWindow = 1 << 12;
const largeWindow = 1 << 16;
const mostStarts = 100_000;
const mostLabels = 10_000;

export const programFile = (program: NcProgram, scan: ScanOptions): ProgramFile => {
  const { source } = program;
  const large = tokenReader(source, scan, largeWindow);
  let small: ReturnType<typeof tokenReader> | undefined;
  let reader = large;
  /** Small windows since the last jump. */
  let steps = 0;
  let starts: ProgramStart[] | undefined;
  const labels = new Map<string, Spot>();

  const file: ProgramFile = {
    name: program.name,
    source,
    scan,
    tokens: undefined,
    token: 0,
    line: 1,
    advance() {
      if (reader === small && ++steps > 8) {
        large.seek(file.tokens!.offset + file.tokens!.bytes.length, file.tokens!.line + file.tokens!.lines);
        reader = large;
      }
      file.tokens = reader.next();
      file.token = 0;
      if (!file.tokens) return false;
      file.line = file.tokens.line;
      return true;
    },
    seek(spot) {
      const { tokens } = file;
      file.line = spot.line;
      if (tokens && spot.offset >= tokens.offset && spot.offset < tokens.offset + tokens.bytes.length) {
        file.token = firstTokenFrom(tokens, spot.offset - tokens.offset);
        return;
      }
      if (source.size <= largeWindow) reader = large;
      else {
        small ??= tokenReader(source, scan, smallWindow);
        reader = small;
        steps = 0;
      }
      reader.seek(spot.offset, spot.line);
      file.tokens = undefined;
      file.token = 0;
    },
    programs() {
      starts ??= findStarts(source, scan);
      return starts;
    },
    block(number, from) {
      const all = file.programs();
      let first: Spot = { offset: 0, line: 1 };
      let end = source.size;
      for (const start of all) {
        if (start.offset <= from.offset) first = start;
        else if (!start.sub) {
          end = start.offset;
          break;
        }
      }
      const key = `${first.offset} ${number}`;
      const known = labels.get(key);
      if (known) return known;
      const found = findLabel(file, number, from, end) ?? findLabel(file, number, first, from.offset + 1);
      if (found && labels.size < mostLabels) labels.set(key, found);
      return found;
    },
  };
  return file;
};

const firstTokenFrom = (tokens: TokenBuffer, at: number): number => {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.start[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

const findStarts = (source: ByteSource, scan: ScanOptions): ProgramStart[] => {
  const starts: ProgramStart[] = [];
  eachBlockStart({ source, scan, from: { offset: 0, line: 1 }, end: source.size }, (tokens, at, spot) => {
    const kind = tokens.kind[at]!;
    if (kind === TokenKind.name) {
      starts.push({ ...spot, number: programNamed(tokens, at), sub: false });
      return starts.length >= mostStarts ? spot : undefined;
    }
    if (kind !== 79 && !(kind === TokenKind.address && tokens.value[at] === 79)) return undefined;
    const named = kind !== 79;
    const next = tokens.kind[at + 1];
    const last = named ? at + 1 : at;
    const number = named ? nameOf(tokens, at + 1) : tokens.value[at]!;
    if (named && next !== TokenKind.name) return undefined;
    const keyword = last + 1 < tokens.count && tokens.kind[last + 1] === TokenKind.keyword;
    if (keyword && !isSub(tokens, last + 1)) return undefined;
    starts.push({ ...spot, number, sub: keyword });
    return starts.length >= mostStarts ? spot : undefined;
  });
  return starts;
};

const isSub = (tokens: TokenBuffer, at: number): boolean => {
  const { bytes, start, end } = tokens;
  return end[at]! - start[at]! === 3 && (bytes[start[at]!]! & 0xdf) === 83;
};

/** `<Name>` without its brackets, in small letters and without blanks, as LinuxCNC compares names. */
export const nameOf = (tokens: TokenBuffer, at: number): string => {
  let name = '';
  for (let i = tokens.start[at]! + 1; i < tokens.end[at]! - 1; i++) {
    const byte = tokens.bytes[i]!;
    if (byte !== 32 && byte !== 9) name += String.fromCharCode(byte);
  }
  return name.toLowerCase();
};

const findLabel = (file: ProgramFile, number: number, from: Spot, end: number): Spot | undefined =>
  eachBlockStart({ source: file.source, scan: file.scan, from, end }, (tokens, at, spot) =>
    tokens.kind[at] === 78 && tokens.value[at] === number ? spot : undefined,
  );

interface Stretch {
  readonly source: ByteSource;
  readonly scan: ScanOptions;
  readonly from: Spot;
  readonly end: number;
}

/** Calls `look` with the first token of each block (behind `/`) until it answers. */
const eachBlockStart = (
  { source, scan, from, end }: Stretch,
  look: (tokens: TokenBuffer, at: number, spot: Spot) => Spot | undefined,
): Spot | undefined => {
  const reader = tokenReader(source, scan, Math.min(largeWindow, Math.max(smallWindow, end - from.offset)));
  reader.seek(from.offset, from.line);
  for (let tokens = reader.next(); tokens; tokens = reader.next()) {
    let line = tokens.line;
    let atStart = true;
    let start = 0;
    for (let i = 0; i < tokens.count; i++) {
      const kind = tokens.kind[i]!;
      if (kind === TokenKind.endOfBlock) {
        line += tokens.bytes[tokens.start[i]!] === 59 ? 0 : 1;
        atStart = true;
        start = tokens.end[i]!;
        continue;
      }
      if (!atStart || kind === TokenKind.blockSkip || kind === TokenKind.comment) continue;
      atStart = false;
      const offset = tokens.offset + start;
      if (offset >= end) return undefined;
      const found = look(tokens, i, { offset, line });
      if (found) return found;
    }
  }
  return undefined;
};
