/** Reads the live stream over a real socket: as fast as it comes, or only when asked. */
import { type IncomingMessage, request } from 'node:http';
import { StreamMessage } from '@mantinel/contract';

export interface SseReader {
  readonly answer: IncomingMessage;
  readonly messages: {
    readonly id: string | undefined;
    readonly message: StreamMessage;
    readonly atMs: number;
  }[];
  /** Comment lines: heartbeats. */
  readonly comments: string[];
  readonly ended: Promise<void>;
  close(): void;
}

export function openSse(url: string, headers: Record<string, string> = {}): Promise<SseReader> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, agent: false }, (answer) => {
      const messages: SseReader['messages'] = [];
      const comments: string[] = [];
      let rest = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        rest += chunk;
        const blocks = rest.split('\n\n');
        rest = blocks.pop()!;
        for (const block of blocks) {
          const field = (name: string) =>
            block
              .split('\n')
              .find((line) => line.startsWith(`${name}: `))
              ?.slice(name.length + 2);
          const data = field('data');
          if (block.startsWith(':')) comments.push(block);
          if (data === undefined) continue;
          const message = StreamMessage.parse(JSON.parse(data));
          if (message.type !== field('event')) throw new Error('event and type differ');
          messages.push({ id: field('id'), message, atMs: Date.now() });
        }
      });
      answer.on('error', () => undefined); // closed by either side: `ended` tells
      const ended = new Promise<void>((done) => answer.once('close', () => done()));
      resolve({ answer, messages, comments, ended, close: () => asked.destroy() });
    });
    asked.on('error', reject);
    asked.end();
  });
}

export const eventsOf = (reader: SseReader) =>
  reader.messages.flatMap(({ message }) => (message.type === 'events' ? message.events : []));

export const missedOf = (reader: SseReader) =>
  reader.messages.reduce((sum, { message }) => sum + (message.type === 'events' ? message.missed : 0), 0);
