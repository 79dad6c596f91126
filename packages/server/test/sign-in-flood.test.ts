/** 10,000 wrong sign-ins, from one address and from everywhere: who works here goes on signing in, and the log stays readable. */
import { paths } from '@mantinel/contract';
import { afterEach, expect, test } from 'vitest';
import { hashPassword } from '../src/features/session/passwords/argon2.ts';
import { eventsOfBothSites, type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { startTestApp, type TestApp } from './support/start-test-app.ts';

let app: Pick<TestApp, 'fetch' | 'stop' | 'lines'> | undefined;
afterEach(async () => {
  await app?.stop();
  app = undefined;
});

interface From {
  readonly address?: string;
  readonly cookie?: string;
}
async function signIn(name: string, password: string, { address, cookie = '' }: From = {}) {
  const answer = await app!.fetch(paths.session, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      cookie,
      ...(address === undefined ? {} : { 'x-forwarded-for': address }),
    },
    body: JSON.stringify({ name, password }),
  });
  const { code = 'in' } = (await answer.json()) as { code?: string };
  const set = answer.headers.getSetCookie().map((each) => each.split(';')[0]!);
  return { code, device: set.find((each) => each.startsWith('mantinel-device=')) };
}

const failures = 10_000;
const shop = '192.0.2.1';

test('a device that is known signs in during the flood, which takes neither memory nor the logbook, and leaves a few lines', async () => {
  // The test stands where a reverse proxy would, so that it can come from everywhere.
  const plant: PlantApp = await startPlantApp({}, { http: { trustedProxies: ['127.0.0.0/8'] } });
  app = plant;
  const { id } = await plant.store.people.create({ name: 'Vera', place: 'site:plant' });
  await plant.store.people.setPasswordHash(id, await hashPassword('correct horse'));
  const { device } = await signIn('Vera', 'correct horse', { address: shop });
  const before = process.memoryUsage().rss;
  const begun = performance.now();
  const codes = new Map<string, number>();
  let sent = 0;

  /** Every second one from the shop's own address, at Vera or at others; the rest at anybody from anywhere. */
  async function attacker(): Promise<void> {
    while (sent < failures) {
      const number = sent++;
      const name = number % 4 === 0 ? 'Vera' : `Nobody ${number % 700}`;
      const address = number % 2 === 0 ? shop : `198.51.${number % 250}.${number % 199}`;
      const { code } = await signIn(name, 'guess', { address });
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
  }
  const flood = Promise.all(Array.from({ length: 60 }, attacker));

  const waits: number[] = [];
  const appends: number[] = [];
  const timed = async (into: number[], work: () => Promise<unknown>) => {
    const at = performance.now();
    await work();
    into.push(performance.now() - at);
  };
  while (sent < failures) {
    await timed(waits, async () => {
      const { code } = await signIn('Vera', 'correct horse', { address: shop, cookie: device! });
      expect(code).toBe('in');
    });
    await timed(appends, () => plant.logbook.append({ events: eventsOfBothSites(1) }));
  }
  await flood;

  expect(codes.has('in')).toBe(false);
  expect([...codes.keys()].sort()).toEqual([
    'session.busy',
    'session.tooManyAttempts',
    'session.wrongPassword',
  ]);
  expect(waits.length).toBeGreaterThan(3);
  // Attackers, shop and program share one thread here; a second or two where they do not.
  expect(Math.max(...waits)).toBeLessThan(30_000);
  expect(Math.max(...appends)).toBeLessThan(5_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(400 * 2 ** 20);
  const minutes = Math.ceil((performance.now() - begun) / 60_000) + 1;

  await plant.stop();
  app = undefined;
  const single = plant.lines.filter((line) => line.includes('a sign-in was refused'));
  const summed = plant.lines.filter((line) => line.includes('more sign-ins were refused'));
  expect(single.length).toBeLessThanOrEqual(5 * minutes);
  expect(summed.length).toBeGreaterThan(0);
  expect(summed.length).toBeLessThanOrEqual(minutes);
  const told = summed.reduce(
    (sum, line) => sum + Number(/(\d+) more sign-ins/.exec(line)![1]),
    single.length,
  );
  expect(told).toBe(failures);
}, 240_000);

test('a new device at the shop signs in a minute after the flood at the latest', async () => {
  const own = await startTestApp({ http: { trustedProxies: ['127.0.0.0/8'] } });
  app = own;
  await own.signUp();
  for (let number = 0; number < 400; number++) await signIn(`nobody ${number}`, 'guess', { address: shop });
  expect((await signIn('Olga', 'correct horse', { address: shop })).code).toBe('session.tooManyAttempts');
  own.advance(60);
  expect((await signIn('Olga', 'correct horse', { address: shop })).code).toBe('in');
}, 120_000);

test('without a proxy that is named, who writes X-Forwarded-For is who connects', async () => {
  const own = await startTestApp({ signIn: { limits: { perAddress: 3 } } });
  app = own;
  await own.signUp();
  const codes: string[] = [];
  for (let number = 0; number < 4; number++)
    codes.push((await signIn(`nobody ${number}`, 'guess', { address: `203.0.113.${number}` })).code);
  expect(codes.at(-1)).toBe('session.tooManyAttempts');
});

test('a device cookie of somebody else, or one that was made up, is no device that is known', async () => {
  const own = await startTestApp({ signIn: { limits: { perAddress: 3 } } });
  app = own;
  await own.signUp();
  const { device } = await signIn('Olga', 'correct horse');
  for (let number = 0; number < 3; number++) await signIn('nobody', 'guess', { cookie: device! });
  // Not Olga's device where it is not Olga.
  expect((await signIn('somebody', 'guess', { cookie: device! })).code).toBe('session.tooManyAttempts');
  const forged = `${device!.slice(0, -6)}AAAAAA`;
  expect((await signIn('Olga', 'correct horse', { cookie: forged })).code).toBe('session.tooManyAttempts');
  expect((await signIn('Olga', 'correct horse', { cookie: device! })).code).toBe('in');
});
