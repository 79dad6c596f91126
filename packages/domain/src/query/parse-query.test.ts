import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseQuery } from './parse-query.ts';
import { printQuery } from './print-query.ts';
import { comparisons, type QueryNode, type QueryValue } from './query-node.ts';

const problemsOf = (text: string) =>
  parseQuery(text, { checkRegex: (pattern) => (pattern === '(' ? 'it is open' : undefined) }).problems.map(
    ({ code, from, to }) => [code, text.slice(from, to)],
  );
/** As it reads to somebody who knows how the words bind. */
const read = (text: string) => {
  const { node, problems } = parseQuery(text);
  expect(problems).toEqual([]);
  return printQuery(node);
};

describe('reads', () => {
  test.each([
    ['', ''],
    ['  coolant   low ', 'coolant low'],
    ['"coolant low"', '"coolant low"'],
    ['machine:mill-1 severity>=warn', 'machine:mill-1 severity>=warn'],
    ['Machine=mill-1 LEVEL>=Warning', 'machine:mill-1 severity>=warn'],
    ['severity>warn', 'severity>warn'],
    ['severity<=16', 'severity<=warn'],
    ['severity>13', 'severity>13'],
    ['load>80', 'load>80'],
    ['load>80,5', 'load>80.5'],
    ['value<-5', 'value<-5'],
    ['-door', '-door'],
    ['NOT door', '-door'],
    ['code!=fanuc.EX1042', '-code:fanuc.EX1042'],
    ['-machine:mill-1 -"door open"', '-machine:mill-1 -"door open"'],
    ['a b OR c', 'a b OR c'],
    ['a (b OR c)', 'a (b OR c)'],
    ['(a OR b) AND NOT (c d)', '(a OR b) -(c d)'],
    ['/servo.*alarm/', '/servo.*alarm/'],
    ['/a b/ c', '/a b/ c'],
    ['message:/^X\\d+/ y', 'message:/^X\\d+/ y'],
    ['/var/lib/ x', '/var/lib/ x'],
    ['code:fanuc.*', 'code:fanuc.*'],
    ['message:"*"', 'message:"*"'],
    ['kind:condition', 'kind:condition'],
    ['exception.type:TypeError', 'exception.type:TypeError'],
    ['attributes.code:7', 'attributes.code:7'],
    ['item:Xload', 'path:Xload'],
    ['3/4" tool', '3/4" tool'],
    ['06:00:14', '06:00:14'],
    ['C:\\temp', 'C:\\temp'],
    ['größe:5 Nebenzeit', 'größe:5 Nebenzeit'],
    ['or and not', 'or and not'],
    ['"OR"', '"OR"'],
    ['- x', '- x'],
    ['template:"TOOL <*> WORN"', 'template:"TOOL <*> WORN"'],
  ])('%j as %j', (text, printed) => {
    expect(read(text)).toBe(printed);
  });
});

describe('finds fault with', () => {
  test.each([
    ['a "coolant low', [['query.openQuote', '"coolant low']]],
    ['a /coolant x', [['query.openRegex', '/coolant']]],
    ['/', [['query.openRegex', '/']]],
    ['x (a OR b', [['query.openParenthesis', '(']]],
    ['a ) b', [['query.strayParenthesis', ')']]],
    ['a ()', [['query.missingTerm', '(']]],
    ['a OR', [['query.missingTerm', 'OR']]],
    ['OR a', [['query.missingTerm', 'OR']]],
    ['a AND', [['query.missingTerm', 'AND']]],
    ['NOT', [['query.missingTerm', 'NOT']]],
    ['(a OR) b', [['query.missingTerm', 'OR']]],
    ['machine: mill-1', [['query.missingValue', 'machine:']]],
    ['a load>', [['query.missingValue', 'load>']]],
    ['kind:alarm', [['query.unknownValue', 'alarm']]],
    ['severity>=loud', [['query.unknownValue', 'loud']]],
    ['severity:w*', [['query.unknownValue', 'w*']]],
    ['quality:great', [['query.unknownValue', 'great']]],
    ['load>high', [['query.notNumber', 'high']]],
    ['load>1/0', [['query.notNumber', '1/0']]],
    ['machine>5', [['query.notComparable', 'machine>']]],
    ['/(/', [['query.badRegex', '/(/']]],
    [
      'a) OR (b',
      [
        ['query.strayParenthesis', ')'],
        ['query.missingTerm', 'OR'],
        ['query.openParenthesis', '('],
      ],
    ],
  ])('%j', (text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });

  test('a text too long to be one', () => {
    expect(problemsOf('x'.repeat(1001)).map(([code]) => code)).toEqual(['query.tooLong']);
  });
});

const name = fc.constantFrom(
  'machine',
  'path',
  'code',
  'message',
  'site',
  'load',
  'err.code',
  'attributes.kind',
);
const anyText = fc.string({ unit: fc.constantFrom(...'ab-*"\\/()<>:= ORäЖ\n😀'), maxLength: 8 });
const value: fc.Arbitrary<QueryValue> = fc.oneof(
  anyText.map((text) => ({ text, wild: false, quoted: true })),
  fc.stringMatching(/^[a-z.][a-z."/-]{0,4}$/).map((text) => ({ text, wild: false, quoted: false })),
  fc.stringMatching(/^[a-z.]{1,4}\*[a-z-]{0,3}$/).map((text) => ({ text, wild: true, quoted: false })),
  fc
    .string({
      unit: fc.constantFrom(...'ab.*/() []|', '\\d', '\\)', '\\\\'),
      minLength: 1,
      maxLength: 8,
    })
    .map((regex) => ({ regex })),
);
const { node: anyQuery } = fc.letrec<{ node: QueryNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    value.map((it): QueryNode => ({ type: 'anywhere', value: it })),
    fc.record({ type: fc.constant('field' as const), field: name, value }),
    fc.record({
      type: fc.constant('compare' as const),
      field: fc.constantFrom('load', 'value'),
      than: fc.constantFrom(...comparisons),
      number: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((it) => !Object.is(it, -0)),
    }),
    tie('node').map((of): QueryNode => ({ type: 'not', of })),
    fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((of): QueryNode => ({ type: 'and', of })),
    fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((of): QueryNode => ({ type: 'or', of })),
  ),
}));

test('what is printed reads the same again', () => {
  fc.assert(
    fc.property(anyQuery, (node) => {
      const text = printQuery(node);
      fc.pre(text.length <= 1000);
      expect(parseQuery(text)).toEqual({ node, problems: [] });
    }),
    { numRuns: 300 },
  );
});

test('any text is read or told about, in places that are in it, and what was read prints to the same', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          ...['a', ' ', '(', ')', '"', '/', '-', 'OR', 'AND', 'NOT', 'x:', 'load>', '5', '*', '\\'],
        ),
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const { node, problems } = parseQuery(text);
      for (const { from, to, data } of problems) {
        expect(from >= 0 && from < to && to <= text.length).toBe(true);
        expect(data.part).not.toBe('');
      }
      if (problems.length === 0 && text.length <= 500)
        expect(parseQuery(printQuery(node))).toEqual({ node, problems: [] });
    }),
    { numRuns: 500 },
  );
});
