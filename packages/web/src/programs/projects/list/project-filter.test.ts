import { expect, test } from 'vitest';
import { addressOf, filterOf, rangeOf } from './project-filter.ts';

test.each([
  ['', ''],
  ['80-120', '80:120'],
  ['80 – 120', '80:120'],
  ['0,05:', '0.05:'],
  [':120', ':120'],
  ['10', '10:10'],
  ['fast', undefined],
  [':', undefined],
  ['1-2-3', undefined],
])('%j is the range %j', (typed, range) => {
  expect(rangeOf(typed)).toBe(range);
});

test('an address holds what was chosen, and nothing that the API does not know', () => {
  const filter = { text: 'F-100', tool: 'drill', vc: '80:120' };
  const address = addressOf('/programs', { ...filter, customer: '' });
  expect(filterOf(address.slice(address.indexOf('?') + 1))).toEqual(filter);
  expect(filterOf('text=a&evil=1&kind=')).toEqual({ text: 'a' });
  expect(addressOf('/programs', {})).toBe('/programs');
});
