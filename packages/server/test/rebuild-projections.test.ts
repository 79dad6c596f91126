import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Config } from '@mantinel/contract';
import type { Alarm, NewEvent } from '@mantinel/domain';
import { everything } from '@mantinel/logbook';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alarmRules } from '../src/features/alarms/alarm-rules.ts';
import { liveAlarms } from '../src/features/alarms/live-alarms.ts';
import { copiesOfMachines, recallMachine } from '../src/features/machines/recall-machine.ts';
import { createLog } from '../src/own-log/log.ts';
import { systemParts } from '../src/parts.ts';
import { rebuildProjections } from '../src/rebuild-projections.ts';
import { checkpointProjections } from '../src/retention.ts';
import { until } from './support/start-test-app.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-rebuild-'));
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const reading = (value: string, timeUs: number): NewEvent => ({
  ...{
    timeUs,
    receivedUs: timeUs,
    site: 'plant',
    machine: 'mill',
    path: 'execution',
    kind: 'state',
    severity: 9,
  },
  ...{ code: 'machine.execution', message: '', attributes: { value }, quality: 'good' },
});

/** The value that the database holds for the mill's execution, from a store of its own. */
async function stored(config: Config): Promise<unknown> {
  const store = systemParts().openStore(config, pino({ level: 'silent' }));
  try {
    await store.ready();
    const [machine] = await store.currentState.all();
    return machine?.readings.get('execution')?.value;
  } finally {
    await store.close();
  }
}

test('a logbook that was replaced stops its projection, and a rebuild sets it right', async () => {
  const parts = systemParts();
  const signal = new AbortController().signal;
  const config = Config.parse({ data: join(folder, 'data') });
  const run = () => rebuildProjections({ config, signal, log: () => undefined }, parts);

  const first = await parts.openLogbook(config);
  await first.append({ events: Array.from({ length: 50 }, (_, at) => reading('ACTIVE', 1_000_000 + at)) });
  await first.close();
  expect(await run()).toBe(50);
  expect(await stored(config)).toBe('ACTIVE');

  await rm(join(config.data, 'logbook'), { recursive: true });
  const second = await parts.openLogbook(config);
  await second.append({ events: [reading('READY', 2_000_000)] });
  await second.close();
  expect(await run()).toBe(1);
  expect(await stored(config)).toBe('READY');
});

test('it does not touch the database of a Mantinel that runs', async () => {
  const parts = systemParts();
  const config = Config.parse({ data: join(folder, 'locked') });
  const running = await parts.openLogbook(config);
  const signal = new AbortController().signal;
  await expect(rebuildProjections({ config, signal, log: () => undefined }, parts)).rejects.toMatchObject({
    code: 'logbook.locked',
  });
  await running.close();
});

test('machines, their alarms and what controls said survive the removal of everything old and of the database', async () => {
  const parts = systemParts();
  const config = Config.parse({ data: join(folder, 'kept'), logbook: { segmentMiB: 1 } });
  const log = createLog({ write: () => undefined, record: () => undefined, nowUs: parts.clock.nowUs });
  const old = (more: Partial<NewEvent>): NewEvent => ({ ...reading('ACTIVE', 1_000_000), ...more });
  const condition = (nativeCode: string, level: string): NewEvent =>
    old({
      ...{ path: 'system', kind: 'condition', code: `fanuc.${nativeCode}`, severity: 17 },
      ...{ message: `${nativeCode} COOLANT LOW`, attributes: { level, nativeCode } },
    });
  const connected = old({ kind: 'message', code: 'source.connected', attributes: {} });
  const said = [
    connected,
    old({}),
    condition('EX1', 'fault'),
    condition('EX2', 'fault'),
    condition('EX2', 'normal'),
  ];
  const seen = async () => {
    const store = parts.openStore(config, log);
    try {
      await store.ready();
      const [mill] = await store.currentState.all();
      return {
        connected: mill?.connected,
        execution: mill?.readings.get('execution')?.value,
        conditions: [...(mill?.conditions.get('system')?.keys() ?? [])],
        texts: (await store.controlTexts.list(['mill'])).map(({ code, times }) => `${code} ${times}`).sort(),
        alarms: (await store.statements.executeSql('select record from alarm')).rows.map(
          ({ record }) => (record as Alarm).code,
        ),
      };
    } finally {
      await store.close();
    }
  };

  const logbook = await parts.openLogbook(config);
  await logbook.append({ events: said });
  // What follows seals the segment, which then becomes blocks.
  for (let batch = 0; batch < 12; batch++)
    await logbook.append({
      events: Array.from({ length: 400 }, (_, index) =>
        old({
          path: 'text',
          message: `line ${index} ${'of many '.repeat(40)}`,
          attributes: { value: index },
        }),
      ),
    });
  const rules = alarmRules(config.alarms);
  const live = liveAlarms({
    logbook,
    site: 'plant',
    rules,
    nowUs: parts.clock.nowUs,
    log,
    giveWay: () => setImmediate(),
  });
  const store = parts.openStore(config, log);
  await store.ready();
  const projections = store.startProjections(logbook, rules);
  await until(() => live.isUpToDate() && projections.states().every(({ behind }) => behind === 0));
  await live.checkpoint();
  await checkpointProjections(projections, { site: 'plant', log });
  await until(() => projections.states().every(({ behind }) => behind === 0));
  await live.stop();
  await projections.stop();
  // The readers' own places are told when they stop for good; here retention must not wait for half a minute.
  for (const { name, position } of projections.states())
    await (await logbook.cursor(`store.${name}`, { mode: 'required' })).commit(position!);
  await store.close();
  const before = await seen();
  expect(before).toMatchObject({ execution: 'ACTIVE', conditions: ['EX1'], connected: true });
  expect(before.alarms.length).toBeGreaterThan(0);
  expect(before.texts).toEqual(['fanuc.EX1 1', 'fanuc.EX2 1']);

  await until(() => logbook.stats().unsealedSegments <= 1);
  const { removedEvents } = await logbook.retain({
    days: { developer: 1, technical: 1, operator: 1 },
    nowUs: parts.clock.nowUs(),
  });
  expect(removedEvents).toBeGreaterThan(1000);
  const gone = await logbook.page({
    ...{ scope: everything, filter: { machines: ['mill'], kinds: ['condition'] } },
    ...{ order: 'received', direction: 'older', limit: 10 },
  });
  expect(gone.events).toEqual([]);
  // A tile recalls it without the database.
  const copies = copiesOfMachines(logbook, log);
  const recalled = await recallMachine({ machine: 'mill', site: 'plant', logbook, copies });
  expect([...(recalled.state?.conditions.get('system')?.keys() ?? [])]).toEqual(['EX1']);
  await logbook.close();
  await rm(join(config.data, 'postgres'), { recursive: true });
  await rm(join(config.data, 'postgres.txt')); // meant, and not a loss

  const signal = new AbortController().signal;
  await rebuildProjections({ config, signal, log: () => undefined }, parts);
  expect(await seen()).toEqual(before);
}, 120_000);
