import { AppError } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import type { Batch } from '@mantinel/logbook';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { ownLog } from './own-log.ts';

function rig(capacity?: number) {
  const batches: Batch[] = [];
  const lines: string[] = [];
  let failing = false;
  const own = ownLog({
    logbook: {
      append: async (batch) => {
        if (failing) throw new AppError('logbook.full', { data: { directory: '/d' } });
        batches.push(batch);
        return { epoch: 1, firstSeq: 1, count: 1, duplicate: false };
      },
    },
    site: 'plant',
    nowUs: () => 5_000_000,
    complain: (line) => lines.push(line),
    flushEveryMs: 5,
    ...(capacity === undefined ? {} : { capacity }),
  });
  const log = createLog({ write: (line) => lines.push(line), nowUs: () => 5_000_000, record: own.record });
  return {
    log,
    own,
    lines,
    batches,
    events: () => batches.flatMap(({ events }) => events as NewEvent[]),
    setFailing: (value: boolean) => {
      failing = value;
    },
  };
}

test('a line becomes an event with its code, severity and stack, behind the machines', async () => {
  const { log, own, events, batches, lines } = rig();
  const err = new Error('outside', { cause: new Error('inside') });
  log.child({ machine: 'mill' }).warn({ code: 'machine.odd', err, tries: 3 }, 'something is odd');
  log.debug('for developers');
  await own.close();
  expect(batches[0]?.priority).toBe('log');
  expect(events()).toMatchObject([
    {
      kind: 'log',
      severity: 13,
      code: 'machine.odd',
      machine: 'mill',
      message: 'something is odd',
      timeUs: 5_000_000,
      attributes: {
        tries: 3,
        exception: 'Error',
        stack: expect.stringMatching(/own-log\.test\.ts[\s\S]*inside/),
      },
    },
    { severity: 5, code: 'server.log', message: 'for developers' },
  ]);
  expect(lines.join('')).toMatch(
    /WARN {2}something is odd \[machine\.odd\] machine=mill tries=3\n {4}Error: outside/,
  );
  expect(lines.join('')).not.toContain('for developers');
});

test('secrets do not reach a line or an event', async () => {
  const { log, own, events, lines } = rig();
  log.info({ password: 'hunter2', body: { token: 'hunter2' } }, 'x');
  await own.close();
  expect(JSON.stringify(events()) + lines.join('')).not.toContain('hunter2');
});

test('beyond its capacity the oldest lines give way, and how many is told', async () => {
  const { log, own, events } = rig(10);
  for (let line = 0; line < 25; line++) log.info({ line }, 'x');
  await own.close();
  expect(own.dropped()).toBe(15);
  expect(events().flatMap(({ attributes }) => attributes.line ?? [])).toEqual([
    15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
  ]);
  expect(events().find(({ code }) => code === 'log.dropped')?.attributes).toEqual({ count: 15 });
});

test('a logbook that refuses is complained of once, outside the log, and the loss is told when it takes lines again', async () => {
  const { log, own, events, lines, setFailing } = rig();
  setFailing(true);
  log.info('lost 1');
  await new Promise((resolve) => setTimeout(resolve, 30));
  log.info('lost 2');
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(lines.filter((line) => line.includes('not stored'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('INFO'))).toHaveLength(2);
  setFailing(false);
  log.info('kept');
  await own.close();
  expect(own.dropped()).toBe(2);
  expect(events().map(({ message }) => message)).toEqual(['kept', '2 log lines were left out']);
});
