import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { type IsWeak, weakPasswords } from './weak-password.ts';

let isWeak: IsWeak;
beforeAll(async () => {
  isWeak = await weakPasswords();
});
const weak = (password: string) => isWeak(password, ['Mantinel', 'Olga Kováčová', 'zilina']);

test.each([
  'password1234',
  'Passw0rd2024!',
  'P@$$w0rd12345',
  'PASSWORDPASSWORD',
  'qwertyuiop123',
  'QwErTyUiOp!!',
  'qwertzuiop12',
  '123456789012',
  '111111111111',
  'aaaaaaaaaaaa',
  'abcdefghijkl',
  '1q2w3e4r5t6y',
  'asdfghjkl123',
  'letmein2026!',
  'Summer2026!!',
  'SummerSummer1',
  'mantinel2026',
  'Mantinel1234!',
  'olgakovacova',
  'OlgaKováčová1',
  'kovacova1996',
  'Zilina240396',
  'zilinazilina',
  'Willkommen123',
  'heslo1234567',
  'adminadminadmin',
  'iloveyou2026',
  'changeme1234',
  '............',
  '            ',
  '2026-2026-2026',
  'fanuc fanuc fanuc',
  'siemens-2026-',
  'welcomewelcome1',
])('%s is refused', (password) => {
  expect(weak(password)).toBe(true);
});

test.each([
  'correct horse battery',
  'correct horse blue nine',
  'vlk žerie modré huby',
  'kV9#tqLw2!zR',
  'tromf-lanko-bager',
  'xkqpvnwjhgtz',
  'two lathes and a goat',
  'Sobota rano pijem kavu bez cukru',
  '839174650284x7',
])('%s is taken', (password) => {
  expect(weak(password)).toBe(false);
});

test('what a generator makes is taken, and any text is judged in time', () => {
  for (let made = 0; made < 200; made++) expect(weak(randomBytes(12).toString('base64url'))).toBe(false);
  const began = performance.now();
  fc.assert(fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (text) => void weak(text)));
  expect(performance.now() - began).toBeLessThan(5000);
});

test('words of the list with whatever people put before and behind are refused', () => {
  const word = fc.constantFrom('sommer', 'hockey', 'maschine', 'werkstatt', 'michael', 'football', 'stroj');
  const tail = fc.constantFrom('1', '12', '2025', '1990!', '123', '!!!', '007', '24122025');
  fc.assert(
    fc.property(word, tail, fc.boolean(), (text, end, upper) => {
      const written = upper ? text.toUpperCase() : text.charAt(0).toUpperCase() + text.slice(1);
      expect(weak(written + end)).toBe(true);
      expect(weak(end + written)).toBe(true);
      expect(weak(written.replaceAll(/o/gi, '0').replaceAll(/e/gi, '3') + end)).toBe(true);
    }),
  );
});
