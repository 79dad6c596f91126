import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeConnector } from '../../test/conformance.ts';
import { hasMachineData, machineData } from '../../test/shop-recordings.ts';
import type { ConnectorEnvironment, Observation, ObservationBatch } from '../connector.ts';
import { systemEnvironment } from '../environment.ts';
import { type ReplayOptions, replayConnector } from './replay-connector.ts';

const at = (second: number) => new Date(1_700_000_000_000 + second * 1000).toISOString();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-replay-'));
});
afterEach(() => rm(folder, { recursive: true }));

describeConnector('replay', async (environment) => {
  const own = await mkdtemp(join(tmpdir(), 'mantinel-replay-'));
  const file = join(own, 'recording.txt');
  await writeFile(file, '');
  return {
    connector: replayConnector(
      { file, speed: 'max', timestamps: 'recorded', loop: false, timeZone: 'UTC' },
      environment,
    ),
    tell: (value) => appendFile(file, `${at(value)}|Xload|${value}\n`),
    tellBackward: (value) => appendFile(file, `${at(value - 3600)}|Xload|${value}\n`),
    tellNonsense: () => appendFile(file, 'this is no observation\n'),
    open: () => 0,
    close: () => rm(own, { recursive: true }),
  };
});

/** A clock that only sleeping moves. */
function quietClock() {
  let nowUs = 1_900_000_000_000_000;
  const slept: number[] = [];
  const environment: ConnectorEnvironment = {
    nowUs: () => nowUs,
    random: () => 0,
    sleep: async (ms) => {
      slept.push(ms);
      nowUs += Math.round(ms * 1000);
    },
  };
  return { environment, slept, startUs: nowUs };
}

async function replay(
  options: Partial<ReplayOptions> & { file: string },
  environment = systemEnvironment(),
  from?: string,
) {
  const connector = replayConnector(
    { speed: 'max', timestamps: 'recorded', loop: false, timeZone: 'UTC', ...options },
    environment,
  );
  const batches: ObservationBatch[] = [];
  for await (const batch of connector.observe(from, new AbortController().signal)) batches.push(batch);
  const all = batches.flatMap(({ observations }) => observations);
  return { batches, all, values: all.flatMap((seen) => (seen.kind === 'sample' ? [seen.value] : [])) };
}

const times = (all: readonly Observation[]) =>
  all.flatMap((seen) => (seen.kind === 'sample' ? [seen.timeUs] : []));

