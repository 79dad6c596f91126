/** Asks the server; whatever goes wrong becomes one kind of error that screens can explain. */
import type { Problem } from '@mantinel/contract';

/** `refused`: the server says why. `unreachable`: no answer. `unreadable`: an answer that is not Mantinel's. */
export type Failure =
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'unreadable'; readonly detail: string };

export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super(failure.kind === 'refused' ? failure.problem.title : failure.detail, { cause });
    this.failure = failure;
  }
}

/** Throws RequestFailure, or the abort's reason. */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new RequestFailure({ kind: 'unreachable', detail: `${path}: ${String(error)}` }, error);
  }
  if (response.ok) return response;
  throw new RequestFailure(await failureOf(response, path));
}

async function failureOf(response: Response, path: string): Promise<Failure> {
  const detail = `${response.status} ${response.statusText} ${path}`;
  try {
    const body: Partial<Problem> = await response.json();
    if (typeof body.code === 'string' && typeof body.title === 'string')
      return { kind: 'refused', problem: body as Problem };
  } catch {
    // A proxy's error page is no JSON; the status line says what is known.
  }
  return { kind: 'unreadable', detail };
}

/** Server and panel are built together, and the server checks its answers against the contract: the type is trusted here. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await request(path, signal ? { signal } : {});
  return (await response.json()) as T;
}

/** Every page of a list that a screen shows whole. */
export async function getWhole<Page extends { readonly next?: string | undefined }>(
  path: string,
  query: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Page[]> {
  const pages: Page[] = [];
  let next: string | undefined;
  do {
    const search = new URLSearchParams({ ...query, ...(next === undefined ? {} : { after: next }) });
    const page: Page = await getJson<Page>(`${path}?${search}`, signal);
    pages.push(page);
    next = page.next;
  } while (next !== undefined);
  return pages;
}

interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  /** The version that was changed; 0 for what is not there yet. */
  readonly version?: number;
}

export async function send<T>(path: string, { method = 'POST', body, version }: Sent = {}): Promise<T> {
  const response = await request(path, {
    method,
    headers: {
      'idempotency-key': randomKey(),
      ...versionHeader(version),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
}

function versionHeader(version: number | undefined): Record<string, string> {
  if (version === undefined) return {};
  return version === 0 ? { 'if-none-match': '*' } : { 'if-match': `"${version}"` };
}

/** The code of the refusal; undefined where nobody answered, or somebody else. */
export const refusalOf = (error: unknown): string | undefined =>
  error instanceof RequestFailure && error.failure.kind === 'refused'
    ? error.failure.problem.code
    : undefined;

/** `crypto.randomUUID` exists on https and localhost only; a shop's server is often plain http. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
