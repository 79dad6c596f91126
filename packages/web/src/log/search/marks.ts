/** What of a row is marked: the words that were searched for. */
import { parseQuery, type QueryNode } from '@mantinel/domain';

/** Undefined where the search names no text. Splitting by it gives what is between the marks and, every other part, the marks. */
export function marksOf(search: string | undefined): RegExp | undefined {
  if (search === undefined) return undefined;
  const words = [...new Set(wordsOf(parseQuery(search).node))].filter((word) => word !== '');
  if (words.length === 0) return undefined;
  // The longest first: it takes what it shares with a shorter one.
  const parts = words
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'));
  return new RegExp(`(${parts.join('|')})`, 'giu');
}

function wordsOf(node: QueryNode): string[] {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.of.flatMap(wordsOf);
    case 'anywhere':
      return 'regex' in node.value ? [] : node.value.text.split(node.value.wild ? '*' : '\0');
    case 'field':
      return node.field === 'message' && 'text' in node.value && !node.value.wild ? [node.value.text] : [];
    default:
      return [];
  }
}
