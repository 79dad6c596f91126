/** Cuts a byte stream into lines; holds at most a bounded part of one, whatever the source sends. */
import { isAscii, isUtf8 } from 'node:buffer';
import { keptRawLength } from '../malformed.ts';

/** Longest line that is read. */
const longestLineBytes = 1 << 20;
/** Longest line, and longest document of several lines, of an asset. */
export const longestAssetBytes = 4 << 20;

export interface Line {
  /** Without its line end; of an overlong line only the beginning. */
  readonly text: string;
  /** Length on the wire, line end included. */
  readonly bytes: number;
  /** True when the bytes are no UTF-8: they are then read as latin-1, which loses none. */
  readonly latin1: boolean;
  /** True when the line was longer than its limit. */
  readonly overlong: boolean;
}

export interface LineSplitter {
  /** The lines that this chunk completes. */
  push(chunk: Buffer): Line[];
  /** The last line of a source that ended without a line end. */
  end(): Line | undefined;
}

const newline = 10;

type Encoding = 'ascii' | 'utf8' | 'latin1';

const encodingOf = (bytes: Buffer): Encoding =>
  isAscii(bytes) ? 'ascii' : isUtf8(bytes) ? 'utf8' : 'latin1';

export function lineSplitter(): LineSplitter {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let overlong = false;

  /** An asset names itself within the first fields. */
  const limit = (head: Buffer) =>
    head.subarray(0, 512).includes('@ASSET@') ? longestAssetBytes : longestLineBytes;

  const hold = (rest: Buffer) => {
    if (rest.length === 0) return;
    pendingBytes += rest.length;
    if (overlong) return;
    pending.push(rest);
    if (pendingBytes > longestLineBytes && pendingBytes > limit(pending[0]!)) {
      overlong = true;
      pending = [Buffer.concat(pending).subarray(0, keptRawLength)];
    }
  };

  const read = (bytes: Buffer, begin: number, end: number, encoding: Encoding): Line => {
    const stop = end > begin && bytes[end - 1] === newline ? end - 1 : end;
    const textEnd = stop > begin && bytes[stop - 1] === 13 ? stop - 1 : stop;
    const text = bytes.toString(encoding === 'utf8' ? 'utf8' : 'latin1', begin, textEnd);
    return { text, bytes: end - begin, latin1: encoding === 'latin1', overlong: false };
  };

  const takePending = (): Line => {
    const bytes = pending.length === 1 ? pending[0]! : Buffer.concat(pending);
    // Of an overlong line only the beginning was kept, which may end within a character: lossless either way.
    const line = { ...read(bytes, 0, bytes.length, encodingOf(bytes)), bytes: pendingBytes, overlong };
    pending = [];
    pendingBytes = 0;
    overlong = false;
    return line;
  };

  return {
    push(chunk) {
      const lines: Line[] = [];
      let at = 0;
      if (pendingBytes > 0) {
        const stop = chunk.indexOf(newline);
        hold(stop < 0 ? chunk : chunk.subarray(0, stop + 1));
        if (stop < 0) return lines;
        lines.push(takePending());
        at = stop + 1;
      }
      const last = chunk.lastIndexOf(newline);
      if (last >= at) {
        // One look at the whole chunk: nearly always all of it is ASCII, which decodes fastest.
        const whole = encodingOf(chunk.subarray(at, last + 1));
        while (at <= last) {
          const end = chunk.indexOf(newline, at) + 1;
          const encoding = whole === 'latin1' ? encodingOf(chunk.subarray(at, end)) : whole;
          const line = read(chunk, at, end, encoding);
          const tooLong = line.bytes > longestLineBytes && line.bytes > limit(chunk.subarray(at, end));
          lines.push(tooLong ? { ...line, text: line.text.slice(0, keptRawLength), overlong: true } : line);
          at = end;
        }
      }
      hold(chunk.subarray(at));
      return lines;
    },
    end: () => (pendingBytes > 0 ? takePending() : undefined),
  };
}
