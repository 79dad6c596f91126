import { expect, test } from 'vitest';
import { sizeText } from './size-text.ts';

test('a size is told in the unit that leaves few digits', () => {
  expect([0, 940, 1500, 12_345_678, 999_950_000, 3.2e12, 5e15].map((bytes) => sizeText(bytes, 'en'))).toEqual(
    ['0 KB', '0.9 KB', '1.5 KB', '12 MB', '1,000 MB', '3.2 TB', '5,000 TB'],
  );
});
