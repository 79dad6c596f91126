/** Splits a multipart/x-mixed-replace stream into its parts, however it is chunked and wherever it breaks. */
import { keptRawLength } from '../malformed.ts';

export type MultipartEvent =
  | { readonly kind: 'part'; readonly body: Buffer }
  /** A part that is not what its header promised. */
  | { readonly kind: 'broken'; readonly problem: string; readonly raw: Buffer; readonly bytes: number };

export interface MultipartSplitter {
  push(chunk: Uint8Array): MultipartEvent[];
  /** What is left when the stream ends: a part that was cut off. */
  end(): MultipartEvent | undefined;
}

/** A document of an agent's whole buffer stays well below. */
export const longestPartBytes = 64 << 20;
const longestHeaderBytes = 8 << 10;

const newline = 10;

/**
 * A part with a Content-length is given as soon as its bytes are there, without waiting for the boundary after it, which
 * comes with the next part. `boundary`: as the Content-Type names it, without leading hyphens.
 */
export function multipartSplitter(boundary: string): MultipartSplitter {
  const delimiter = Buffer.from(`\n--${boundary}`, 'latin1');
  // The first boundary may stand at the very beginning.
  let held: Buffer = Buffer.from('\n');
  let state: 'between' | 'header' | 'body' | 'over' = 'between';
  let length: number | undefined;
  /** What stands between a part's promised end and the next boundary, other than line ends. */
  let strayBytes = 0;
  let strayHead: Buffer = Buffer.alloc(0);
  /** Preamble before the first boundary is to be ignored (RFC 2046, 5.1.1). */
  let inPreamble = true;

  const broken = (problem: string, raw: Buffer, bytes = raw.length): MultipartEvent => ({
    kind: 'broken',
    problem,
    raw: Buffer.from(raw.subarray(0, keptRawLength)),
    bytes,
  });

  const stray = (bytes: Buffer) => {
    const text = bytes.filter((byte) => byte !== newline && byte !== 13);
    if (text.length === 0 || inPreamble) return;
    strayBytes += text.length;
    if (strayHead.length < keptRawLength)
      strayHead = Buffer.concat([strayHead, text]).subarray(0, keptRawLength);
  };

  /** Advances by one state; false when more bytes are needed. */
  const step = (out: MultipartEvent[]): boolean => {
    if (state === 'over') {
      held = Buffer.alloc(0);
      return false;
    }
    if (state === 'between') {
      const at = held.indexOf(delimiter);
      if (at < 0) {
        const keep = Math.min(held.length, delimiter.length - 1);
        stray(held.subarray(0, held.length - keep));
        held = held.subarray(held.length - keep);
        return false;
      }
      // Two hyphens after the boundary end the stream: they must be there to be told from a header's line end.
      if (held.length < at + delimiter.length + 2) return false;
      stray(held.subarray(0, at));
      if (strayBytes > 0)
        out.push(broken('bytes between a part and the next boundary', strayHead, strayBytes));
      strayBytes = 0;
      strayHead = Buffer.alloc(0);
      inPreamble = false;
      held = held.subarray(at + delimiter.length);
      state = held[0] === 45 && held[1] === 45 ? 'over' : 'header';
      return true;
    }
    if (state === 'header') {
      const end = headerEnd(held);
      if (end === undefined || end > longestHeaderBytes) {
        if (held.length <= longestHeaderBytes) return false;
        out.push(
          broken(`header of a part longer than ${longestHeaderBytes} bytes`, held, longestHeaderBytes),
        );
        state = 'between';
        inPreamble = true; // the rest of what was never a part has just been told
        return true;
      }
      const promised = /^content-length:[ \t]*(\d+)/im.exec(held.toString('latin1', 0, end));
      length = promised ? Number(promised[1]) : undefined;
      held = held.subarray(end);
      state = 'body';
      return true;
    }
    return stepBody(out);
  };

  const stepBody = (out: MultipartEvent[]): boolean => {
    // Only within the promised length, so that it does not matter how much of what follows has come.
    const at = held.subarray(0, Math.min(length ?? longestPartBytes, longestPartBytes)).indexOf(delimiter);
    if (at >= 0) {
      const end = at > 0 && held[at - 1] === 13 ? at - 1 : at;
      if (length === undefined) out.push({ kind: 'part', body: Buffer.from(held.subarray(0, end)) });
      else out.push(broken(`part of ${end} bytes instead of the promised ${length}`, held.subarray(0, end)));
      held = held.subarray(at);
    } else if (length !== undefined && length <= longestPartBytes) {
      if (held.length < length) return false;
      out.push({ kind: 'part', body: Buffer.from(held.subarray(0, length)) });
      // Where the length counts the line end in, the boundary follows at once: its line end is the body's last byte.
      held = held.subarray(length > 0 && held[length - 1] === newline ? length - 1 : length);
    } else {
      if (held.length <= longestPartBytes) return false;
      out.push(broken(`part longer than ${longestPartBytes} bytes`, held, longestPartBytes));
      inPreamble = true;
    }
    state = 'between';
    return true;
  };

  return {
    push(chunk) {
      const out: MultipartEvent[] = [];
      held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
      while (step(out));
      return out;
    },
    end() {
      if ((state !== 'body' && state !== 'header') || held.length === 0) return undefined;
      const part = broken('part cut off by the end of the stream', held);
      held = Buffer.alloc(0);
      state = 'over';
      return part;
    },
  };
}

/** Where the body begins: after the empty line. */
function headerEnd(held: Buffer): number | undefined {
  const crlf = held.indexOf('\r\n\r\n');
  const lf = held.indexOf('\n\n');
  if (crlf < 0 && lf < 0) return undefined;
  return lf >= 0 && (crlf < 0 || lf < crlf) ? lf + 2 : crlf + 4;
}
