import { expect, test } from 'vitest';
import { isWeakPin } from './weak-pin.ts';

test.each([
  '0000',
  '1111',
  '1234',
  '4321',
  '7890',
  '0987',
  '1357',
  '1212',
  '6969',
  '123123',
  '11223344',
  '1122',
  '1100',
  '1984',
  '2025',
  '2580',
  '12345678',
  '87654321',
  '99999999',
  '1112',
])('%s is tried first', (pin) => {
  expect(isWeakPin(pin)).toBe(true);
});

test.each(['4917', '7305', '28461', '590273', '83015946', '1023'])('%s will do', (pin) => {
  expect(isWeakPin(pin)).toBe(false);
});

test('most PINs are left to choose from', () => {
  const all = Array.from({ length: 10_000 }, (_, pin) => String(pin).padStart(4, '0'));
  expect(all.filter((pin) => !isWeakPin(pin)).length).toBeGreaterThan(8500);
});
