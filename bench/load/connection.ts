/** One kept-open HTTP connection, on bare `node:http`: what measures must not be what is slow. */
import { Agent, type IncomingMessage, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: string;
  readonly tookMs: number;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Connection {
  ask(path: string, asking?: Asking): Promise<Answer>;
  close(): void;
}

export function openConnection(url: string, headers: Readonly<Record<string, string>>): Connection {
  const { hostname, port, origin } = new URL(url);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    ask: (path, { method = 'GET', headers: more, body } = {}) =>
      new Promise((resolve, reject) => {
        const text = body === undefined ? undefined : JSON.stringify(body);
        const began = performance.now();
        const asked = request(
          {
            hostname,
            port,
            path,
            method,
            agent,
            headers: {
              ...headers,
              origin,
              ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
              ...more,
            },
          },
          (answer) => {
            const chunks: Buffer[] = [];
            answer.on('data', (chunk: Buffer) => chunks.push(chunk));
            answer.on('error', reject);
            answer.on('end', () =>
              resolve({
                status: answer.statusCode ?? 0,
                etag: answer.headers.etag,
                body: Buffer.concat(chunks).toString(),
                tookMs: performance.now() - began,
              }),
            );
          },
        );
        asked.on('error', reject);
        asked.end(text);
      }),
    close: () => agent.destroy(),
  };
}

/** Opens the live stream; hands on what comes, as bytes. Rejects when it is refused. */
export function openStream(
  url: string,
  headers: Readonly<Record<string, string>>,
  onData: (chunk: Buffer) => void,
): Promise<{ close(): void; readonly ended: () => boolean }> {
  return new Promise((resolve, reject) => {
    let ended = false;
    const asked = request(url, { headers, agent: false }, (answer: IncomingMessage) => {
      if (answer.statusCode !== 200) {
        asked.destroy();
        reject(new Error(`the stream answered ${answer.statusCode}`));
        return;
      }
      answer.on('data', onData);
      for (const end of ['close', 'error'] as const)
        answer.on(end, () => {
          ended = true;
        });
      resolve({ close: () => asked.destroy(), ended: () => ended });
    });
    asked.on('error', reject);
    asked.end();
  });
}
