import { expect, test } from 'vitest';
import type { ObservationBatch } from './connector.ts';
import { hearing } from './hearing.ts';

const second = 1_000_000;
const batch: ObservationBatch = { observations: [], cursor: undefined };

function ear() {
  let nowUs = 1000 * second;
  const heard = hearing(() => nowUs);
  const source = async function* () {
    for (;;) yield batch;
  };
  const batches = heard.through(source());
  return {
    heard,
    wait: (us: number) => {
      nowUs += us;
    },
    /** Keeps a batch for so long. */
    async keep(us: number) {
      await batches.next();
      nowUs += us;
    },
    now: () => nowUs,
    next: () => batches.next(),
  };
}

test('what is read at the pace of the source has been heard until now', async () => {
  const { heard, keep, next, now } = ear();
  await keep(second / 10);
  await next();
  expect(heard.heardUs()).toBe(now());
});

test('after a long wait all was heard until it began, and until now again when what was held back has been read', async () => {
  const { heard, keep, next, now, wait } = ear();
  const begunUs = now();
  await keep(3600 * second);
  await next();
  expect(heard.heardUs()).toBe(begunUs);
  wait(5 * second);
  expect(heard.heardUs()).toBe(begunUs);
  wait(5 * second);
  expect(heard.heardUs()).toBe(now());
});

test('a wait soon after another counts from the first', async () => {
  const { heard, keep, next, now, wait } = ear();
  const begunUs = now();
  await keep(60 * second);
  await next();
  wait(2 * second);
  await keep(60 * second);
  await next();
  expect(heard.heardUs()).toBe(begunUs);
});

test('a new connection holds nothing back', async () => {
  const { heard, keep, next, now } = ear();
  await keep(60 * second);
  await next();
  heard.renewed();
  expect(heard.heardUs()).toBe(now());
});
