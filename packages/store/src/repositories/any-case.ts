/** Texts that are found whatever the case of their letters, also where PostgreSQL's `lower` knows ASCII alone (databases of the C locale). */
import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** `lowered`: a column that `lower` has been over. */
export function inAnyCase(
  lowered: RawBuilder<unknown>,
  text: string,
  at: 'beginning' | 'anywhere' = 'anywhere',
): RawBuilder<SqlBool> {
  const wanted = text.toLowerCase();
  if (/^[\0-\x7f]*$/.test(wanted)) {
    const like = `${forLike(wanted)}%`;
    return sql`${lowered} like ${at === 'beginning' ? like : `%${like}`}`;
  }
  const pattern = [...wanted].map(inBothCases).join('');
  return sql`${lowered} ~ ${at === 'beginning' ? `^${pattern}` : pattern}`;
}

/** So that each character stands for itself in a pattern of `like`. */
export const forLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

function inBothCases(letter: string): string {
  const upper = letter.toUpperCase();
  if (letter > '\x7f' && upper !== letter && upper.length === letter.length) return `[${letter}${upper}]`;
  return letter.replace(/[\\^$.*+?()[\]{}|]/, '\\$&');
}
