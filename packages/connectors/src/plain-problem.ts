/** Network errors in plain words. */

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it closed the connection',
  EPIPE: 'it closed the connection',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'it cannot be reached from here',
  ENETUNREACH: 'it cannot be reached from here',
  ENOTFOUND: 'no computer of that name is known',
  EAI_AGAIN: 'its name cannot be looked up',
  EACCES: 'this computer forbids the connection',
};

/** `error` of a socket or of fetch, with its system code for the technician. */
export function plainProblem(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
    const sentence = code === undefined ? undefined : sentences[code];
    if (sentence !== undefined) return `${sentence} (${code})`;
    // Several addresses were tried: the first failure speaks for all.
    if (cause instanceof AggregateError && cause.errors.length > 0) return plainProblem(cause.errors[0]);
  }
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
