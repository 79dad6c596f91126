/** One connection to the live stream that comes back by itself, after the last event it heard. */
import { paths, type StreamMessage } from '@mantinel/contract';
import type { Level } from '@mantinel/domain';
import { sseParser } from './sse-parser.ts';

/** `heardMs`: when anything last came, by this browser's clock. */
export type LinkState =
  | { readonly state: 'connecting' }
  | { readonly state: 'live'; readonly heardMs: number }
  | { readonly state: 'lost'; readonly heardMs: number | undefined; readonly problem: string };

export interface StreamListener {
  onMessage(message: StreamMessage, lastEventId: string | undefined): void;
  onLink(link: LinkState): void;
}

export interface StreamOptions {
  readonly level: Level;
  readonly lastEventId: string | undefined;
  readonly listener: StreamListener;
  readonly signal: AbortSignal;
}

/** The server sends something at least every 15 s. */
const silenceMs = 22_000;
const firstRetryMs = 500;
const longestRetryMs = 8000;

/** Ends when `signal` aborts. */
export async function streamConnection(options: StreamOptions): Promise<void> {
  const { listener, signal, level } = options;
  let lastEventId = options.lastEventId;
  let heardMs: number | undefined;
  let retryMs = firstRetryMs;
  listener.onLink({ state: 'connecting' });
  while (!signal.aborted) {
    const silence = new AbortController();
    const stop = AbortSignal.any([signal, silence.signal]);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      heardMs = Date.now();
      retryMs = firstRetryMs;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(new Error(`silent for ${silenceMs / 1000} s`)), silenceMs);
      listener.onLink({ state: 'live', heardMs });
    };
    try {
      const response = await fetch(`${paths.stream}?level=${level}`, {
        signal: stop,
        headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId },
        cache: 'no-store',
      });
      if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`);
      const parser = sseParser();
      heard();
      for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
        heard();
        for (const { data, id } of parser.push(text)) {
          lastEventId = id ?? lastEventId;
          listener.onMessage(JSON.parse(data) as StreamMessage, lastEventId);
        }
      }
      throw new Error('the server ended the stream');
    } catch (error) {
      if (signal.aborted) return;
      const problem = silence.signal.aborted ? String(silence.signal.reason) : String(error);
      listener.onLink({ state: 'lost', heardMs, problem });
    } finally {
      clearTimeout(timer);
    }
    await pause(retryMs * (0.75 + Math.random() / 2), signal);
    retryMs = Math.min(retryMs * 2, longestRetryMs);
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
