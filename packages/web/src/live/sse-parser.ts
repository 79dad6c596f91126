/** Server-Sent Events as the WHATWG standard reads them (HTML, 9.2.6), from text in any pieces. */
export interface SseMessage {
  readonly event: string;
  readonly data: string;
  /** The last id seen, on this message or before. */
  readonly id: string | undefined;
}

export interface SseParser {
  push(text: string): SseMessage[];
}

export function sseParser(): SseParser {
  let rest = '';
  let event = '';
  let data: string[] = [];
  let id: string | undefined;

  function takeLine(line: string, out: SseMessage[]): void {
    if (line === '') {
      if (data.length > 0) out.push({ event: event || 'message', data: data.join('\n'), id });
      event = '';
      data = [];
      return;
    }
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  }

  return {
    push(text) {
      const out: SseMessage[] = [];
      rest += text;
      // A CR at the very end may be half of CRLF: it waits for what follows.
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop()!;
      for (const line of lines) takeLine(line, out);
      return out;
    },
  };
}
