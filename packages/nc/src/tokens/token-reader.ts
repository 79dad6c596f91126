/** Tokens of a program window by window, from any line on: what is held does not grow with the file. */
import type { ByteSource } from '../source/byte-source.ts';
import { type ScanOptions, scanInto, type TokenBuffer, tokenBuffer } from './scan.ts';

export interface TokenReader {
  /** The next window's tokens; undefined at the end. Valid until the next call. Windows end at the end of a line while lines are shorter than 1 MiB. */
  next(): TokenBuffer | undefined;
  /** Goes on at `offset`, which is the start of a line with this number. */
  seek(offset: number, line: number): void;
}

const windowBytes = 1 << 16;
/** A line longer than this is taken in pieces; it is no NC program, but it must not fill memory. */
const longestWindow = 1 << 20;

export const tokenReader = (source: ByteSource, options: ScanOptions, window = windowBytes): TokenReader => {
  let buffer = tokenBuffer(Math.min(window, source.size) + 1);
  let own = new Uint8Array(Math.min(window, source.size));
  let at = 0;
  let line = 1;
  let midBlock = false;

  const next = (): TokenBuffer | undefined => {
    if (at >= source.size) return undefined;
    let size = window;
    let bytes = source.read(at, size);
    let cut = endOfLastLine(bytes, options);
    while (cut === 0 && at + bytes.length < source.size && size < longestWindow) {
      size *= 2;
      bytes = source.read(at, size);
      cut = endOfLastLine(bytes, options);
    }
    if (bytes.length === 0) return undefined;
    const last = at + bytes.length >= source.size;
    if (!last && cut > 0) bytes = bytes.subarray(0, cut);
    if (buffer.kind.length < bytes.length + 1) buffer = tokenBuffer(bytes.length + 1);
    // Kept while the source is read elsewhere, which may use its own memory again.
    if (own.length < bytes.length) own = new Uint8Array(bytes.length);
    own.set(bytes);
    bytes = own.subarray(0, bytes.length);
    buffer.bytes = bytes;
    buffer.offset = at;
    buffer.line = line;
    scanInto(buffer, options, midBlock);
    if (!last && cut === 0 && buffer.count > 1) {
      // Within a line: the last token may go on behind the window and is scanned again.
      buffer.count--;
      buffer.bytes = bytes.subarray(0, buffer.start[buffer.count]!);
      midBlock = true;
    } else midBlock = !last && cut === 0;
    at += buffer.bytes.length;
    line += buffer.lines;
    return buffer;
  };

  const seek = (offset: number, ofLine: number): void => {
    at = offset;
    line = ofLine;
    midBlock = false;
  };

  return { next, seek };
};

const endOfLastLine = (bytes: Uint8Array, { carriageReturn, semicolon }: ScanOptions): number => {
  const returns = carriageReturn === 'end-of-block';
  for (let i = bytes.length - 1; i >= 0; i--) {
    const byte = bytes[i];
    if (byte === 10 || (byte === 13 && returns)) return i + 1;
  }
  // A dump without line feeds has `;` for that; one within a comment would be cut, so only where no comment follows it.
  if (semicolon === 'end-of-block') {
    const comment = bytes.lastIndexOf(40);
    const end = bytes.lastIndexOf(59);
    if (end > comment && (comment < 0 || bytes.indexOf(41, comment) < end)) return end + 1;
  }
  return 0;
};
