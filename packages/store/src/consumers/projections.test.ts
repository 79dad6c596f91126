import { setTimeout } from 'node:timers/promises';
import {
  defaultAlarmLimits,
  foldMachineState,
  type MachineState,
  type NewEvent,
  newMachineState,
} from '@mantinel/domain';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { databases, type TestDatabase } from '../../test/databases.ts';
import { MemoryLogbook, newEvent, until } from '../../test/rig.ts';
import type { Projections, Store } from '../index.ts';
import { alarmTables } from './alarm-projection.ts';

const text = fc.constantFrom('', 'E1', 'E2', 'nul \0', 'half \ud800', 'ž');
const anyEvent: fc.Arbitrary<NewEvent> = fc
  .record({
    machine: fc.constantFrom('m1', 'm2', undefined),
    path: fc.constantFrom('X', 'Y', 'C', undefined),
    timeUs: fc.integer({ min: 0, max: 4_102_444_800_000_000 }),
    receivedUs: fc.integer({ min: 1, max: 1e15 }),
    quality: fc.constantFrom('good' as const, 'bad' as const),
    what: fc.oneof(
      fc.record({
        kind: fc.constantFrom('sample' as const, 'state' as const),
        code: fc.constantFrom('machine.load', 'machine.execution'),
        attributes: fc.record({ value: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), text) }),
      }),
      fc.record({
        kind: fc.constant('condition' as const),
        code: fc.constant('mazak.E'),
        message: text,
        attributes: fc.record({
          level: fc.constantFrom('normal', 'warning', 'fault', 'unavailable'),
          nativeCode: fc.constantFrom('', '1', '2'),
        }),
      }),
      fc.record({
        kind: fc.constant('log' as const),
        code: fc.constantFrom('source.connected', 'source.lost'),
      }),
    ),
  })
  .map(({ machine, path, what, ...rest }) => {
    const { machine: _, path: __, ...base } = newEvent({ ...rest, ...what });
    return { ...base, ...(machine ? { machine } : {}), ...(path ? { path } : {}) };
  });

/** As PostgreSQL can hold it: -0 is 0, and no text has NUL or half a pair. */
const asStored = (states: Iterable<MachineState>) =>
  JSON.parse(
    JSON.stringify(
      [...states].map(({ machine, connected, receivedUs, readings, conditions }) => ({
        machine,
        connected,
        receivedUs,
        readings: [...readings].sort(([a], [b]) => (a < b ? -1 : 1)),
        conditions: [...conditions.values()]
          .flatMap((active) => [...active])
          .map(([nativeCode, { message, ...rest }]) => ({
            nativeCode,
            ...rest,
            message: message.replaceAll('\0', '\ufffd').toWellFormed(),
          }))
          .sort((a, b) => (a.path + a.nativeCode < b.path + b.nativeCode ? -1 : 1)),
      })),
    ),
  );

function fold(logbook: MemoryLogbook): MachineState[] {
  const states = new Map<string, MachineState>();
  for (const event of logbook.events) {
    if (event.machine === undefined) continue;
    const state = states.get(event.machine) ?? newMachineState(event.machine);
    states.set(event.machine, state);
    foldMachineState(state, event);
  }
  return [...states.values()].sort((a, b) => (a.machine < b.machine ? -1 : 1));
}

