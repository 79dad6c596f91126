/** What may go wrong: a refusal with its code and remedy, or nobody who answers. */
import type { ErrorCode, Problem } from './generated/api.ts';

/** Mantinel answered, and said why not. */
export class MantinelError extends Error {
  override readonly name = 'MantinelError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.title} ${problem.remedy}`);
    this.problem = problem;
  }

  /** Stable: programs may key on it. A newer server may send one that this client does not know. */
  get code(): ErrorCode | (string & {}) {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }

  /** What to do about it. */
  get remedy(): string {
    return this.problem.remedy;
  }
}

/** No answer, or one that is not Mantinel's: a proxy's error page. */
export class MantinelUnreachable extends Error {
  override readonly name = 'MantinelUnreachable';
}

export async function failureOf(answer: Response): Promise<MantinelError | MantinelUnreachable> {
  const text = await answer.text();
  try {
    const body = JSON.parse(text) as Partial<Problem>;
    if (typeof body.code === 'string' && typeof body.title === 'string')
      return new MantinelError(body as Problem);
  } catch {
    // No JSON: told below by its status.
  }
  return new MantinelUnreachable(
    `${answer.status} ${answer.statusText} at ${answer.url}: ${text.slice(0, 200)}`,
  );
}
