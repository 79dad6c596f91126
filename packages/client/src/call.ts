/** What the generated functions say to the client that sends. */

export interface Client {
  call(operation: Operation, input?: Input): Promise<Response>;
}

/** One operation of the API, as the generated functions name it. */
export interface Operation {
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  /** Takes an Idempotency-Key, so that it may be sent twice. */
  readonly idempotent?: true;
}

export interface Input {
  readonly path?: object | undefined;
  readonly query?: object | undefined;
  readonly body?: unknown;
  /** The version that is changed, as it was read; 0 for what is not there yet. */
  readonly version?: number | undefined;
  /** Made by the client when left out. Name your own to repeat a request after your program was restarted. */
  readonly idempotencyKey?: string | undefined;
  readonly contentType?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}
