/** Whatever went wrong → the one error shape (RFC 9457), with nothing of the inside for strangers. */
import { AppError, describeError, type ErrorCode, namedData, type Problem } from '@mantinel/contract';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

export const problemType = 'application/problem+json';

/** Fastify's own refusals, the router's and the body parser's, in the words of the catalogue. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    const place = [error.validationContext, ...first!.instancePath.split('/').filter(Boolean)].join('.');
    return invalid(`${place}: ${first!.message}`, error);
  }
  const { statusCode, message, code } = error as { statusCode?: number; message?: string; code?: string };
  // PostgreSQL's character_not_in_repertoire: its texts hold no NUL, whichever field brought one.
  if (code === '22021') return invalid('a text holds a NUL character', error);
  if (statusCode === 413)
    return new AppError('request.tooLarge', { data: { limit: 'allowed' }, cause: error });
  // 414 by the router: nothing has a name that long.
  if (statusCode === 404 || statusCode === 414) return new AppError('request.notFound', { cause: error });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return invalid(message ?? 'it is malformed', error);
  return new AppError('internal', { cause: error });
}

const invalid = (problem: string, cause: unknown) =>
  new AppError('request.invalid', { data: { problem: problem.replace(/\.$/, '') }, cause });

export function problemOf(error: AppError, requestId: string, forDeveloper: boolean): Problem {
  const { operator, remedy } = describeError(error.code, error.data);
  const data = namedData(error.code, error.data);
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return {
    type: `/docs/errors#${error.code}`,
    status: error.status,
    code: error.code,
    title: operator,
    remedy,
    ...(forDeveloper && cause !== undefined ? { detail: cause } : {}),
    ...(Object.keys(data).length > 0 ? { data } : {}),
    requestId,
  };
}

/** For the API's description: with what its sentences name left in braces. */
export const problemExample = (code: ErrorCode): Problem =>
  problemOf(new AppError(code), '0a0f1a52-6a0f-4a4f-9d55-9f0b6a1c2d3e', false);
