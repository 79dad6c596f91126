import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandOf, commands, type Stroke } from './keyboard.ts';

const stroke = (key: string, given: Partial<Stroke> = {}): Stroke => ({
  key,
  ctrl: false,
  alt: false,
  meta: false,
  focus: 'page',
  ...given,
});

describe('keys', () => {
  test('each does one thing only', () => {
    const keys = Object.values(commands).flat();
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each([
    ['j', 'rowDown'],
    ['G', 'newest'],
    ['E', 'previousError'],
    [' ', 'pageDown'],
    ['?', 'help'],
    ['x', undefined],
  ])('%s: %s', (key, command) => {
    expect(commandOf(stroke(key))).toBe(command);
  });

  test('typing in a field is never taken; Escape leaves it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(commands).flat()), (key) => {
        expect(commandOf(stroke(key, { focus: 'text' }))).toBe(key === 'Escape' ? 'close' : undefined);
      }),
    );
  });

  test("the browser's own combinations are left alone", () => {
    for (const held of ['ctrl', 'alt', 'meta'] as const)
      expect(commandOf(stroke('e', { [held]: true }))).toBeUndefined();
  });

  test('a focused button keeps Enter and Space, and lets letters through', () => {
    expect(commandOf(stroke('Enter', { focus: 'pressed' }))).toBeUndefined();
    expect(commandOf(stroke(' ', { focus: 'pressed' }))).toBeUndefined();
    expect(commandOf(stroke('j', { focus: 'pressed' }))).toBe('rowDown');
  });

  test('a pressed button does not keep the keys that move in the rows; a list that is moved in does', () => {
    for (const key of ['ArrowDown', 'Home', 'End', 'PageUp', 'PageDown']) {
      expect(commandOf(stroke(key, { focus: 'pressed' })), key).toBe(commandOf(stroke(key)));
      expect(commandOf(stroke(key, { focus: 'moved' })), key).toBeUndefined();
    }
  });
});
