/** Keyset pages of what is numbered: a page goes on after a row, so that rows that come and go shift nothing. */
import type { AfterNumber } from '@mantinel/store';
import { cursorOf, keyOf } from '../../http/page.ts';

/** Opaque to clients. Throws `request.invalid` for what is no cursor of ours. */
export function afterOf(cursor: string | undefined): { after?: AfterNumber } {
  if (cursor === undefined) return {};
  const [id, number] = keyOf(cursor, 2) as [string, string];
  return { after: { id, number } };
}

/** Of one row more than asked for: it tells whether there is another page. */
export function pageOf<Row extends AfterNumber>(
  rows: readonly Row[],
  limit: number,
): { page: Row[]; next: { next?: string } } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    page,
    next: more ? { next: cursorOf([last.id, last.number]) } : {},
  };
}
