import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wedgeReader } from './wedge-reader.ts';

/** What comes of keys, each so many milliseconds after the one before. */
function badgesOf(keys: readonly string[], gapMs: number): string[] {
  const reader = wedgeReader();
  return keys.flatMap((key, at) => reader.key(key, 1000 + at * gapMs) ?? []);
}

test('a number that is typed as fast as a reader types is a badge once Enter or Tab ends it', () => {
  for (const gapMs of [1, 16, 50]) {
    expect(badgesOf([...'0012345678', 'Enter'], gapMs)).toEqual(['0012345678']);
    expect(badgesOf([...'04', 'Shift', 'A', ...'2f19', 'Tab'], gapMs)).toEqual(['04A2f19']);
  }
  expect(badgesOf([...'0012345678', 'Enter', ...'777888', 'Enter'], 10)).toEqual(['0012345678', '777888']);
});

test('what a person types, what is too short and what is garbage are none', () => {
  expect(badgesOf([...'4917', 'Enter'], 150)).toEqual([]);
  expect(badgesOf([...'12', 'Enter'], 5)).toEqual([]);
  expect(badgesOf([...';%B123^', 'Enter'], 5)).toEqual([]);
  expect(badgesOf([...'1'.repeat(65), 'Enter'], 5)).toEqual([]);
  expect(badgesOf([...'12345', 'Escape', 'Enter'], 5)).toEqual([]);
});

test('a half that was broken off is no part of the next', () => {
  const reader = wedgeReader();
  for (const [at, key] of [...'99999'].entries()) reader.key(key, at * 5);
  const next = [...'0012345678', 'Enter'].flatMap((key, at) => reader.key(key, 5000 + at * 5) ?? []);
  expect(next).toEqual(['0012345678']);
});

test('whatever keys come, only a badge number comes out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ maxLength: 1 }), fc.constantFrom('Enter', 'Shift', 'F5'))),
      (keys) => {
        for (const badge of badgesOf(keys, 5)) expect(badge).toMatch(/^[0-9A-Za-z]{4,64}$/);
      },
    ),
  );
});
