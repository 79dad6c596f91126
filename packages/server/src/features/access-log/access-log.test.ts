/** Who read the logbook, as entries of it: few for a screen that asks all day, each for what is taken away, none lost to a full disk. */
import { AppError } from '@mantinel/contract';
import { type NewEvent, parseEventId } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { memoryEventStore } from '../../../test/support/memory-event-store.ts';
import { createLog } from '../../own-log/log.ts';
import { accessLog } from './access-log.ts';
import type { Access } from './asked.ts';
import { readings } from './readings.ts';
import { tails } from './tails.ts';

const second = 1_000_000;
const looking: Access = {
  caller: { person: { id: 'olga', name: 'Olga' } },
  address: '192.168.7.30',
  view: 'page',
  scope: everything,
  query: { level: 'technical', query: 'coolant', limit: 200 },
};
const plain: Access['scope'] = {
  sites: ['plant'],
  machines: 'all',
  withoutMachine: true,
  withoutKinds: ['audit'],
};

function clocked() {
  let us = 1_800_000_000_000_000;
  return {
    nowUs: () => us,
    pass: (seconds: number) => {
      us += seconds * second;
    },
  };
}
const after = (event: NewEvent | undefined) => event?.attributes.after as Record<string, unknown>;

test('rows, counts and further pages of one question are one entry, then one for each ten minutes in which it goes on', () => {
  const { nowUs, pass } = clocked();
  const looks = readings({ site: 'plant', nowUs });
  const page = { events: 200, fromUs: 5, toUs: 9 };
  looks.look(looking, page);
  looks.look({ ...looking, view: 'counts' }, { events: 0 });
  expect(looks.due()).toEqual([]);
  pass(2);
  const [first, ...more] = looks.due();
  expect(more).toEqual([]);
  expect(first).toMatchObject({
    code: 'log.read',
    kind: 'audit',
    site: 'plant',
    attributes: { personId: 'olga', address: '192.168.7.30', search: 'coolant', place: 'enterprise:own' },
  });
  expect(after(first)).toMatchObject({
    level: 'technical',
    requests: 2,
    views: { page: 1, counts: 1 },
    events: 200,
    firstUs: 5,
    lastUs: 9,
    sites: 'all',
    audit: true,
  });
  for (let each = 0; each < 120; each++) {
    pass(5);
    looks.look(
      { ...looking, query: { ...looking.query, cursor: `k${each}` } },
      { events: 200, fromUs: each, toUs: 7 },
    );
    if (each < 118) expect(looks.due()).toEqual([]);
  }
  const [second] = looks.due();
  expect(after(second)).toMatchObject({ requests: 120, events: 24_000, firstUs: 0, lastUs: 7 });
  pass(600);
  expect(looks.due()).toEqual([]);
  expect(looks.due(true)).toEqual([]);
});

test('another reader, token, terminal, address, search or filter is another entry; a search being typed is none', () => {
  const { nowUs } = clocked();
  const looks = readings({ site: 'plant', nowUs });
  const others: Access[] = [
    looking,
    { ...looking, caller: { person: { id: 'jan', name: 'Jan' } } },
    { ...looking, caller: { ...looking.caller, token: { id: 'token-1' } } },
    { ...looking, address: '192.168.7.31' },
    { ...looking, query: { ...looking.query, query: 'door' } },
    { ...looking, query: { ...looking.query, machine: ['mill'] } },
    { ...looking, scope: plain },
  ];
  for (const each of [...others, ...others]) looks.look(each, { events: 1, fromUs: 1, toUs: 1 });
  const typing = { ...looking, view: 'completions' as const };
  for (const query of ['c', 'co', 'coo'])
    looks.look({ ...typing, query: { ...looking.query, query, at: 1 } }, { events: 0 });
  const entries = looks.due(true);
  expect(entries).toHaveLength(others.length + 1);
  expect(after(entries.at(-1))).toMatchObject({ requests: 3, views: { completions: 3 } });
  expect(entries.at(-1)?.attributes).not.toHaveProperty('search');
  // Who reads one site alone is told to whoever reads the audit trail there.
  expect(entries[6]).toMatchObject({ site: 'plant', attributes: { place: 'site:plant' } });
  expect(after(entries[6])).toMatchObject({ sites: ['plant'], audit: false });
});

test('a range that was asked for is told, and an edge that was left open once is open', () => {
  const { nowUs } = clocked();
  const looks = readings({ site: 'plant', nowUs });
  const of = (fromUs?: number, toUs?: number) =>
    looks.look({ ...looking, query: { ...looking.query, fromUs, toUs } }, { events: 0 });
  of(10, 20);
  of(5, 15);
  expect(after(looks.due(true)[0])).toMatchObject({ fromUs: 5, toUs: 20 });
  of(10, 20);
  of(undefined, 40);
  const open = after(looks.due(true)[0]);
  expect(open).toMatchObject({ toUs: 40 });
  expect(open).not.toHaveProperty('fromUs');
});

