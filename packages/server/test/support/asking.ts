/** Requests as tests write them down: method, path, and by whom. */
import type { TestApp } from './start-test-app.ts';

export interface Ask {
  readonly body?: unknown;
  readonly cookie?: string;
  readonly headers?: Record<string, string>;
}

/** `cookie`: of whoever asks when nobody is named; both are looked up when something is asked, since they come with `beforeAll`. */
export const asking =
  (app: () => Pick<TestApp, 'fetch'>, cookie: () => string) =>
  (method: string, path: string, ask: Ask = {}): Promise<Response> => {
    const { body, headers = {} } = ask;
    return app().fetch(path, {
      method,
      headers: {
        cookie: ask.cookie ?? cookie(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };

/** The address of one of several. */
export const at = (path: string, id: string): string => path.replace(':id', id);

export const json = async <T>(answer: Response | Promise<Response>): Promise<T> =>
  (await (await answer).json()) as T;
