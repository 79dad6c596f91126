/** What went wrong at the server, in words that say what to do. */
import { AppError } from '@mantinel/contract/app-error';
import { ClickHouseProblem } from './driver.ts';

// https://github.com/ClickHouse/ClickHouse/blob/master/src/Common/ErrorCodes.cpp
const numbers = {
  denied: new Set([192, 193, 194, 516]),
  noRight: new Set([497, 164, 291]),
  noDatabase: new Set([81]),
  noSpace: new Set([243, 257]),
  badPattern: new Set([427]),
} as const;

export const isFull = ({ number, message }: ClickHouseProblem): boolean =>
  (number !== undefined && numbers.noSpace.has(number)) ||
  /No space left on device|errno: 28\b/.test(message);

/** As an error of the catalogue; what is no problem of ClickHouse stays what it is. */
function explain(error: unknown, place: string): unknown {
  if (!(error instanceof ClickHouseProblem)) return error;
  const { outcome, number, message } = error;
  const reason = shortened(message);
  const told = { data: { place, reason }, cause: error };
  if (outcome !== 'refused') return new AppError('clickhouse.away', told);
  if (isFull(error)) return new AppError('logbook.full', { data: { directory: place }, cause: error });
  if (number === undefined) return new AppError('clickhouse.failed', told);
  if (numbers.denied.has(number)) return new AppError('clickhouse.denied', told);
  if (numbers.noRight.has(number)) return new AppError('clickhouse.noRight', told);
  if (numbers.noDatabase.has(number)) return new AppError('clickhouse.noDatabase', told);
  if (numbers.badPattern.has(number))
    return new AppError('request.invalid', { data: { problem: reason }, cause: error });
  return new AppError('clickhouse.failed', told);
}

export const shortened = (message: string): string => message.replaceAll(/\s+/g, ' ').trim().slice(0, 300);

/** A driver whose problems are errors of the catalogue. */
export async function explained<T>(place: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw explain(error, place);
  }
}
