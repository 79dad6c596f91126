import { expect, test } from 'vitest';
import { operationsText, parseOperations } from './operations-text.ts';

test('operations go through text and back, with what the text does not name', () => {
  const operations = [
    { number: 10, name: 'Turn', plannedRunPerItemUs: 5 },
    { number: 20, name: 'Mill 5-axis' },
  ];
  expect(operationsText(operations)).toBe('10 Turn; 20 Mill 5-axis');
  expect(parseOperations(operationsText(operations), operations)).toEqual(operations);
  expect(parseOperations(' 10 Grind;', operations)).toEqual([
    { number: 10, name: 'Grind', plannedRunPerItemUs: 5 },
  ]);
  expect(parseOperations('', operations)).toEqual([]);
});

test.each(['Turn', '10', '0 Turn', '10 Turn; 10 Mill', '100000 Turn'])('%j is refused', (text) => {
  expect(parseOperations(text, [])).toBeUndefined();
});
