/** The text of a search → its tree, and what is wrong with it. Never throws: what cannot be read is left out and told. */
import { kinds, qualities } from '../event.ts';
import { everyEvent, namedField, type QueryNode, type QueryValue } from './query-node.ts';
import type { QueryProblem, QueryProblemCode } from './query-problem.ts';
import { scanQuery, type Token, type ValueToken } from './query-scanner.ts';
import { severityNumber } from './query-severity.ts';

export interface ParsedQuery {
  readonly node: QueryNode;
  /** In the order of the text; with any of them the tree is not to be searched by. */
  readonly problems: readonly QueryProblem[];
}

export interface ParseOptions {
  /** What is wrong with a regular expression, in English; undefined where it can be searched by. */
  readonly checkRegex?: (pattern: string) => string | undefined;
}

export const longestQuery = 1000;

export function parseQuery(text: string, options: ParseOptions = {}): ParsedQuery {
  if (text.length > longestQuery) {
    const data = { most: longestQuery, part: text.slice(0, 20) };
    return {
      node: everyEvent,
      problems: [{ code: 'query.tooLong', from: longestQuery, to: text.length, data }],
    };
  }
  return new Parser(text, options).parse();
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #checkRegex: NonNullable<ParseOptions['checkRegex']>;
  readonly #problems: QueryProblem[] = [];
  #at = 0;

  constructor(text: string, { checkRegex = () => undefined }: ParseOptions) {
    this.#text = text;
    this.#tokens = scanQuery(text);
    this.#checkRegex = checkRegex;
  }

  parse(): ParsedQuery {
    const parts: QueryNode[] = [];
    while (this.#at < this.#tokens.length) {
      const node = this.#either();
      if (node) parts.push(node);
      // Only a parenthesis too many ends the outermost level early.
      const stray = this.#tokens[this.#at];
      if (!stray) break;
      this.#tell('query.strayParenthesis', stray);
      this.#at += 1;
    }
    const problems = this.#problems.toSorted((a, b) => a.from - b.from);
    return { node: joined('and', parts) ?? everyEvent, problems };
  }

  /** Alternatives, up to a closing parenthesis. */
  #either(): QueryNode | undefined {
    const sides: QueryNode[] = [];
    for (;;) {
      const side = this.#all();
      if (side) sides.push(side);
      const or = this.#tokens[this.#at];
      if (or?.type !== 'or') {
        if (!side && sides.length > 0) this.#tell('query.missingTerm', this.#tokens[this.#at - 1]!);
        return joined('or', sides);
      }
      if (!side) this.#tell('query.missingTerm', or);
      this.#at += 1;
    }
  }

  /** What must all be so. */
  #all(): QueryNode | undefined {
    const parts: QueryNode[] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (!token || token.type === 'or' || token.type === 'close') return joined('and', parts);
      if (token.type === 'and') {
        this.#at += 1;
        const next = this.#tokens[this.#at];
        const isBetween = parts.length > 0 && next && !['and', 'or', 'close'].includes(next.type);
        if (!isBetween) this.#tell('query.missingTerm', token);
        continue;
      }
      const part = this.#term();
      if (part) parts.push(part);
    }
  }

  #term(): QueryNode | undefined {
    const token = this.#tokens[this.#at]!;
    this.#at += 1;
    switch (token.type) {
      case 'not': {
        const next = this.#tokens[this.#at];
        if (!next || ['or', 'and', 'close'].includes(next.type))
          return this.#tell('query.missingTerm', token);
        const of = this.#term();
        return of && { type: 'not', of };
      }
      case 'open':
        return this.#group(token);
      case 'field':
        return this.#field(token);
      case 'word':
      case 'phrase':
      case 'regex': {
        const value = this.#value(token);
        return value && { type: 'anywhere', value };
      }
      default:
        return undefined;
    }
  }

  #group(open: Token): QueryNode | undefined {
    const before = this.#problems.length;
    const node = this.#either();
    const close = this.#tokens[this.#at];
    if (close?.type !== 'close') return this.#tell('query.openParenthesis', open);
    this.#at += 1;
    if (!node && this.#problems.length === before) this.#tell('query.missingTerm', open);
    return node;
  }

  #field(token: Extract<Token, { type: 'field' }>): QueryNode | undefined {
    const next = this.#tokens[this.#at];
    if (!next || next.from !== token.to || !isValue(next)) return this.#tell('query.missingValue', token);
    this.#at += 1;
    const field = namedField(token.name);
    const { operator } = token;
    if (operator !== ':' && operator !== '!=') {
      const number = this.#number(field, token, next);
      return number === undefined ? undefined : { type: 'compare', field, than: operator, number };
    }
    const value = this.#value(next);
    if (!value || !this.#isKnown(field, value, next)) return undefined;
    const node: QueryNode = { type: 'field', field, value };
    return operator === '!=' ? { type: 'not', of: node } : node;
  }

  #number(field: string, token: Extract<Token, { type: 'field' }>, value: ValueToken): number | undefined {
    if (field === 'severity') {
      const number = severityNumber(value.text);
      // Above `warn` begins behind the last of its four steps.
      const isRange = !/^\d/.test(value.text) && (token.operator === '>' || token.operator === '<=');
      if (number !== undefined) return isRange ? number + 3 : number;
      return this.#tell('query.unknownValue', value, { field, known: knownValues.severity!.words });
    }
    if (notOrdered.has(field)) return this.#tell('query.notComparable', token, { field });
    // A decimal comma as well, as it is written in much of Europe.
    const number = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i.test(value.text)
      ? Number(value.text.replace(',', '.'))
      : Number.NaN;
    return Number.isFinite(number) ? number : this.#tell('query.notNumber', value, { field });
  }

  #value(token: ValueToken): QueryValue | undefined {
    if (token.type === 'word') return { text: token.text, wild: token.text.includes('*'), quoted: false };
    if (!token.closed)
      return this.#tell(token.type === 'phrase' ? 'query.openQuote' : 'query.openRegex', token);
    if (token.type === 'phrase') return { text: token.text, wild: false, quoted: true };
    const reason = this.#checkRegex(token.text);
    if (reason !== undefined) return this.#tell('query.badRegex', token, { reason });
    return { regex: token.text };
  }

  /** Of the fields with a fixed set of values a misspelt one would just find nothing. */
  #isKnown(field: string, value: QueryValue, token: ValueToken): boolean {
    const known = knownValues[field];
    if (!known) return true;
    const isText = !('regex' in value || value.wild);
    if (isText ? known.has(value.text.toLowerCase()) : field !== 'severity') return true;
    this.#tell('query.unknownValue', token, { field, known: known.words });
    return false;
  }

  #tell(
    code: QueryProblemCode,
    { from, to }: { from: number; to: number },
    data: QueryProblem['data'] = {},
  ): undefined {
    const part = this.#text.slice(from, Math.min(to, from + 40));
    this.#problems.push({ code, from, to, data: { ...data, part } });
    return undefined;
  }
}

const isValue = (token: Token): token is ValueToken =>
  token.type === 'word' || token.type === 'phrase' || token.type === 'regex';

function joined(type: 'and' | 'or', of: readonly QueryNode[]): QueryNode | undefined {
  return of.length > 1 ? { type, of } : of[0];
}

const notOrdered = new Set<string>([
  'machine',
  'path',
  'code',
  'kind',
  'message',
  'quality',
  'site',
  'template',
]);

interface KnownValues {
  has(text: string): boolean;
  readonly words: string;
}
const setOf = (values: readonly string[]): KnownValues => ({
  has: (text) => values.includes(text),
  words: values.join(', '),
});
const knownValues: Readonly<Record<string, KnownValues>> = {
  kind: setOf(kinds),
  quality: setOf(qualities),
  severity: {
    has: (text) => severityNumber(text) !== undefined,
    words: 'trace, debug, info, warn, error, fatal',
  },
};
