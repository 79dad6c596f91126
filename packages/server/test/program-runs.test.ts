/** From events in a real logbook to rows in a real database: runs with their programs, once, whatever happens in between. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Config } from '@mantinel/contract';
import { type NewEvent, placeId } from '@mantinel/domain';
import {
  hasNistData,
  nistCode,
  nistEvents,
  nistPrograms,
  nistRecordings,
} from '@mantinel/harvester/nist-recordings';
import { harvest } from '@mantinel/harvester/reading';
import { partProgram, type RecordingOptions, recordingOf } from '@mantinel/harvester/recordings';
import type { EventStore } from '@mantinel/logbook';
import { databases, type TestDatabase } from '@mantinel/store/databases';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { programRuns } from '../src/features/runs/program-runs.ts';
import { forgetPlace } from '../src/features/runs/runs-place.ts';
import { systemParts } from '../src/parts.ts';
import { until } from './support/start-test-app.ts';

const log = pino({ level: 'silent' });

describe.each(databases)('on the $name server', ({ open }) => {
  let folder: string;
  let database: TestDatabase;
  let client: Awaited<ReturnType<TestDatabase['client']>>;
  let logbook: EventStore;
  let following: { stop(): Promise<void> } | undefined;
  /** Every look is later than all pauses, so that nothing waits for a clock. */
  let clockUs = Date.now() * 1000;
  const nowUs = () => {
    clockUs += 40_000_000;
    return clockUs;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mantinel-runs-'));
    database = await open();
    await database.store.places.settle({ site: 'main', machines: [] });
    client = await database.client();
    await client.query(`set search_path to ${database.schema}`);
    logbook = await systemParts().openLogbook(Config.parse({ data: join(folder, 'data') }));
  }, 60_000);
  afterEach(async () => {
    await following?.stop();
    following = undefined;
  });
  afterAll(async () => {
    await client.end();
    await logbook.close();
    await database.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const start = () => {
    following = programRuns({
      ...{ logbook, store: database.store, nowUs, log, everyMs: 50 },
      giveWay: () => setImmediate(),
    });
  };
  /** Ends it as a kill would: nothing is written at the end. */
  const stop = async () => {
    await following!.stop();
    following = undefined;
  };
  const append = async (events: readonly NewEvent[]) => {
    for (let at = 0; at < events.length; at += 500)
      await logbook.append({ events: events.slice(at, at + 500) });
  };
  const eventsOf = (machine: string, options: RecordingOptions): NewEvent[] =>
    recordingOf(partProgram, options).events.map(({ node: _, epoch: __, seq: ___, ...event }) => ({
      ...event,
      machine,
    }));
  const runs = async (machine: string) =>
    (await client.query('select * from program_run where machine = $1 order by began_us', [machine])).rows;
  /** Once there is one, and it is so. */
  const seen = async (machine: string, isSo: (run: { revision: string | null }) => boolean = () => true) => {
    await until(async () => (await runs(machine)).some(isSo), 20_000);
    return runs(machine);
  };
  const operations = async (run: string) =>
    (await client.query('select * from run_operation where run = $1 order by number', [run])).rows;
  const learn = async (name: string, text: string) => {
    const at = join(folder, name);
    await mkdir(at);
    await writeFile(join(at, `${name}.nc`), text);
    await harvested(at);
  };
  const harvested = async (at: string) => {
    const { store } = database;
    const source = await store.harvestSources.ensure({
      place: placeId('site', 'main'),
      kind: 'folder',
      location: at,
    });
    const { state } = await harvest({
      ...{ store, source, nowUs: () => Date.now() * 1000, signal: new AbortController().signal },
      reading: { readers: 1 },
    });
    expect(state).toBe('finished');
  };
  const told = { tells: ['line', 'tool', 'speed'], everyS: 0.5 } as const;

  test('a run before its program is known has none, and gets it when the program comes', async () => {
    start();
    await append(eventsOf('early', { ...told, program: 'BRACKET.NC' }));
    const [before] = await seen('early');
    expect(before).toMatchObject({
      ...{ revision: null, ending: 'complete', program_name: 'BRACKET.NC', overridden: false, assigned_s: 0 },
    });
    await learn('bracket', partProgram);
    const [after] = await seen('early', ({ revision }) => revision !== null);
    expect(after).toMatchObject({ id: before.id, began_us: before.began_us, active_s: before.active_s });
    expect(after.confidence).toBeGreaterThan(0.9);
    const own = await operations(after.id);
    expect(own.map(({ number }) => number)).toEqual([0, 1, 2, 3]);
    expect(own.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(after.assigned_s, 2);
    const outcomes = await client.query('select kind, unit, source from outcome where run = $1', [after.id]);
    expect(outcomes.rows).toEqual([{ kind: 'cycle-time', unit: 's', source: 'machine' }]);
  }, 60_000);

  test('stopped in the middle of a run, it goes on as if it had not been', async () => {
    const events = eventsOf('killed', { ...told, program: 'BRACKET.NC', feedOverride: 50 });
    const places = [0, 3, 10, Math.floor(events.length / 3), events.length - 2, events.length];
    for (let at = 1; at < places.length; at++) {
      start();
      await append(events.slice(places[at - 1], places[at]));
      // Some of it is taken up, and what that is differs.
      await new Promise((resolve) => setTimeout(resolve, 60 * at));
      await stop();
    }
    start();
    const [run, ...more] = await seen('killed');
    expect(more).toEqual([]);
    const { totalS } = recordingOf(partProgram, { ...told, feedOverride: 50 });
    expect(run.active_s).toBeCloseTo(totalS, 1);
    expect(run).toMatchObject({ ending: 'complete', overridden: true, feed_override: 50 });
    expect(run.revision).not.toBeNull();
  }, 60_000);

  test('read anew, the same events make the same rows', async () => {
    const all = async () =>
      (
        await client.query(
          'select run.*, o.number, o.seconds, o.load_mean from program_run run left join run_operation o on o.run = run.id order by machine, began_us, o.number',
        )
      ).rows;
    const before = await all();
    expect(before.length).toBeGreaterThan(6);
    await forgetPlace(database.store.settings);
    await client.query('update program_run set active_s = 0, confidence = 0');
    start();
    await until(async () => (await all()).every(({ active_s }) => active_s > 0));
    expect(await all()).toEqual(before);
  }, 60_000);

  test('what is typed by hand is no run; one of an unknown program and one that was aborted are told as such', async () => {
    start();
    const byHand = eventsOf('hands', told).map((event) =>
      event.path === 'mode' ? { ...event, attributes: { value: 'MANUAL_DATA_INPUT' } } : event,
    );
    const unknown = eventsOf('other', { tells: ['line'], program: 'NEVER-SEEN.NC' }).map((event) =>
      event.path === 'line'
        ? { ...event, attributes: { value: 100_000 + Number(event.attributes.value) * 7 } }
        : event,
    );
    await append([
      ...byHand,
      ...unknown,
      ...eventsOf('reset', { ...told, program: 'BRACKET.NC', ends: { atS: 90 } }),
    ]);
    const [aborted] = await seen('reset');
    // READY is the end of a program on many controls: that it was not at its end shows against the program.
    expect(aborted).toMatchObject({ ending: 'aborted' });
    expect(aborted.revision).not.toBeNull();
    expect(await runs('hands')).toEqual([]);
    expect(await runs('other')).toMatchObject([
      { revision: null, program_name: 'NEVER-SEEN.NC', confidence: 0 },
    ]);
  }, 60_000);

  test('runs are read by program, with their operations, newest first', async () => {
    const { projectRuns: kept } = database.store;
    const { rows } = await client.query('select project, latest from program');
    const all = (await client.query('select machine from program_run')).rows;
    const machines = [...new Set(all.map(({ machine }) => machine as string))];
    const [newest] = await kept.ofProject(rows[0].project, { machines, limit: 1 });
    const rest = await kept.ofProject(rows[0].project, { machines, after: newest!, limit: 10 });
    expect([newest, ...rest].map((run) => run!.machine).sort()).toEqual(['early', 'killed', 'reset']);
    expect(newest!.operations.length).toBeGreaterThan(0);
    expect(await database.store.machineDynamics.clean('early', 10)).toMatchObject([
      { revision: rows[0].latest },
    ]);
  });

  test.skipIf(!hasNistData)(
    'NIST’s BOX and COVER runs find their programs among 27 (needs ../shared/data)',
    async () => {
      await harvested(nistCode);
      start();
      const names = nistRecordings();
      for (const name of names)
        await append(
          nistEvents(name).map(({ node: _, epoch: __, seq: ___, ...event }) => ({ ...event, machine: name })),
        );
      const found = async () =>
        (
          await client.query(
            `select run.machine, program.name from program_run run left join program_revision revision on revision.id = run.revision
              left join program on program.id = revision.program where run.machine like '%-Hurco%' order by run.machine, run.began_us`,
          )
        ).rows as { machine: string; name: string | null }[];
      await until(
        async () => new Set((await found()).map(({ machine }) => machine)).size === names.length,
        90_000,
      );
      for (const { machine, name } of await found()) {
        const own = nistPrograms.find(({ runs: prefix }) => machine.startsWith(prefix))?.file;
        expect([machine, name]).toEqual([machine, own ?? null]);
      }
    },
    120_000,
  );
});
