import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMachineId, machineIdFrom } from './machine-id.ts';

test('a file name gives an id that the server takes, or none', () => {
  expect(machineIdFrom('Mazak01 2016-11.txt')).toBe('mazak01-2016-11');
  fc.assert(
    fc.property(fc.string(), (name) => {
      const id = machineIdFrom(name);
      expect(id === '' || isMachineId(id)).toBe(true);
    }),
  );
});

test.each(['', '-a', 'A', 'a b', 'ä', 'a'.repeat(64)])('%j is no id', (text) => {
  expect(isMachineId(text)).toBe(false);
});
