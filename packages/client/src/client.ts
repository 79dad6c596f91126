/** Sends requests: with the token, a key for every write that takes one, and again where that is safe. */
import type { Client, Input, Operation } from './call.ts';
import { failureOf, MantinelError, MantinelUnreachable } from './errors.ts';

export interface ClientOptions {
  /** Where Mantinel is, such as https://mantinel.shop.example:8620; in the panel's own page '' is enough. */
  readonly url: string;
  /** `mnt_…`; without it the browser's own session is used. */
  readonly token?: string;
  /** How often a request is sent again after no answer, 429, 503 or a first attempt that is still worked on. Default 3. */
  readonly retries?: number;
  readonly fetch?: typeof globalThis.fetch;
}

export function createClient(options: ClientOptions): Client {
  const { url, token, retries = 3, fetch = globalThis.fetch } = options;
  const base = url.replace(/\/$/, '');

  return {
    call: async (operation, input = {}) => {
      const address = base + addressOf(operation.path, input);
      const init = initOf(operation, input, token);
      const repeatable = operation.method === 'GET' || operation.idempotent === true;
      for (let attempt = 0; ; attempt++) {
        const last = attempt >= retries;
        let answer: Response;
        try {
          answer = await fetch(address, init);
        } catch (cause) {
          input.signal?.throwIfAborted();
          if (repeatable && !last) {
            await wait(delayMs(attempt), input.signal);
            continue;
          }
          throw new MantinelUnreachable(`${base || 'Mantinel'} does not answer: ${String(cause)}`, { cause });
        }
        if (answer.ok) return answer;
        const failure = await failureOf(answer);
        if (last || !worthAgain(failure, answer.status, repeatable)) throw failure;
        await wait(delayMs(attempt, answer.headers.get('retry-after')), input.signal);
      }
    },
  };
}

/** Refused before it was begun (429), or where a second attempt cannot do it twice. */
function worthAgain(failure: Error, status: number, repeatable: boolean): boolean {
  if (status === 429) return true;
  if (!repeatable) return false;
  return status === 503 || (failure instanceof MantinelError && failure.code === 'idempotency.inProgress');
}

function addressOf(path: string, { path: values = {}, query = {} }: Input): string {
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String((values as Record<string, unknown>)[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined) search.append(name, String(one));
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}

function initOf(operation: Operation, input: Input, token: string | undefined): RequestInit {
  const { body, version, contentType, signal } = input;
  const headers: Record<string, string> = { ...input.headers };
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  if (operation.idempotent) headers['idempotency-key'] = input.idempotencyKey ?? randomKey();
  if (version !== undefined)
    headers[version === 0 ? 'if-none-match' : 'if-match'] = version === 0 ? '*' : `"${version}"`;
  if (body !== undefined) headers['content-type'] = contentType ?? 'application/json';
  const text =
    body === undefined || contentType !== undefined ? (body as string | undefined) : JSON.stringify(body);
  return {
    method: operation.method,
    headers,
    ...(text === undefined ? {} : { body: text }),
    ...(signal === undefined ? {} : { signal }),
  };
}

/** As told, else a little longer each time, with some chance in it so that many do not come back at once. */
export function delayMs(attempt: number, retryAfter?: string | null): number {
  const seconds = Number(retryAfter);
  if (retryAfter && seconds >= 0) return seconds * 1000;
  return Math.min(10_000, 250 * 2 ** attempt) * (0.5 + Math.random() / 2);
}

export function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = () => {
      clearTimeout(timer);
      reject(signal!.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', ended);
      resolve();
    }, ms);
    if (signal?.aborted) ended();
    else signal?.addEventListener('abort', ended, { once: true });
  });
}

/** `crypto.randomUUID` exists on https and localhost only; a shop's server may be plain http. */
const randomKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
