import type { FactRow } from '@mantinel/store';
import { expect, test } from 'vitest';
import { answersOf } from './settle-projects.ts';

let ids = 0;
const fact = (value: string, confidence: number, more: Partial<FactRow> = {}): FactRow => ({
  id: `${ids++}`,
  project: 'p',
  field: 'material',
  value,
  confidence,
  reader: 'program',
  source: 'O1 line 3',
  because: '',
  recordedUs: ids,
  ...more,
});

test('the surest hint counts, if it is sure enough', () => {
  expect(answersOf([fact('steel', 0.9), fact('aluminium', 0.6)])).toMatchObject({
    material: 'steel',
    materialConfidence: 0.9,
  });
  expect(answersOf([fact('steel', 0.35)]).material).toBeUndefined();
  expect(answersOf([]).material).toBeUndefined();
});

test('two hints that are as sure and say otherwise are no answer', () => {
  expect(answersOf([fact('steel', 0.9), fact('aluminium', 0.9)]).material).toBeUndefined();
});

test('a rule beats hints, a person beats rules, and the last word of persons counts', () => {
  const facts = [
    fact('titanium', 1, { reader: 'person' }),
    fact('brass', 1, { reader: 'person' }),
    fact('steel', 0.95, { reader: 'rule' }),
    fact('aluminium', 0.9),
  ];
  expect(answersOf(facts)).toMatchObject({ material: 'brass', materialConfidence: 1 });
  expect(answersOf(facts.slice(2)).material).toBe('steel');
});

test('the grade is that of the material which is answered', () => {
  const grade = fact('6082', 0.9, { field: 'material-grade', source: 'sheet row 2' });
  expect(answersOf([fact('aluminium', 0.9, { source: 'sheet row 2' }), grade]).grade).toBe('6082');
  expect(
    answersOf([fact('steel', 0.95), fact('aluminium', 0.9, { source: 'sheet row 2' }), grade]).grade,
  ).toBeUndefined();
});