describe('replay', () => {
  const write = async (...lines: string[]) => {
    const file = join(folder, 'recording.txt');
    await writeFile(file, lines.map((line) => `${line}\n`).join(''));
    return file;
  };

  test('waits as the recording did, skips long pauses and jumps back, and tells of both', async () => {
    const file = await write(
      `${at(-900_000)}|a|0`, // a value set weeks before
      `${at(0)}|a|1`,
      `${at(1.5)}|a|2`,
      `${at(1)}|a|3`, // a small step back: no wait, and none for what catches up
      `${at(2)}|a|4`,
      `${at(-500)}|@ASSET@|T|Tool|<x/>`, // an asset's time does not pace
      `${at(3)}|a|5`,
      `${at(-1000)}|a|6`,
      `${at(-999)}|a|7`,
    );
    const { environment, slept, startUs } = quietClock();
    const { all, values } = await replay({ file, speed: 1, timestamps: 'shifted' }, environment);
    expect(values).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(slept).toEqual([1500, 500, 1000, 1000]);
    expect(times(all).map((us) => (us - startUs) / 1e6)).toEqual([0, 0, 1.5, 1, 2, 3, 3, 4]);
    expect(all.filter((seen) => seen.kind === 'notice' && seen.name === 'replay.jump').length).toBe(2);
  });

  test('at another speed shifted times keep that pace; recorded ones stay', async () => {
    const file = await write(`${at(0)}|a|1`, `${at(10)}|a|2`);
    const shifted = quietClock();
    const fast = await replay({ file, speed: 10, timestamps: 'shifted' }, shifted.environment);
    expect(shifted.slept).toEqual([1000]);
    expect(times(fast.all)).toEqual([shifted.startUs, shifted.startUs + 1_000_000]);
    const recorded = await replay({ file, speed: 10 }, quietClock().environment);
    expect(times(recorded.all)).toEqual([1_700_000_000_000_000, 1_700_000_010_000_000]);
  });

  test('at full speed shifted times end now', async () => {
    const file = await write(`${at(0)}|a|1`, `${at(100_000)}|a|2`, `${at(3)}|@REMOVE_ASSET@|T`);
    const { environment, startUs } = quietClock();
    const { all } = await replay({ file, timestamps: 'shifted' }, environment);
    expect(times(all)).toEqual([startUs - 100_000_000_000, startUs]);
  });

  test('goes on from any batch: together nothing is missing and nothing twice, assets included', async () => {
    const lines = Array.from({ length: 12_000 }, (_, i) =>
      i % 50 === 0
        ? `${at(i)}|@ASSET@|T${i}|Tool|--multiline--X\n<a>\n${'y'.repeat(i % 300)}\n--multiline--X`
        : `${at(i)}|a|${i}`,
    );
    const file = await write(...lines);
    const whole = await replay({ file });
    expect(whole.all.length).toBe(12_000 + 2);
    for (const [index, { cursor }] of whole.batches.entries()) {
      const before = whole.batches.slice(0, index + 1).flatMap(({ observations }) => observations);
      const after = (await replay({ file }, systemEnvironment(), cursor)).all;
      const told = (all: readonly Observation[]) => all.filter(({ kind }) => kind !== 'connection');
      expect([...told(before), ...told(after)]).toEqual(told(whole.all));
    }
    expect(whole.batches.at(-1)!.progress).toEqual({
      done: (await readFile(file)).length,
      total: (await readFile(file)).length,
    });
  });

  test('a loop begins anew until aborted; an empty recording does not loop for ever', async () => {
    const file = await write(`${at(0)}|a|1`, `${at(0)}|a|2`);
    const connector = replayConnector(
      { file, speed: 1, timestamps: 'recorded', loop: true, timeZone: 'UTC' },
      systemEnvironment(),
    );
    const stop = new AbortController();
    const values: unknown[] = [];
    for await (const { observations } of connector.observe(undefined, stop.signal)) {
      for (const seen of observations) if (seen.kind === 'sample') values.push(seen.value);
      if (values.length >= 6) stop.abort();
    }
    expect(values.slice(0, 6)).toEqual([1, 2, 1, 2, 1, 2]);
    const empty = await write();
    expect((await replay({ file: empty, loop: true })).all.map(({ kind }) => kind)).toEqual([
      'connection',
      'connection',
    ]);
  });

  test('a file that is not there, or ends within a line or an asset, is told', async () => {
    const { all } = await replay({ file: join(folder, 'nowhere.txt') });
    expect(all).toMatchObject([
      { kind: 'connection', state: 'lost', problem: expect.stringContaining('nowhere.txt') },
    ]);
    const file = join(folder, 'cut.txt');
    await writeFile(file, `\uFEFF${at(0)}|a|1\r\n${at(1)}|@ASSET@|T|Tool|--multiline--X\n<a>\n${at(2)}|a|2`);
    const cut = await replay({ file });
    expect(cut.values).toEqual([1, 2]);
    expect(cut.all.filter((seen) => seen.kind === 'malformed')).toMatchObject([
      { problem: 'asset document without its end', place: expect.stringMatching(/^byte \d+$/) },
    ]);
    expect(cut.all.at(-1)).toMatchObject({ kind: 'connection', state: 'lost', ended: true });
  });

  test.skipIf(!hasMachineData)(
    'a real day (needs ../shared/data/machines) is streamed, with every line',
    async () => {
      const file = join(machineData, 'nist-smstestbed/Mazak03-20160510-20160511.txt');
      const { all } = await replay({ file });
      const lines = (await readFile(file, 'latin1')).split('\n').filter((line) => line !== '');
      expect(all.length).toBe(lines.length + 2);
    },
  );
});
