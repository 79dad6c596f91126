/** Block numbers in order again, with everything that points to them. */
import { detectDialect } from '../dialect/detect.ts';
import type { DialectFinding } from '../dialect/dialect.ts';
import { blocksOf, type FileBlock, namesProgram } from '../features/blocks.ts';
import { textOfBytes } from '../source/byte-source.ts';
import type { NcProgram } from '../source/program.ts';
import { TokenKind } from '../tokens/token-chunk.ts';
import type { Refusal } from './refusal.ts';
import { numberOfWord, type Splice } from './splice.ts';

export interface RenumberOptions {
  readonly first?: number;
  readonly step?: number;
  /** The greatest number that the control takes: five digits unless told. */
  readonly greatest?: number;
  readonly dialect?: DialectFinding;
}

/** All or nothing: with a refusal there are no splices. */
export interface Renumbering {
  readonly splices: readonly Splice[];
  readonly refused: readonly Refusal[];
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly written: string;
  readonly value: number;
  readonly refusal: Omit<Refusal, 'code' | 'message'>;
}

/** Blocks that have a number get another one; those without stay without. Each program of the file (O or `<NAME>`) begins anew. */
export function renumber(program: NcProgram, options: RenumberOptions = {}): Renumbering {
  const { first = 10, step = 10, greatest = 99_999 } = options;
  const dialect = options.dialect ?? detectDialect(program.source);
  const splices: Splice[] = [];
  const refused: Refusal[] = [];
  let labels: Place[] = [];
  let references: Place[] = [];
  let programs = 0;

  const refuse = (at: Omit<Refusal, 'code' | 'message'>, message: string) =>
    refused.push({ code: 'reference', ...at, message });

  const close = () => {
    const by = first + step * (labels.length - 1) > greatest ? 1 : step;
    const from = by === step ? first : 1;
    const targets = new Map<number, number>();
    const twice = new Set<number>();
    labels.forEach((label, i) => {
      const next = from + by * i;
      if (next > greatest) refuse(label.refusal, `There are more blocks than numbers up to ${greatest}.`);
      if (targets.has(label.value)) twice.add(label.value);
      else targets.set(label.value, next);
      splices.push(written(label, next));
    });
    for (const reference of references) {
      const next = targets.get(reference.value);
      if (next === undefined)
        refuse(reference.refusal, `There is no block N${reference.value} in this program.`);
      else if (twice.has(reference.value))
        refuse(reference.refusal, `N${reference.value} stands twice in this program.`);
      else splices.push(written(reference, next));
    }
    labels = [];
    references = [];
  };

  for (const block of blocksOf(program.source, dialect)) {
    const { tokens, from, to } = block;
    let at = from;
    while (at < to && (tokens.kind[at] === TokenKind.blockSkip || tokens.kind[at] === TokenKind.percent))
      at++;
    if (at < to && (tokens.kind[at] === 79 || namesProgram(block, at))) {
      close();
      programs += 1;
    }
    if (at < to && tokens.kind[at] === 78) labels.push(place(block, at));
    referencesIn(block, (i, ofCaller) => {
      if (i < 0) refuse(refusalOf(block, from), 'The block it goes to is computed from variables.');
      else if (ofCaller && programs > 1)
        refuse(refusalOf(block, i), 'It points to a block of the program that calls.');
      else references.push(place(block, i));
    });
  }
  close();
  const changed = splices.filter(({ text }) => text !== '');
  return refused.length > 0 ? { splices: [], refused } : { splices: changed, refused };
}

/** Words that name a block: GOTO n, P and Q of G70 – G73, P of M97 and M99, Q of M98. -1: computed. */
function referencesIn(
  { tokens, from, to }: FileBlock,
  found: (token: number, ofCaller: boolean) => void,
): void {
  let contour = false;
  let calls = 0;
  for (let i = from; i < to; i++) {
    const kind = tokens.kind[i]!;
    const value = tokens.value[i]!;
    if (kind === 71 && value >= 70 && value <= 73) contour = true;
    else if (kind === 77 && (value === 97 || value === 98 || value === 99)) calls = value;
    else if (
      kind === TokenKind.keyword &&
      textOfBytes(tokens.bytes, tokens.start[i]!, tokens.end[i]!).toUpperCase() === 'GOTO'
    )
      found(tokens.kind[i + 1] === TokenKind.number && i + 1 < to ? i + 1 : -1, false);
  }
  if (!contour && calls === 0) return;
  let letters = 0;
  for (let i = from; i < to; i++) {
    const kind = tokens.kind[i] === 9 ? tokens.value[i]! : tokens.kind[i]!;
    if (kind === 80) letters |= 1;
    if (kind === 81) letters |= 2;
  }
  for (let i = from; i < to; i++) {
    const computed = tokens.kind[i] === 9;
    const letter = computed ? tokens.value[i]! : tokens.kind[i]!;
    // The first block of a two-line G71 has neither; mills peck with G73 Q.
    const isContour = contour && letters === 3 && (letter === 80 || letter === 81);
    const isCall = letter === 80 ? calls === 97 || calls === 99 : letter === 81 && calls === 98;
    if (isContour || isCall) found(computed ? -1 : i, isCall && calls !== 97);
  }
}

const refusalOf = ({ tokens, line, lineStart }: FileBlock, i: number): Omit<Refusal, 'code' | 'message'> => {
  const start = tokens.offset + tokens.start[i]!;
  return { line, column: start - lineStart + 1, start, end: tokens.offset + tokens.end[i]! };
};

const place = (block: FileBlock, i: number): Place => {
  const { tokens } = block;
  const refusal = refusalOf(block, i);
  const span = tokens.kind[i] === TokenKind.number ? refusal : numberOfWord(tokens, i);
  const text = textOfBytes(tokens.bytes, span.start - tokens.offset, span.end - tokens.offset);
  return { start: span.start, end: span.end, written: text, value: tokens.value[i]!, refusal };
};

/** `N0010` stays four digits wide. */
const written = ({ start, end, written: before }: Place, next: number): Splice => {
  const text =
    before.startsWith('0') && before.length > 1 ? String(next).padStart(before.length, '0') : String(next);
  return { start, end, text };
};
