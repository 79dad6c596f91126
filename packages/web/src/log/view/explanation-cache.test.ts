import type { ExplanationTextsView } from '@mantinel/contract';
import { expect, test, vi } from 'vitest';
import { explanationCache } from './explanation-cache.ts';

const texts = (title: string): ExplanationTextsView => ({
  language: 'en',
  texts: { title },
  sources: [],
  origin: 'shipped',
  generic: false,
});

test('rows that come together are asked for once, together, and their listeners are told', async () => {
  vi.useFakeTimers();
  try {
    const asked: (readonly string[])[] = [];
    const cache = explanationCache({
      ask: async (of) => {
        asked.push(of);
        return new Map([['mill@fanuc.SV0401', texts('Not ready')]]);
      },
      now: Date.now,
    });
    const told = vi.fn();
    cache.subscribe(told);
    for (let row = 0; row < 3; row += 1) {
      expect(cache.of('mill', 'fanuc.SV0401')).toBeUndefined();
      expect(cache.of(undefined, 'logbook.full')).toBeUndefined();
    }
    await vi.advanceTimersByTimeAsync(50);
    expect(asked).toEqual([['mill@fanuc.SV0401', '@logbook.full']]);
    expect(told).toHaveBeenCalledTimes(1);
    expect(cache.of('mill', 'fanuc.SV0401')?.texts.title).toBe('Not ready');
    expect(cache.of(undefined, 'logbook.full')).toBeUndefined();
    await vi.advanceTimersByTimeAsync(50);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(61_000);
    expect(cache.of('mill', 'fanuc.SV0401')?.texts.title).toBe('Not ready');
    await vi.advanceTimersByTimeAsync(50);
    expect(asked.at(-1)).toEqual(['mill@fanuc.SV0401']);
    expect(told).toHaveBeenCalledTimes(1);
  } finally {
    vi.useRealTimers();
  }
});

test('a long screen is asked for in parts, and a server that is away is asked again later', async () => {
  vi.useFakeTimers();
  try {
    const asked: number[] = [];
    let away = true;
    const cache = explanationCache({
      ask: async (of) => {
        asked.push(of.length);
        if (away) throw new Error('away');
        return new Map(of.map((one) => [one, texts(one)]));
      },
      now: Date.now,
    });
    for (let code = 0; code < 100; code += 1) cache.of('mill', `x.${code}`);
    await vi.advanceTimersByTimeAsync(50);
    expect(asked).toEqual([60, 40]);
    away = false;
    await vi.advanceTimersByTimeAsync(61_000);
    cache.of('mill', 'x.1');
    await vi.advanceTimersByTimeAsync(50);
    expect(cache.of('mill', 'x.1')?.texts.title).toBe('mill@x.1');
  } finally {
    vi.useRealTimers();
  }
});