test('single events that are opened are named, fifty of them', () => {
  const { nowUs } = clocked();
  const looks = readings({ site: 'plant', nowUs });
  for (let seq = 1; seq <= 60; seq++)
    looks.look(
      { ...looking, view: 'event', query: { id: `node.1.${seq}` } },
      { events: 1, fromUs: seq, toUs: seq },
    );
  const told = after(looks.due(true)[0]);
  expect(told).toMatchObject({ requests: 60, events: 60 });
  const opened = told.opened as string[];
  expect(opened).toHaveLength(50);
  expect(parseEventId(opened[0]!)).toEqual({ node: 'node', epoch: 1, seq: 1 });
});

test('whatever is looked at, and whenever somebody asks what is due, every look is told once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ who: fc.nat(3), wait: fc.integer({ min: -5, max: 900 }), ask: fc.boolean() }), {
        maxLength: 60,
      }),
      (steps) => {
        const { nowUs, pass } = clocked();
        const looks = readings({ site: 'plant', nowUs, most: 3 });
        const entries: NewEvent[] = [];
        for (const { who, wait, ask } of steps) {
          const caller = { person: { id: `p${who}`, name: '' } };
          looks.look({ ...looking, caller }, { events: 1, fromUs: 1, toUs: 1 });
          pass(wait);
          if (ask) entries.push(...looks.due());
        }
        entries.push(...looks.due(true));
        const told = entries.reduce((sum, event) => sum + Number(after(event).requests), 0);
        expect(told).toBe(steps.length);
      },
    ),
  );
});

test('who follows live is told at the beginning and at the end, and a browser that reconnects never left', () => {
  const { nowUs, pass } = clocked();
  const streams = tails({ site: 'plant', nowUs });
  const tail: Access = { ...looking, view: 'stream' };
  const end = streams.begin(tail);
  expect(streams.due().map(({ code }) => code)).toEqual(['log.tailBegun']);
  pass(3600);
  end({ events: 70, fromUs: 1, toUs: 5 });
  pass(10);
  const again = streams.begin(tail);
  pass(120);
  expect(streams.due()).toEqual([]);
  again({ events: 30, fromUs: 3, toUs: 8 });
  pass(61);
  const [ended, ...more] = streams.due();
  expect(more).toEqual([]);
  expect(ended?.code).toBe('log.tailEnded');
  expect(after(ended)).toMatchObject({ events: 100, firstUs: 1, lastUs: 8 });
  expect(Number(after(ended).untilUs) - Number(after(ended).sinceUs)).toBe(3730 * second);
});

function started(mostWaiting?: number) {
  const logbook = memoryEventStore();
  const lines: string[] = [];
  const { nowUs, pass } = clocked();
  const log = createLog({ write: (line) => lines.push(line), nowUs, record: () => undefined });
  const access = accessLog({
    logbook,
    site: 'plant',
    nowUs,
    log,
    everyMs: 5,
    ...(mostWaiting === undefined ? {} : { mostWaiting }),
  });
  onTestFinished(() => access.stop());
  const entries = async () =>
    (
      await logbook.page({
        scope: everything,
        filter: { kinds: ['audit'] },
        order: 'received',
        direction: 'newer',
        limit: 1000,
      })
    ).events;
  return { logbook, access, entries, pass, lines };
}

test('a full disk keeps entries waiting and loses none; they are written when it takes them', async () => {
  const { logbook, access, entries, lines } = started();
  logbook.failure = new AppError('logbook.full');
  access.file({ ...looking, view: 'export', query: { format: 'csv' } })(
    { events: 3, fromUs: 1, toUs: 2 },
    false,
  );
  access.look(looking, { events: 1, fromUs: 1, toUs: 1 });
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(await entries()).toEqual([]);
  expect(lines.filter((line) => line.includes('cannot be written yet'))).toHaveLength(1);
  logbook.failure = undefined;
  await access.stop();
  const written = await entries();
  expect(written.map(({ code }) => code)).toEqual(['log.exportBegun', 'log.exportEnded', 'log.read']);
  expect(after(written[1])).toMatchObject({ format: 'csv', events: 3, whole: false });
});

test('what no memory could hold is counted, and what the logbook refuses holds nothing back', async () => {
  const { logbook, access, entries, lines } = started(10);
  logbook.failure = new AppError('logbook.full');
  for (let each = 0; each < 25; each++) access.look({ ...looking, address: `10.0.0.${each}` }, { events: 1 });
  await access.stop();
  logbook.failure = undefined;
  await access.stop();
  expect(await entries()).toHaveLength(10);
  expect(lines.join('\n')).toContain('entries of who read the logbook were lost');
  logbook.failure = new AppError('logbook.badBatch', { data: { problem: 'test' } });
  access.look(looking, { events: 1 });
  await access.stop();
  logbook.failure = undefined;
  access.look(looking, { events: 1 });
  await access.stop();
  expect(await entries()).toHaveLength(11);
});
