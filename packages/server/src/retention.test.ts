import { expect, test } from 'vitest';
import { createLog } from './own-log/log.ts';
import type { LogRecord } from './own-log/log-record.ts';
import { keepRetention } from './retention.ts';

const days = { developer: 1, technical: 2, operator: 3 };

test('retention runs again and again with the configured days, and a failure does not end it', async () => {
  const asked: unknown[] = [];
  const records: LogRecord[] = [];
  const log = createLog({ write: () => undefined, nowUs: () => 0, record: (record) => records.push(record) });
  const { stop } = keepRetention({
    logbook: {
      proof: { seal: async () => undefined },
      retain: async (policy) => {
        asked.push(policy);
        if (asked.length === 1) throw new Error('disk');
        return { removedEvents: 7, freedBytes: 700 };
      },
    },
    days: () => days,
    nowUs: () => 42,
    log,
    everyMs: 5,
  });
  while (asked.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  await stop();
  const runs = asked.length;
  expect(asked[0]).toEqual({ days, nowUs: 42 });
  expect(records.map(({ code }) => code).slice(0, 2)).toEqual(['logbook.notRetained', 'logbook.retained']);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(asked.length).toBe(runs);
});
