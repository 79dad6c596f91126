/** On a logbook in memory, with a clock and a disk that the test holds in its hands. */
import { afterEach, expect, test } from 'vitest';
import { memoryEventStore } from '../test/support/memory-event-store.ts';
import { type DiskForecast, type ForecastOptions, keepDiskForecast } from './disk-forecast.ts';
import type { Log } from './own-log/log.ts';

const dayUs = 24 * 3_600_000_000;
const startUs = 1_800_000_000_000_000;
let forecast: DiskForecast | undefined;
afterEach(() => forecast?.stop());

/** A hundred events a day over so many days, of a thousand bytes each. */
async function shop(days: number, settings: { free: number; keptDays?: number }) {
  const logbook = memoryEventStore();
  const count = days * 100;
  for (let number = 0; number < count; number += 1)
    await logbook.append({
      events: [
        {
          timeUs: 1,
          receivedUs: startUs + Math.floor((number / 100) * dayUs),
          site: 'plant',
          kind: 'message',
          severity: 9,
          code: 'test',
          message: '',
          attributes: {},
          quality: 'good',
        },
      ],
    });
  const warned: unknown[] = [];
  const stats = { ...logbook.stats(), events: count, bytes: count * 1000 };
  const options: ForecastOptions = {
    folder: 'none',
    logbook: { count: logbook.count, page: logbook.page, stats: () => stats },
    reserveBytes: 0,
    keptDays: () => settings.keptDays ?? 365,
    nowUs: () => startUs + days * dayUs,
    log: { warn: (data: { code: string }) => warned.push(data.code) } as unknown as Log,
    freeBytes: async () => settings.free,
  };
  const look = async () => {
    forecast = keepDiskForecast(options);
    await forecast.stop();
    return forecast.view();
  };
  return { look, warned, options };
}

test('days are told from what came within the last week, and the warning in time', async () => {
  const { look, warned } = await shop(10, { free: 30 * 100_000 });
  expect(await look()).toEqual({ freeBytes: 3_000_000, fullInDays: 30 });
  expect(warned).toEqual([]);
  const soon = await shop(10, { free: 5.5 * 100_000 });
  expect(await soon.look()).toEqual({ freeBytes: 550_000, fullInDays: 5 });
  expect(soon.warned).toEqual(['disk.fillingUp']);
});

test('nothing is foretold of an hour, of a log that only keeps its size, or for more than ten years', async () => {
  const none = await shop(0, { free: 1000 });
  expect(await none.look()).toEqual({ freeBytes: 1000 });
  const steady = await shop(10, { free: 1000, keptDays: 10 });
  expect(await steady.look()).toEqual({ freeBytes: 1000 });
  const vast = await shop(2, { free: 1e12 });
  expect(await vast.look()).toEqual({ freeBytes: 1e12 });
});

test('each limit is told once while it lasts', async () => {
  let free = 10 * 100_000;
  const { options, warned } = await shop(10, { free });
  forecast = keepDiskForecast({ ...options, everyMs: 5, freeBytes: async () => free });
  const looked = () => new Promise((resolve) => setTimeout(resolve, 100));
  await looked();
  expect(warned).toEqual(['disk.fillingUp']);
  free = 2 * 100_000;
  await looked();
  expect(warned).toEqual(['disk.fillingUp', 'disk.fillingUp']);
});

test('a disk that cannot be asked is told and stops nothing', async () => {
  const warned: string[] = [];
  forecast = keepDiskForecast({
    folder: 'none',
    logbook: memoryEventStore(),
    reserveBytes: 0,
    keptDays: () => 1,
    nowUs: () => startUs,
    log: { warn: ({ code }: { code: string }) => warned.push(code) } as unknown as Log,
    freeBytes: () => Promise.reject(new Error('gone')),
  });
  await forecast.stop();
  expect(warned).toEqual(['disk.notAsked']);
  expect(forecast.view()).toBeUndefined();
});
