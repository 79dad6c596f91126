import { messageArguments, messageFiller, shopArguments } from '@mantinel/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messageFlaw } from './catalogue.ts';

test('whatever an entry may hold is a message that can be filled in', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('{', '}', "'", '#', '<b>', '{machine}', '{item}', '{axis}', '{number, number}', '{ }'),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const text = parts.join('');
      if (messageFlaw(text) !== undefined) return;
      for (const { name, plain } of messageArguments(text)) {
        expect(plain).toBe(true);
        expect(shopArguments).toContain(name);
      }
      expect(messageFiller('sk')(text, { machine: 'M' })).not.toContain('{machine}');
    }),
  );
});

test('what is wrong is said', () => {
  expect(messageFlaw('Axis {axis}')).toContain('{axis} stands for nothing');
  expect(messageFlaw('{number, number}')).toContain('stands for nothing');
  expect(messageFlaw('Open { brace')).toContain('alone');
  expect(messageFlaw("'{machine}'")).toContain('apostrophe');
  expect(messageFlaw("{machine}: it's <b>5 < 6</b>")).toBeUndefined();
});
