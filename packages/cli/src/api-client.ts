/** A running Mantinel, asked over its API. */
import { AppError, Problem, paths, type SignIn } from '@mantinel/contract';
import type { z } from 'zod';

/** An error that the server has put into words already. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: string;
  readonly remedy: string;

  constructor({ code, title, remedy, detail }: Problem) {
    super(title, { cause: detail });
    this.code = code;
    this.remedy = remedy;
  }
}

export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>;

interface ApiRequest {
  readonly query?: Query;
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly type?: string;
  readonly body?: string | Blob;
}

export interface ApiClient {
  readonly url: string;
  /** Throws `server.unreachable`, or an ApiProblem in the server's own words. */
  ask<T extends z.ZodType>(path: string, reply: T, request?: ApiRequest): Promise<z.infer<T>>;
  /** The answer as it comes. */
  stream(path: string, query: Query): Promise<AsyncIterable<Uint8Array>>;
  /** The answer as it is sent. */
  text(path: string): Promise<string>;
  signIn(person: z.infer<typeof SignIn>): Promise<void>;
  /** Signs out, so that no session is left behind. */
  close(): Promise<void>;
}

/** `token`: sent with every request, in the place of a session. */
export function apiClient(url: string, signal: AbortSignal, token?: string): ApiClient {
  let cookie: string | undefined;

  async function send(
    path: string,
    { query = {}, method = 'GET', type, body }: ApiRequest,
  ): Promise<Response> {
    const address = new URL(path, url);
    for (const [name, value] of Object.entries(query)) {
      for (const one of Array.isArray(value) ? value : value === undefined ? [] : [value]) {
        address.searchParams.append(name, String(one));
      }
    }
    const headers = new Headers(method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() });
    if (type !== undefined) headers.set('content-type', type);
    if (cookie !== undefined) headers.set('cookie', cookie);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    const init = { method, headers, ...(body === undefined ? {} : { body }) };
    const response = await fetch(address, { ...init, signal: method === 'DELETE' ? null : signal }).catch(
      (cause: unknown) => {
        signal.throwIfAborted();
        throw new AppError('server.unreachable', { data: { url }, cause });
      },
    );
    if (response.ok) return response;
    const problem = Problem.safeParse(await response.json().catch(() => undefined));
    if (problem.success) throw new ApiProblem(problem.data);
    throw new AppError('server.unreachable', {
      data: { url },
      cause: new Error(`${address.pathname} was answered with status ${response.status} by something else`),
    });
  }

  return {
    url,
    ask: async (path, reply, request = {}) => reply.parse(await (await send(path, request)).json()),
    stream: async (path, query) => (await send(path, { query })).body!,
    text: async (path) => (await send(path, {})).text(),
    signIn: async (person) => {
      const body = JSON.stringify(person);
      const response = await send(paths.session, { method: 'POST', type: 'application/json', body });
      cookie = response.headers
        .getSetCookie()
        .map((line) => line.split(';', 1)[0])
        .join('; ');
    },
    close: async () => {
      if (cookie !== undefined) await send(paths.session, { method: 'DELETE' });
      cookie = undefined;
    },
  };
}
