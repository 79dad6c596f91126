/** Cursors that hold a time. */
import { AppError } from '@mantinel/contract';
import { keyOf } from './page.ts';

/** Throws `request.invalid` for what is no cursor of ours. */
export function timeKeyOf(
  after: string | undefined,
): { readonly us: number; readonly id: string } | undefined {
  if (after === undefined) return undefined;
  const [us, id] = keyOf(after, 2) as [string, string];
  return { us: timeIn(us), id };
}

/** Throws `request.invalid` for what is no time of a cursor of ours. */
export function timeIn(us: string): number {
  if (!/^\d{1,16}$/.test(us))
    throw new AppError('request.invalid', { data: { problem: '`after` is no `next` of an earlier page' } });
  return Number(us);
}
