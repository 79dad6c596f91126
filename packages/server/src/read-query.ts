/** The text of a search → what it asks of events; the first fault in it becomes an error that names its place. */
import { AppError, type ErrorCode, queryErrors } from '@mantinel/contract';
import { type Condition, compileQuery, parseQuery } from '@mantinel/domain';
import { checkRegex } from '@mantinel/domain/check-regex';

/** Undefined where nothing is asked. Throws `query.…`. */
export function readQuery(text: string | undefined): Condition | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const { node, problems } = parseQuery(text, { checkRegex });
  const [problem] = problems;
  if (problem) throw new AppError(problem.code, { data: { ...problem.data, at: problem.from + 1 } });
  return compileQuery(node);
}

/** What a route that takes a search may refuse. */
export const queryErrorCodes = Object.keys(queryErrors) as ErrorCode[];
