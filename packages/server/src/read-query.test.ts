import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, describeError, errors } from '@mantinel/contract';
import { eventTest } from '@mantinel/domain';
import { linearRegex } from '@mantinel/domain/linear-regex';
import { expect, test } from 'vitest';
import { readQuery } from './read-query.ts';

test('nothing asked is no condition', () => {
  expect(readQuery(undefined)).toBeUndefined();
  expect(readQuery('  ')).toBeUndefined();
});

test.each([
  ['door "open', 'The quotation mark at character 6 is never closed.'],
  ['/x y', 'The expression that begins with / at character 1 is never closed.'],
  ['/(/', 'The expression /(/ at character 1 cannot be searched by: missing closing ).'],
  ['(a', 'The parenthesis at character 1 is never closed.'],
  ['a)', 'The parenthesis at character 2 closes nothing.'],
  ['a OR', 'Beside OR at character 3 something is missing.'],
  ['machine: x', 'After machine: at character 1 the value is missing.'],
  ['kind:alarm', 'There is no kind alarm (character 6).'],
  ['load>high', 'high at character 6 is no number, so that load cannot be compared with it.'],
  ['machine>5', 'machine is a text and neither greater nor smaller than another (character 1).'],
  ['x'.repeat(1001), 'The search is longer than 1000 characters.'],
])('%j is refused with its place and a remedy', (text, sentence) => {
  const refused = () => readQuery(text);
  expect(refused).toThrow(AppError);
  expect(refused).toThrow(sentence);
  try {
    refused();
  } catch (error) {
    const { code, data } = error as AppError;
    expect(Object.keys(errors)).toContain(code);
    // Everything that the sentences name is given.
    expect(Object.values(describeError(code, data)).join()).not.toMatch(/[{}]/);
  }
});

test('every example of the reference page can be read and searched by', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/reference/search.md'), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  const examples = rows.map((row) => /^\| `([^`]+)`/.exec(row)![1]!.replaceAll('\\|', '|'));
  expect(examples.length).toBeGreaterThan(15);
  for (const example of examples) eventTest(readQuery(example)!, { regex: linearRegex });
});
