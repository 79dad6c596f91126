/** Keyset pages: a page goes on after a row, so that rows that come and go meanwhile shift nothing. */
import { AppError } from '@mantinel/contract';

export interface PageOf {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Opaque to clients: the key of the last row of a page. */
export const cursorOf = (key: readonly string[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/** Throws `request.invalid` for what is no cursor of ours. */
export function keyOf(cursor: string, length: number): string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string'))
      return key;
  } catch {
    // Not JSON: refused below, as anything else that is not ours.
  }
  throw new AppError('request.invalid', { data: { problem: '`after` is no `next` of an earlier page' } });
}

/** Of rows that are all at hand, in the order of their keys, which differ. */
export function pageByKey<Row>(
  rows: readonly Row[],
  { after, limit }: PageOf,
  keyOfRow: (row: Row) => readonly [string, ...string[]],
): { page: Row[]; next?: string } {
  const keyed = rows.map((row) => ({ row, key: keyOfRow(row) })).sort((a, b) => compareKeys(a.key, b.key));
  const from = after === undefined ? undefined : keyOf(after, keyed[0]?.key.length ?? 1);
  const rest = from === undefined ? keyed : keyed.filter(({ key }) => compareKeys(key, from) > 0);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return {
    page: page.map(({ row }) => row),
    ...(rest.length > limit && last ? { next: cursorOf(last.key) } : {}),
  };
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1;
}
