/** Lines to records: a stack trace belongs to the line that it follows. */
import type { Line } from '../shdr/line-splitter.ts';

export interface TailedRecord {
  readonly text: string;
  /** On disk, line ends included. */
  readonly bytes: number;
  readonly latin1: boolean;
  /** True when it was longer than what is kept. */
  readonly cut: boolean;
}

/** Indented, empty, or in the words by which Java, .NET and JavaScript go on. */
const goesOn = /^(\s|$|Caused by:|\.\.\. \d+ more|at )/;
const longestRecord = 256 * 1024;

export interface RecordJoiner {
  /** The record before, when this line begins another. */
  push(line: Line): TailedRecord | undefined;
  /** What waits for lines that may not come. */
  flush(): TailedRecord | undefined;
}

export function recordJoiner(): RecordJoiner {
  let open: { lines: string[]; length: number; bytes: number; latin1: boolean; cut: boolean } | undefined;

  const flush = (): TailedRecord | undefined => {
    const done = open;
    open = undefined;
    if (!done) return undefined;
    const { lines, bytes, latin1, cut } = done;
    return { text: lines.join('\n').replace(/\s+$/, ''), bytes, latin1, cut };
  };

  return {
    push: ({ text, bytes, latin1, overlong }) => {
      if (open && goesOn.test(text) && open.length < longestRecord) {
        open.lines.push(text);
        open.length += text.length + 1;
        open.bytes += bytes;
        open.latin1 ||= latin1;
        open.cut ||= overlong;
        return undefined;
      }
      const before = flush();
      open = { lines: [text], length: text.length, bytes, latin1, cut: overlong };
      return before;
    },
    flush,
  };
}
