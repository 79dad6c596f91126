/** A search as text; parsing it gives the same tree again. */
import type { QueryNode, QueryValue } from './query-node.ts';
import { severityName } from './query-severity.ts';

export function printQuery(node: QueryNode): string {
  return print(node, 'or');
}

/** How tightly the place binds: a weaker node needs parentheses there. */
type Place = 'or' | 'and' | 'term';

function print(node: QueryNode, place: Place): string {
  switch (node.type) {
    case 'anywhere':
      return valueText(node.value);
    case 'field':
      return `${node.field}:${valueText(node.value)}`;
    case 'compare':
      return `${node.field}${node.than}${numberText(node)}`;
    case 'not':
      return `-${print(node.of, 'term')}`;
    case 'and': {
      const text = node.of.map((each) => print(each, 'term')).join(' ');
      return place === 'term' ? `(${text})` : text;
    }
    case 'or': {
      const text = node.of.map((each) => print(each, 'and')).join(' OR ');
      return place === 'or' ? text : `(${text})`;
    }
  }
}

function numberText({ field, than, number }: Extract<QueryNode, { type: 'compare' }>): string {
  if (field !== 'severity') return String(number);
  return severityName(number, than === '>=' || than === '<' ? 'begin' : 'end');
}

const valueText = (value: QueryValue): string =>
  'regex' in value ? regexText(value.regex) : value.quoted ? quoted(value.text) : value.text;

/** In quotation marks, as the scanner reads them. */
export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** A slash that would end the expression too early is escaped; one that is escaped already stays so. */
const regexText = (pattern: string): string =>
  `/${pattern.replace(/\\[\s\S]|\/(?=[\s)]|$)/g, (part) => (part.startsWith('/') ? '\\/' : part))}/`;
