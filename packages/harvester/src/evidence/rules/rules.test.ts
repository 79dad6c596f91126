import { describe, expect, test } from 'vitest';
import type { Evidence } from '../evidence.ts';
import { applyRules } from './apply-rules.ts';
import { type FactRule, ruleFrom } from './fact-rule.ts';

const fact = (field: Evidence['field'], value: string, rest: Partial<Evidence> = {}): Evidence => ({
  field,
  value,
  confidence: 0.9,
  reader: 'setup-sheet',
  where: 'line 1',
  because: '',
  ...rest,
});
const rule = (rest: Partial<FactRule>): FactRule => ({
  field: 'material',
  looksAt: 'material-name',
  pattern: 'al6082',
  value: 'aluminium',
  ...rest,
});
const added = (evidence: readonly Evidence[], rules: readonly FactRule[], path?: string) =>
  applyRules(evidence, rules, path).evidence.filter(({ reader }) => reader === 'rule');

test('a correction becomes a rule that knows its text again, however it is written', () => {
  const remembered = ruleFrom({
    field: 'material',
    value: 'aluminium',
    looksAt: 'material-name',
    text: 'AL-6082 (hart)',
  });
  expect(remembered).toEqual({
    field: 'material',
    looksAt: 'material-name',
    pattern: 'al 6082 hart',
    value: 'aluminium',
  });
  expect(added([fact('material-name', 'Al 6082 HART')], [remembered!])).toMatchObject([
    {
      field: 'material',
      value: 'aluminium',
      confidence: 0.95,
      where: 'line 1',
      because: 'remembered: "Al 6082 HART" means aluminium',
    },
  ]);
  expect(added([fact('material-name', 'AL 6082')], [remembered!])).toEqual([]);
});

test('a text without a word, or an empty value, is nothing to remember', () => {
  expect(ruleFrom({ field: 'material', value: 'steel', looksAt: 'folder', text: ' -- ' })).toBeUndefined();
  expect(ruleFrom({ field: 'material', value: ' ', looksAt: 'folder', text: 'ALU' })).toBeUndefined();
});

test('a folder, and of folders the nearest to the program', () => {
  const rules = [
    rule({ looksAt: 'folder', pattern: 'alu' }),
    rule({ looksAt: 'folder', pattern: 'box', value: 'steel' }),
  ];
  expect(added([], rules, 'ALU/x/O1.nc')).toMatchObject([{ value: 'aluminium', where: 'folder "ALU"' }]);
  expect(added([], rules, 'ALU/Box/O1.nc')).toMatchObject([
    { value: 'steel', where: 'folder "Box"', confidence: 0.85 },
  ]);
  // The name of the file is no folder.
  expect(added([], rules, 'ALU.nc')).toEqual([]);
});

test('a tool by its description, for that tool alone', () => {
  const evidence = [fact('tool', 'SCHRUPPER 10', { tool: 3 }), fact('tool', 'BOHRER 5', { tool: 4 })];
  const rules = [
    rule({ field: 'tool-kind', looksAt: 'tool', pattern: 'schrupper*', value: 'end-mill' }),
    rule({ field: 'tool-diameter', looksAt: 'tool', pattern: 'schrupper 10', value: '10' }),
  ];
  expect(added(evidence, rules)).toMatchObject([
    { field: 'tool-kind', value: 'end-mill', tool: 3 },
    { field: 'tool-diameter', value: '10', tool: 3 },
  ]);
});

describe('patterns', () => {
  test.each([
    ['al*', 'AL 6082', true],
    ['al*', 'METAL 5', false],
    ['*6082', 'EN AW-6082', true],
    ['*6082', '6082 T6', false],
    ['*6082*', 'EN AW 6082 T6', true],
    ['en*6082*t6', 'EN AW 6082-T6', true],
    ['*', 'anything', false],
    ['a*a', 'a', false],
    ['al 6082', 'AL6082', false],
  ])('%s and %s: %s', (pattern, text, fits) => {
    expect(added([fact('material-name', text)], [rule({ pattern })]).length).toBe(fits ? 1 : 0);
  });
});

test('never against a person: the rule is told to be overruled', () => {
  const evidence = [
    fact('material-name', 'AL6082'),
    fact('material', 'steel', { reader: 'person', confidence: 1 }),
  ];
  const { evidence: after, overruled } = applyRules(evidence, [rule({})]);
  expect(after).toEqual(evidence);
  expect(overruled).toMatchObject([{ because: 'a person said "steel"' }]);
  // A person's word on one tool is none on another.
  const tools = [
    fact('tool', 'X', { tool: 1 }),
    fact('tool', 'X', { tool: 2 }),
    fact('tool-kind', 'drill', { tool: 1, reader: 'person' }),
  ];
  const kind = rule({ field: 'tool-kind', looksAt: 'tool', pattern: 'x', value: 'tap' });
  expect(added(tools, [kind])).toMatchObject([{ tool: 2, value: 'tap' }]);
});

test.each([
  ['looks at something closer', rule({ looksAt: 'folder', pattern: 'x', value: 'steel' })],
  ['fits closer', rule({ pattern: 'al*', value: 'steel' })],
  ['is newer', rule({ value: 'steel', changedUs: 1 })],
])('of two rules the one that %s counts, in any order', (why, less) => {
  const more = rule({ changedUs: 2 });
  for (const rules of [
    [less, more],
    [more, less],
  ]) {
    const { evidence, overruled } = applyRules([fact('material-name', 'AL6082')], rules, 'x/O1.nc');
    expect(evidence.at(-1)).toMatchObject({
      value: 'aluminium',
      confidence: 0.85,
      because: expect.stringContaining('another rule says steel'),
    });
    expect(overruled).toEqual([{ rule: less, because: `another rule ${why}: "al6082" → aluminium` }]);
  }
});

test('rules that agree are no conflict', () => {
  const { evidence, overruled } = applyRules(
    [fact('material-name', 'AL6082')],
    [rule({}), rule({ pattern: 'al*' })],
  );
  expect(evidence.at(-1)).toMatchObject({ confidence: 0.95 });
  expect(overruled).toEqual([]);
});