describe.each(databases)('on the $name server', ({ open }) => {
  let database: TestDatabase;
  let store: Store;
  const running: Projections[] = [];
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database?.close());
  afterEach(async () => {
    for (const projections of running.splice(0)) await projections.stop();
    const client = await database.client();
    const tables = [
      'consumer_cursor',
      'machine_state',
      'reading',
      'active_condition',
      'control_text',
      'outbox',
      ...alarmTables,
    ];
    for (const table of tables) await client.query(`delete from ${database.schema}.${table}`);
    await client.end();
    await store?.close();
  });

  const controlTexts = async () =>
    (await store.controlTexts.list(['m1', 'm2'])).sort((a, b) =>
      a.machine + a.code < b.machine + b.code ? -1 : 1,
    );
  async function empty() {
    const client = await database.client();
    for (const table of ['consumer_cursor', 'machine_state', 'reading', 'active_condition', 'control_text'])
      await client.query(`delete from ${database.schema}.${table}`);
    await client.end();
  }
  async function start(logbook: MemoryLogbook): Promise<Projections> {
    store = database.second();
    await store.ready();
    const projections = store.startProjections(logbook, {
      defaults: () => undefined,
      limits: defaultAlarmLimits,
    });
    running.push(projections);
    return projections;
  }
  const caughtUp = (logbook: MemoryLogbook) =>
    until(() =>
      running
        .at(-1)
        ?.states()
        .every(({ position }) => position?.epoch === logbook.head.epoch && position.seq === logbook.head.seq),
    );

  test('rows are what the domain folds, however the events are cut into transactions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyEvent, { minLength: 1, maxLength: 8 }), { maxLength: 6 }),
        async (parts) => {
          const logbook = new MemoryLogbook();
          const first = await start(logbook);
          for (const part of parts) {
            logbook.record(...part);
            if (part.length % 2) await caughtUp(logbook);
          }
          if (parts.length > 0) await caughtUp(logbook);
          expect(asStored(await store.currentState.all())).toEqual(asStored(fold(logbook)));
          expect(store.behind()).toBe(0);
          await first.rebuild('current-state');
          if (parts.length > 0) {
            await until(async () => (await store.currentState.all()).length === fold(logbook).length);
            await until(() => first.states()[0]!.position!.seq === logbook.head.seq);
          }
          expect(asStored(await store.currentState.all())).toEqual(asStored(fold(logbook)));
          await first.stop();
          const client = await database.client();
          for (const table of ['consumer_cursor', 'machine_state', 'reading', 'active_condition'])
            await client.query(`delete from ${database.schema}.${table}`);
          await client.end();
          await store.close();
        },
      ),
      { numRuns: 8 },
    );
  });

  test('states and control texts survive the removal of everything they were folded from', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyEvent, { minLength: 1, maxLength: 30 }),
        fc.array(anyEvent, { maxLength: 10 }),
        fc.array(anyEvent, { maxLength: 10 }),
        async (before, meanwhile, after) => {
          const logbook = new MemoryLogbook();
          const first = await start(logbook);
          logbook.record(...before);
          await caughtUp(logbook);
          await first.checkpoint('plant');
          const held = logbook.held.get('checkpoint.current-state')!;
          expect(held.seq).toBeGreaterThanOrEqual(before.length);
          logbook.record(...meanwhile, ...after);
          await caughtUp(logbook);
          const texts = await controlTexts();
          const whole = asStored(fold(logbook));
          logbook.remove(({ seq }) => seq <= held.seq);
          // Nothing is left of the database either.
          for (const name of ['current-state', 'control-texts'] as const) await first.rebuild(name);
          await until(() => first.states().every(({ state }) => state === 'running'));
          await caughtUp(logbook);
          expect(asStored(await store.currentState.all())).toEqual(whole);
          expect(await controlTexts()).toEqual(texts);
          await first.stop();
          await empty();
          await store.close();
        },
      ),
      { numRuns: 8 },
    );
  });

  test('a database that is older than what was removed goes on at the newest copy', async () => {
    const logbook = new MemoryLogbook();
    const raise = (level: string) =>
      newEvent({ kind: 'condition', path: 'C', code: 'mazak.E', attributes: { level, nativeCode: '1' } });
    const first = await start(logbook);
    logbook.record(raise('fault'));
    await caughtUp(logbook);
    const client = await database.client();
    const { rows } = await client.query(`select * from ${database.schema}.active_condition`);
    const place = { ...logbook.head };
    logbook.record(raise('normal'));
    await caughtUp(logbook);
    await first.checkpoint('plant');
    await first.stop();
    await store.close();
    // As a restored backup of the database is: the fault is there, its end is still to come, and is gone.
    await client.query(
      `insert into ${database.schema}.active_condition (machine, path, native_code, code, level, message, since_us)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      ['machine', 'path', 'native_code', 'code', 'level', 'message', 'since_us'].map((name) => rows[0][name]),
    );
    await client.query(`update ${database.schema}.consumer_cursor set seq = $1`, [place.seq]);
    await client.end();
    logbook.remove(({ code, seq }) => code === 'mazak.E' && seq > place.seq);
    await start(logbook);
    await caughtUp(logbook);
    const [state] = await store.currentState.all();
    expect(state?.conditions.size).toBe(0);
  });

  test('a rebuild that meets the first transaction of a reader leaves the rows of the whole log', async () => {
    const logbook = new MemoryLogbook();
    for (let value = 0; value < 40; value++)
      logbook.record(newEvent({ machine: `m${value}`, attributes: { value } }));
    for (let round = 0; round < 12; round++) {
      const projections = await start(logbook);
      await setTimeout(round);
      await projections.rebuild('current-state');
      expect(projections.states()[0]!.state).not.toBe('stopped');
      await until(() => projections.states()[0]!.state === 'running');
      await caughtUp(logbook);
      expect(asStored(await store.currentState.all())).toEqual(asStored(fold(logbook)));
      await projections.stop();
      await store.close();
      const client = await database.client();
      for (const table of ['consumer_cursor', 'machine_state', 'reading', 'active_condition'])
        await client.query(`delete from ${database.schema}.${table}`);
      await client.end();
    }
  });

  test('goes on where it stopped, also into a new epoch, and takes nothing up twice', async () => {
    const logbook = new MemoryLogbook();
    const first = await start(logbook);
    logbook.record(newEvent({ attributes: { value: 1 } }));
    await caughtUp(logbook);
    await first.stop();
    // If anything were taken up again, this row would be changed back.
    const client = await database.client();
    await client.query(`update ${database.schema}.reading set value = '"marked"'`);
    logbook.epoch = 2;
    logbook.record(newEvent({ path: 'Yload', attributes: { value: 2 } }));
    await start(logbook);
    await caughtUp(logbook);
    const state = await store.currentState.get('m1');
    expect(state?.readings.get('Xload')?.value).toBe('marked');
    expect(state?.readings.get('Yload')?.value).toBe(2);
    await client.end();
  });

  /** Watches the cursor move, in the order of the transactions. */
  async function watchMoves(): Promise<() => Promise<{ from: number; to: number }[]>> {
    const client = await database.client();
    const { schema } = database;
    await client.query(`create table if not exists ${schema}.moves (n serial, "from" int, "to" int);
      truncate ${schema}.moves;
      create or replace function ${schema}.moved() returns trigger language plpgsql as
      $$ begin insert into ${schema}.moves ("from", "to") values (coalesce(old.seq, 0), new.seq); return null; end $$;
      create or replace trigger moved after insert or update on ${schema}.consumer_cursor
        for each row when (new.name = 'current-state') execute function ${schema}.moved()`);
    return async () => {
      const { rows } = await client.query(`select "from", "to" from ${schema}.moves order by n`);
      await client.query(`drop function ${schema}.moved cascade`);
      await client.end();
      return rows;
    };
  }
  const expectGapless = (moves: { from: number; to: number }[], head: number) => {
    expect(moves.at(0)?.from).toBe(0);
    expect(moves.at(-1)?.to).toBe(head);
    for (const [index, move] of moves.slice(1).entries()) expect(move.from).toBe(moves[index]!.to);
    for (const { from, to } of moves) expect(to).toBeGreaterThan(from);
  };

  test('ten thousand events a second are a handful of transactions', async () => {
    const logbook = new MemoryLogbook();
    await start(logbook);
    const moves = await watchMoves();
    for (let batch = 0; batch < 100; batch += 1) {
      logbook.record(
        ...Array.from({ length: 100 }, (_, index) =>
          newEvent({ machine: `m${index % 50}`, path: `p${index % 20}`, attributes: { value: batch } }),
        ),
      );
      await setTimeout(10);
    }
    await caughtUp(logbook);
    const seen = await moves();
    expectGapless(seen, 10_000);
    expect(seen.length).toBeLessThan(15);
    expect((await store.currentState.all()).length).toBe(50);
  });

  test.each([
    ['beyond the head', { node: 'node', epoch: 1, seq: 99 }, 'cursor.beyondHead'],
    ['in an epoch to come', { node: 'node', epoch: 7, seq: 1 }, 'cursor.unknownEpoch'],
    ['of another logbook', { node: 'other', epoch: 1, seq: 1 }, 'cursor.unknownEpoch'],
  ])(
    'a cursor %s stops it with a sentence, and a rebuild sets it going',
    async (_, { node, epoch, seq }, code) => {
      const client = await database.client();
      await client.query(
        `insert into ${database.schema}.consumer_cursor values ('current-state', $1, $2, $3)`,
        [node, epoch, seq],
      );
      await client.end();
      const logbook = new MemoryLogbook();
      logbook.record(newEvent());
      const projections = await start(logbook);
      await until(() => projections.states()[0]!.state === 'stopped');
      expect(projections.states()[0]!.problem).toMatchObject({ code });
      expect(store.waiting()).toEqual([expect.stringContaining('The table current-state stands still')]);
      await projections.rebuild('current-state');
      await caughtUp(logbook);
      expect(projections.states()[0]).toMatchObject({ state: 'running', behind: 0 });
      expect(store.waiting()).toEqual([]);
    },
  );

  test('two processes on one database do not take up an event twice', async () => {
    const logbook = new MemoryLogbook();
    const other = database.second();
    await other.ready();
    running.push(other.startProjections(logbook, { defaults: () => undefined, limits: defaultAlarmLimits }));
    await start(logbook);
    const moves = await watchMoves();
    for (let value = 0; value < 40; value += 1) {
      logbook.record(newEvent({ attributes: { value } }));
      await setTimeout(20);
    }
    const head = async () => (await cursorSeq()) === 40;
    await until(head);
    expectGapless(await moves(), 40);
  });

  test('connections that break at any moment lose nothing and repeat nothing', async () => {
    const logbook = new MemoryLogbook();
    await start(logbook);
    const moves = await watchMoves();
    const client = await database.client();
    await client.query(`set application_name = 'test'`);
    for (let value = 0; value < 40; value += 1) {
      logbook.record(newEvent({ attributes: { value } }), newEvent({ path: `p${value}` }));
      await setTimeout(25);
      // Only connections that touched this schema: the server may have other users.
      if (value % 4 === 3)
        await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'mantinel'
           and query ~ $1`,
          [`"${database.schema}"`],
        );
    }
    await caughtUp(logbook);
    expectGapless(await moves(), 80);
    expect(asStored(await store.currentState.all())).toEqual(asStored(fold(logbook)));
    await client.end();
  });

  async function cursorSeq(): Promise<number | undefined> {
    const client = await database.client();
    const { rows } = await client.query(
      `select seq::int from ${database.schema}.consumer_cursor where name = 'current-state'`,
    );
    await client.end();
    return rows[0]?.seq;
  }

  describe('the outbox', () => {
    const audit = (message: string) => newEvent({ kind: 'audit', code: 'person.changed', message });

    test('reaches the logbook in order, once', async () => {
      const logbook = new MemoryLogbook();
      await start(logbook);
      for (const name of ['a', 'b', 'c']) await store.transaction((tx) => tx.outbox.enqueue(audit(name)));
      await store.outbox.enqueue(audit('d'));
      await until(async () => (await store.outbox.pending()) === 0, 3000);
      expect(logbook.events.map(({ message }) => message)).toEqual(['a', 'b', 'c', 'd']);
      expect(logbook.events[0]).toMatchObject(audit('a'));
    });

    test('a kill between acknowledgement and removal makes no second event', async () => {
      const logbook = new MemoryLogbook();
      await start(logbook);
      // The logbook acknowledges, and in that moment the process dies: what it would have removed stays.
      const client = await database.client();
      await client.query(`create function ${database.schema}.die() returns trigger language plpgsql as
        $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`);
      await client.query(
        `create trigger die before delete on ${database.schema}.outbox for each row execute function ${database.schema}.die()`,
      );
      await store.outbox.enqueue(audit('once'));
      await until(() => logbook.events.length === 1);
      await until(() => running.at(-1)!.outboxProblem());
      expect(await client.query(`select id from ${database.schema}.outbox`)).toMatchObject({ rowCount: 1 });
      await client.query(`drop function ${database.schema}.die cascade`);
      await until(async () => (await client.query(`select 1 from ${database.schema}.outbox`)).rowCount === 0);
      await setTimeout(100);
      expect(logbook.events.map(({ message }) => message)).toEqual(['once']);
      await client.end();
    });

    test('waits while the logbook cannot take it, and says so', async () => {
      const logbook = new MemoryLogbook();
      const projections = await start(logbook);
      logbook.failure = new Error('disk full');
      await store.outbox.enqueue(audit('later'));
      await until(() => projections.outboxProblem());
      expect(store.waiting()).toEqual([expect.stringContaining('waits to be written to the logbook')]);
      expect(await store.outbox.pending()).toBe(1);
      logbook.failure = undefined;
      await until(async () => (await store.outbox.pending()) === 0);
      expect(logbook.events).toHaveLength(1);
      await until(() => store.waiting().length === 0);
    });
  });
});
