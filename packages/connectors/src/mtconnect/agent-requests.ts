/** HTTP to an MTConnect agent: whole answers and multipart streams, each with a limit on silence. */
import { isUtf8 } from 'node:buffer';
import type { ConnectorEnvironment } from '../connector.ts';
import { longestPartBytes, type MultipartEvent, multipartSplitter } from './multipart.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** True when the bytes were no UTF-8 and were read as latin-1. */
  readonly latin1: boolean;
}

export interface AgentRequests {
  /** A whole answer, whatever its status. Throws when none comes in time. */
  get(path: string): Promise<Answer>;
  /** A stream's parts; one whole answer where the agent does not stream. Throws when it stays silent too long. */
  stream(path: string, silenceMs: number): AsyncGenerator<Answer | MultipartEvent, void, undefined>;
}

/** Nothing came in time: a request without an answer, or a stream without even a heartbeat. */
export class AgentSilent extends Error {
  override readonly name = 'AgentSilent';
}

interface RequestOptions {
  /** Base address of the agent. */
  readonly url: string;
  /** For a whole answer; milliseconds. */
  readonly timeoutMs: number;
  readonly sleep: ConnectorEnvironment['sleep'];
}

/** Text of an agent's bytes. */
export function decodeAgentText(bytes: Uint8Array): { text: string; latin1: boolean } {
  const latin1 = !isUtf8(bytes);
  return {
    text: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString(latin1 ? 'latin1' : 'utf8'),
    latin1,
  };
}

export function agentRequests({ url, timeoutMs, sleep }: RequestOptions, signal: AbortSignal): AgentRequests {
  const base = url.endsWith('/') ? url : `${url}/`;

  /** Runs with a controller of its own, which ends the request on abort and after `ms` without `alive()`. */
  const open = () => {
    const controller = new AbortController();
    const abort = () => controller.abort();
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    return {
      signal: controller.signal,
      close: () => {
        signal.removeEventListener('abort', abort);
        controller.abort();
      },
      /** Rejects, and ends the request, when `work` takes longer than `ms`. */
      within: async <T>(work: Promise<T>, ms: number): Promise<T> => {
        const timer = new AbortController();
        let late = false;
        const limit = sleep(ms, timer.signal).then(() => {
          if (timer.signal.aborted) return;
          late = true;
          controller.abort();
        });
        try {
          return await work;
        } catch (error) {
          throw late ? new AgentSilent(`it has not answered for ${ms} ms`, { cause: error }) : error;
        } finally {
          timer.abort();
          await limit;
        }
      },
    };
  };

  const readAll = async (response: Response): Promise<Uint8Array> => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > longestPartBytes) throw new Error(`its answer is longer than ${longestPartBytes} bytes`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, length);
  };

  return {
    async get(path) {
      const request = open();
      try {
        const work = async () => {
          const response = await fetch(new URL(path, base), { signal: request.signal });
          return { status: response.status, ...decodeAgentText(await readAll(response)) };
        };
        return await request.within(work(), timeoutMs);
      } finally {
        request.close();
      }
    },

    async *stream(path, silenceMs) {
      const request = open();
      try {
        const headers = { accept: 'multipart/x-mixed-replace, text/xml, application/xml' };
        const asked = fetch(new URL(path, base), { signal: request.signal, headers });
        const response = await request.within(asked, timeoutMs);
        const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(response.headers.get('content-type') ?? '');
        if (!response.ok || !response.body || !boundary) {
          const bytes = await request.within(readAll(response), timeoutMs);
          yield { status: response.status, ...decodeAgentText(bytes) };
          return;
        }
        const parts = multipartSplitter((boundary[1] ?? boundary[2])!.replace(/^--(?=.)/, ''));
        const reader = response.body.getReader();
        for (;;) {
          const { done, value } = await request.within(reader.read(), silenceMs);
          if (done) break;
          yield* parts.push(value);
        }
        const rest = parts.end();
        if (rest) yield rest;
      } finally {
        request.close();
      }
    },
  };
}
