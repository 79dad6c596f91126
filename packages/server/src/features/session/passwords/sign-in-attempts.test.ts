import type { AppError } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { signInAttempts } from './sign-in-attempts.ts';

const secondUs = 1_000_000;

function rig() {
  let now = 1_000 * secondUs;
  const attempts = signInAttempts(() => now);
  return {
    attempts,
    pass: (seconds: number) => {
      now += seconds * secondUs;
    },
    /** Seconds to wait; 0 when the try is let through. */
    wait: (name: string, address = '10.0.0.1') => {
      try {
        attempts.begin({ name, address });
        return 0;
      } catch (error) {
        return Number((error as AppError).data.seconds);
      }
    },
  };
}

test('four tries are free, then the wait doubles up to a minute and never becomes a lock', () => {
  const { wait, pass } = rig();
  const free = [wait('olga'), wait('olga'), wait('olga'), wait('olga')];
  expect(free).toEqual([0, 0, 0, 0]);
  const waits: number[] = [];
  for (let tries = 0; tries < 9; tries++) {
    const seconds = wait('olga');
    waits.push(seconds);
    pass(seconds);
    expect(wait('olga')).toBe(0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
});

test('guessing from one place does not hold up the same name from another', () => {
  const { wait } = rig();
  for (let tries = 0; tries < 6; tries++) wait('olga', '10.0.0.66');
  expect(wait('olga', '10.0.0.66')).toBeGreaterThan(0);
  expect(wait('olga', '10.0.0.1')).toBe(0);
});

test('trying many names from one address is slowed too', () => {
  const { wait } = rig();
  for (let tries = 0; tries < 20; tries++) wait(`name${tries}`);
  expect(wait('olga')).toBeGreaterThan(0);
});

test('a right password and a quarter of an hour both begin anew', () => {
  const { attempts, wait, pass } = rig();
  for (let tries = 0; tries < 4; tries++) wait('olga');
  pass(2);
  attempts.succeeded({ name: 'Olga', address: '10.0.0.1' });
  expect([wait('olga'), wait('olga'), wait('olga')]).toEqual([0, 0, 0]);
  for (let tries = 0; tries < 5; tries++) wait('olga');
  pass(3600);
  expect([wait('olga'), wait('olga'), wait('olga')]).toEqual([0, 0, 0]);
});

test('10,000 failures from one address keep nobody out elsewhere, are never a lock, and take bounded memory', () => {
  const { wait, pass, attempts } = rig();
  for (let tries = 0; tries < 10_000; tries++) wait('olga', '10.0.0.66');
  expect(wait('olga', '10.0.0.1')).toBe(0);
  pass(60);
  expect(wait('olga', '10.0.0.66')).toBe(0);
  for (let tries = 0; tries < 30_000; tries++) wait(`invented${tries}`, `10.1.${tries % 200}.${tries % 250}`);
  expect(attempts.size).toBeLessThanOrEqual(10_000);
});

test('all addresses of one IPv6 network count as one, and an IPv4 one in IPv6 clothes as itself', () => {
  const { wait } = rig();
  const from = (host: string) => wait('olga', host);
  for (let tries = 0; tries < 6; tries++) from(`2001:db8:0:7:${tries}::1`);
  expect(from('2001:db8:0:7::9')).toBeGreaterThan(0);
  expect(from('2001:db8::7:0:0:0:1')).toBeGreaterThan(0);
  expect(from('2001:db8:0:8::1')).toBe(0);
  for (let tries = 0; tries < 6; tries++) from('10.0.0.9');
  expect(from('::ffff:10.0.0.9')).toBeGreaterThan(0);
  expect(from('::1')).toBe(0);
});

test('what was no guess is not counted, and takes nothing off what was counted before', () => {
  const { attempts, wait, pass } = rig();
  const attempt = { name: 'olga', address: '10.0.0.1' };
  for (let tries = 0; tries < 20; tries++) {
    expect(wait('olga')).toBe(0);
    attempts.uncount(attempt);
  }
  expect([wait('olga'), wait('olga'), wait('olga'), wait('olga')]).toEqual([0, 0, 0, 0]);
  expect(wait('olga')).toBe(1);
  pass(1);
  expect(wait('olga')).toBe(0);
  attempts.uncount(attempt);
  expect(wait('olga')).toBe(0);
  expect(wait('olga')).toBe(2);
});
