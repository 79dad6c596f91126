/**
 * Keeps a spreadsheet from running what a cell says (OWASP, CSV injection): what it would take for a formula gets an apostrophe
 * before it. Where a list separator is the semicolon, as in most of Europe, a comma file falls apart at semicolons and line ends
 * whatever is quoted, so that a formula may begin behind those too.
 */

/** What begins a formula, full-width forms included; and what a spreadsheet skips on the way to one. */
const first = /^(?='*[=+\-@＝＋－＠\t\r\n])/;
const within = /(?<=[;\t\r\n])(?='*[=+\-@＝＋－＠])/g;

export const guarded = (text: string): string => text.replace(within, "'").replace(first, "'");

/** Takes away exactly what `guarded` put there. */
export const unguarded = (text: string): string =>
  text.replace(/^'(?='*[=+\-@＝＋－＠\t\r\n])/, '').replace(/(?<=[;\t\r\n])'(?='*[=+\-@＝＋－＠])/g, '');
