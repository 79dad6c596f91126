import { describe, expect, test } from 'vitest';
import type { NewEvent } from '../event.ts';
import { eventTest } from '../search/event-test.ts';
import { linearRegex } from '../search/linear-regex.ts';
import { checkRegex } from './check-regex.ts';
import { compileQuery } from './compile-query.ts';
import { parseQuery } from './parse-query.ts';

const coolant: NewEvent = {
  timeUs: 1,
  receivedUs: 2,
  site: 'plant',
  machine: 'mill-1',
  path: 'coolant',
  kind: 'condition',
  severity: 13,
  code: 'fanuc.EX1042',
  message: 'COOLANT LEVEL LOW, 12 %',
  attributes: { level: 'warning', nativeCode: 'EX1042' },
  quality: 'good',
};
const load: NewEvent = {
  ...coolant,
  path: 'Xload',
  kind: 'sample',
  severity: 1,
  code: 'machine.load',
  message: '',
  attributes: { value: 82.5 },
};
const failure: NewEvent = {
  timeUs: 1,
  receivedUs: 2,
  site: 'plant',
  kind: 'log',
  severity: 18,
  code: 'store.told',
  message: 'statement failed',
  attributes: {
    'err.code': 'ECONNRESET',
    stack: 'Error: reset\n  at x.ts',
    tries: 3,
    done: false,
  },
  quality: 'stale',
};
const events = { coolant, load, failure };

const matching = (text: string) => {
  const { node, problems } = parseQuery(text);
  expect(problems).toEqual([]);
  const matches = eventTest(compileQuery(node), { regex: linearRegex });
  return Object.entries(events).flatMap(([name, event]) => (matches(event) ? [name] : []));
};

describe('finds', () => {
  test.each([
    ['', ['coolant', 'load', 'failure']],
    ['coolant', ['coolant']],
    ['"level low"', ['coolant']],
    ['level low', ['coolant']],
    ['cool', ['coolant']],
    ['"cool"', []],
    ['olant', []],
    ['reset', ['failure']],
    ['xload', ['load']],
    ['machine:MILL-1', ['coolant', 'load']],
    ['machine:mill*', ['coolant', 'load']],
    ['-machine:mill-1', ['failure']],
    ['machine:mill', []],
    ['code:EX1042', ['coolant']],
    ['code:fanuc.ex1042', ['coolant']],
    ['code:EX10*', ['coolant']],
    ['code:1042', []],
    ['code:/^fanuc/', ['coolant']],
    ['kind:sample', ['load']],
    ['severity:warn', ['coolant']],
    ['severity:error', ['failure']],
    ['severity:17', []],
    ['severity>=warn', ['coolant', 'failure']],
    ['severity>warn', ['failure']],
    ['severity<warn', ['load']],
    ['severity<=warn', ['coolant', 'load']],
    ['load>80', ['load']],
    ['load>82.5', []],
    ['xload<=82,5', ['load']],
    ['load:82.5', ['load']],
    ['value>80', ['load']],
    ['tries>=3', ['failure']],
    ['tries:3', ['failure']],
    ['done:false', ['failure']],
    ['err.code:econn*', ['failure']],
    ['err.code:*', ['failure']],
    ['attributes.level:warning', ['coolant']],
    ['quality:stale', ['failure']],
    ['message:low', ['coolant']],
    ['message:EX1042', []],
    ['EX*42', ['coolant']],
    ['*olant*', ['coolant']],
    ['/low, \\d+/', ['coolant']],
    ['/^(coolant|statement)/', ['coolant', 'failure']],
    ['-/\\d/', ['load', 'failure']],
    ['template:"COOLANT LEVEL LOW <*> %"', ['coolant']],
    ['template:"COOLANT <*>"', ['coolant']],
    ['template:"COOLANT LOW"', []],
    ['template:*LOW*', ['coolant']],
    ['(coolant OR failed) severity>=error', ['failure']],
    ['coolant OR failed severity>=error', ['coolant', 'failure']],
  ])('%j', (text, names) => {
    expect(matching(text)).toEqual(names);
  });
});

test.each([
  ['(', /missing closing/],
  ['[z-a]', /range/],
  ['(?<=x)y', /named capture/],
  ['\\1', /escape/],
  ['a{1001}', /repeat/],
])('/%s/ is refused in words, without the flags that nobody typed', (pattern, words) => {
  expect(checkRegex(pattern)).toMatch(words);
  expect(checkRegex(pattern)).not.toContain('(?i)');
});
