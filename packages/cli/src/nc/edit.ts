/** Changes of programs that leave every other byte alone, proven by carrying both out before anything is written. */
import { AppError } from '@mantinel/contract';
import {
  applySplices,
  type ChangeOptions,
  changeSpeedFeed,
  type DialectFinding,
  type Difference,
  interpret,
  type Notice,
  onlySpeedAndFeedDiffer,
  programOf,
  type Refusal,
  type RenumberOptions,
  renumber,
  type SpeedFeedChange,
  type Splice,
  semanticDiff,
} from '@mantinel/nc';
import { outlineOf } from './diff.ts';
import type { ReadProgram } from './each-program.ts';

export interface Edited {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Words that are others now. */
  readonly changes: number;
  readonly differences: readonly Difference[];
  /** Words that stay as they are. */
  readonly refused: readonly Refusal[];
  readonly notices: readonly Notice[];
}

export interface SpeedFeedEditing {
  readonly change: SpeedFeedChange;
  /** As `features` numbers them, from 1; the whole program without. */
  readonly operations: readonly number[];
}

/** Throws `nc.declined`, `nc.noOperation`, `nc.editUnproven`. */
export function editSpeedFeed(read: ReadProgram, { change, operations }: SpeedFeedEditing): Edited {
  const { interpretation, program } = read;
  const dialect = readable(read);
  const outline = outlineOf(read);
  const ranges = operations.flatMap((number) => {
    const cutting = outline.operations.filter(({ cutMm }) => cutMm > 0);
    const found = cutting.find(({ index }) => index === number - 1);
    if (found) return found.ranges;
    const known = cutting.map(({ index }) => index + 1).join(', ') || 'it cuts nothing';
    throw new AppError('nc.noOperation', { data: { file: read.file, operation: number, known } });
  });
  const { profile } = interpretation;
  const options: ChangeOptions = { dialect, profile, ...(operations.length > 0 && { ranges }) };
  const { splices, refused, notices } = changeSpeedFeed(program, change, options);
  return applied(read, { splices, refused, notices, outline });
}

/** Throws `nc.declined`, `nc.editUnproven`. */
export function editNumbers(read: ReadProgram, options: RenumberOptions): Edited {
  const dialect = readable(read);
  const { splices, refused } = renumber(read.program, { ...options, dialect });
  const edited = applied(read, { splices, refused, notices: [], outline: outlineOf(read) });
  const [first] = edited.differences;
  if (first) throw new AppError('nc.editUnproven', { data: { file: read.file, difference: first.message } });
  return edited;
}

function readable({ file, interpretation: { dialect } }: ReadProgram): DialectFinding {
  if (dialect.readable) return dialect;
  throw new AppError('nc.declined', { data: { file, dialect: dialect.dialect } });
}

interface Edit {
  readonly splices: readonly Splice[];
  readonly refused: readonly Refusal[];
  readonly notices: readonly Notice[];
  readonly outline: ReturnType<typeof outlineOf>;
}

function applied(read: ReadProgram, { splices, refused, notices, outline }: Edit): Edited {
  const { source, name } = read.program;
  const bytes = applySplices(source.read(0, source.size), splices);
  const after = programOf(name, bytes);
  const difference = onlySpeedAndFeedDiffer(read.program, after, read.options);
  if (difference) throw new AppError('nc.editUnproven', { data: { file: read.file, difference } });
  const interpretation = interpret(after, read.options);
  const differences = semanticDiff(outline, outlineOf({ ...read, program: after, interpretation }));
  return { file: read.file, bytes, changes: splices.length, differences, refused, notices };
}
