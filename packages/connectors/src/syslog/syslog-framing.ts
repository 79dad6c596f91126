/** Messages out of a stream (RFC 6587, RFC 5425): counted in octets where they begin with a number, else ended by a line feed. */

export interface FramedMessage {
  readonly bytes: Buffer;
  /** Length on the wire where it was longer than what is kept. */
  readonly cutFrom?: number;
  /** True for one whose end never came. */
  readonly brokenOff?: true;
}

export interface SyslogFraming {
  /** The messages that this chunk completes. */
  push(chunk: Buffer): FramedMessage[];
  /** What is left when the connection ends. */
  end(): FramedMessage | undefined;
}

/** RFC 5424 asks for 2 KiB at least; devices send stack traces and whole programs. */
export const longestMessage = 64 * 1024;

const newline = 10;
const space = 32;
const zero = 48;
const nine = 57;
/** A longer number is no length but the beginning of a text. */
const longestCount = 8;

export function syslogFraming(longest = longestMessage): SyslogFraming {
  let pending: Buffer = Buffer.alloc(0);
  /** Octets of a message too long, that are read and not kept. */
  let skipping: { head: Buffer; total: number; left: number } | undefined;

  function* take(chunk: Buffer): Generator<FramedMessage> {
    let data = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    pending = Buffer.alloc(0);
    while (data.length > 0) {
      if (skipping) {
        const { left, head, total } = skipping;
        const ended =
          left === Number.POSITIVE_INFINITY ? data.indexOf(newline) + 1 : Math.min(left, data.length);
        const used = ended === 0 ? data.length : ended;
        const done = left === Number.POSITIVE_INFINITY ? ended > 0 : used === left;
        skipping = {
          head,
          total: left === Number.POSITIVE_INFINITY ? total + used - (done ? 1 : 0) : total,
          left: left - used,
        };
        data = data.subarray(used);
        if (!done) return;
        const { total: cutFrom } = skipping;
        skipping = undefined;
        yield { bytes: head, cutFrom };
        continue;
      }
      const count = countAt(data);
      if (count === 'more') break;
      if (count) {
        const { begin, octets } = count;
        if (octets > longest) {
          if (data.length - begin < longest) break;
          const head = Buffer.from(data.subarray(begin, begin + longest));
          skipping = { head, total: octets, left: octets - longest };
          data = data.subarray(begin + longest);
          continue;
        }
        if (data.length - begin < octets) break;
        if (octets > 0) yield { bytes: data.subarray(begin, begin + octets) };
        data = data.subarray(begin + octets);
        continue;
      }
      const end = data.indexOf(newline);
      if (end < 0 && data.length <= longest) break;
      if (end < 0 || end > longest) {
        const head = Buffer.from(data.subarray(0, longest));
        skipping = { head, total: longest, left: Number.POSITIVE_INFINITY };
        data = data.subarray(longest);
        continue;
      }
      const bytes = trimmed(data.subarray(0, end));
      if (bytes.length > 0) yield { bytes };
      data = data.subarray(end + 1);
    }
    pending = Buffer.from(data);
  }

  return {
    push: (chunk) => [...take(chunk)],
    end: () => {
      const left = skipping;
      const rest = pending;
      skipping = undefined;
      pending = Buffer.alloc(0);
      if (left) return { bytes: left.head, cutFrom: left.total, brokenOff: true };
      if (rest.length === 0) return undefined;
      const count = countAt(rest);
      if (count && count !== 'more') return { bytes: rest.subarray(count.begin), brokenOff: true };
      const bytes = trimmed(rest);
      return bytes.length === 0 ? undefined : { bytes };
    },
  };
}

/** `LEN SP`; `more` while it may yet become one. */
function countAt(data: Buffer): { begin: number; octets: number } | 'more' | undefined {
  let at = 0;
  while (at < data.length && data[at]! >= zero && data[at]! <= nine) at += 1;
  if (at === 0 || at > longestCount) return undefined;
  if (at === data.length) return 'more';
  if (data[at] !== space) return undefined;
  return { begin: at + 1, octets: Number(data.toString('latin1', 0, at)) };
}

/** Without the carriage return or NUL that some send along. */
function trimmed(line: Buffer): Buffer {
  let end = line.length;
  while (end > 0 && (line[end - 1] === 13 || line[end - 1] === 0)) end -= 1;
  return line.subarray(0, end);
}
