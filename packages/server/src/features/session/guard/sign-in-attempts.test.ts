import { type AppError, Config } from '@mantinel/contract';
import { expect, test } from 'vitest';
import { signInAttempts } from './sign-in-attempts.ts';

const secondUs = 1_000_000;

const defaults = Config.parse({}).signIn.limits;

function rig(limits: Partial<typeof defaults> = {}) {
  let now = 1_000 * secondUs;
  const attempts = signInAttempts(() => now, { ...defaults, ...limits });
  return {
    attempts,
    pass: (seconds: number) => {
      now += seconds * secondUs;
    },
    /** Seconds to wait; 0 when the try is let through. */
    wait: (name: string, address = '10.0.0.1', device?: string) => {
      try {
        attempts.begin({ name, address, device });
        return 0;
      } catch (error) {
        return Number((error as AppError).data.seconds);
      }
    },
  };
}

test('five tries are free, then the wait doubles up to a minute and never becomes a lock', () => {
  const { wait, pass } = rig();
  const free = Array.from({ length: 5 }, () => wait('olga'));
  expect(free).toEqual([0, 0, 0, 0, 0]);
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

test('trying many names from one address is slowed too, and a right password there forgives only itself', () => {
  const { attempts, wait } = rig();
  for (let tries = 0; tries < 100; tries++) expect(wait(`name${tries}`)).toBe(0);
  expect(wait('olga')).toBeGreaterThan(0);
  attempts.succeeded({ name: 'name1', address: '10.0.0.1' });
  expect(wait('peter')).toBe(0);
  expect(wait('rita')).toBeGreaterThan(0);
});

test('guessing at one name from everywhere is slowed, save on devices that are known', () => {
  const { wait } = rig();
  for (let tries = 0; tries < 100; tries++) expect(wait('olga', `10.0.${tries}.1`)).toBe(0);
  expect(wait('olga', '10.0.200.1')).toBeGreaterThan(0);
  expect(wait('olga', '10.0.200.1', 'tablet')).toBe(0);
  expect(wait('peter', '10.0.200.1')).toBe(0);
});

test('a device is slowed by its own tries alone', () => {
  const { wait } = rig();
  for (let tries = 0; tries < 5; tries++) expect(wait('olga', '10.0.0.1', 'tablet')).toBe(0);
  expect(wait('olga', '10.0.0.1', 'tablet')).toBeGreaterThan(0);
  expect(wait('olga', '10.0.0.1', 'phone')).toBe(0);
});

test('a shop of clumsy fingers behind one address is not slowed: what is wrong leaks away', () => {
  const { attempts, wait, pass } = rig();
  for (let minute = 0; minute < 8 * 60; minute++) {
    for (let each = 0; each < 5; each++) {
      const name = `name${minute}-${each}`;
      expect(wait(name)).toBe(0);
      if (each > 3) attempts.succeeded({ name, address: '10.0.0.1' });
    }
    pass(60);
  }
});

test('a right password and a quarter of an hour both begin anew', () => {
  const { attempts, wait, pass } = rig();
  for (let tries = 0; tries < 5; tries++) wait('olga');
  pass(2);
  attempts.succeeded({ name: 'Olga', address: '10.0.0.1' });
  expect([wait('olga'), wait('olga'), wait('olga')]).toEqual([0, 0, 0]);
  for (let tries = 0; tries < 5; tries++) wait('olga');
  pass(1800);
  expect([wait('olga'), wait('olga'), wait('olga')]).toEqual([0, 0, 0]);
});

test('a right password whose code is still missing neither counts nor forgives', () => {
  const { attempts, wait } = rig();
  for (let tries = 0; tries < 4; tries++) wait('olga');
  for (let tries = 0; tries < 20; tries++) {
    expect(wait('olga')).toBe(0);
    attempts.takenBack({ name: 'olga', address: '10.0.0.1' });
  }
  expect([wait('olga'), wait('olga')]).toEqual([0, 1]);
});

test('a clock that is set back by an hour keeps nobody waiting longer than ever, one set forward neither', () => {
  const { wait, pass } = rig();
  for (let tries = 0; tries < 30; tries++) wait('olga');
  pass(-3600);
  expect(wait('olga')).toBeLessThanOrEqual(60);
  pass(60);
  expect(wait('olga')).toBe(0);
  pass(3600);
  expect(wait('olga')).toBe(0);
});

test('the limits are as they are set', () => {
  const { wait } = rig({ perPersonAndAddress: 2, perAddress: 3, longestWaitSeconds: 4 });
  expect([wait('olga'), wait('olga'), wait('olga')]).toEqual([0, 0, 1]);
  expect([wait('peter'), wait('peter')]).toEqual([0, 1]);
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
