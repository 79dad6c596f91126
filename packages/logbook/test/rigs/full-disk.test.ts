/** A volume of 20 MB fills up, and is given space again. */
import { closeSync, fsyncSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { NewEvent } from '@mantinel/domain';
import { expect, onTestFinished, test } from 'vitest';
import type { Appended, Batch, EventStore } from '../../src/event-store.ts';
import { checkFolder } from './check-folder.ts';
import { createVolume, whyNoVolume } from './loop-volume.ts';
import { rigNowUs } from './numbered-batch.ts';
import { readReport } from './report.ts';
import { startWriter } from './start-writer.ts';
import { storeUnderTest } from './store-under-test.ts';

const problem = whyNoVolume('ext4');
const note = problem === undefined ? '' : ` (skipped: ${problem})`;
const settings = { segmentBytes: 1_000_000, reserveBytes: 1_000_000 };

function smallVolume() {
  const volume = createVolume('ext4', 20);
  onTestFinished(() => volume.destroy());
  const ballast = join(volume.path, 'ballast');
  writeFileSync(ballast, Buffer.alloc(6_000_000, 1));
  return { volume, ballast, directory: join(volume.path, 'logbook') };
}

/** Takes what is left: what the writer sends compresses so well that it would never fill the volume. */
function fillUp(file: string): void {
  const descriptor = openSync(file, 'a');
  try {
    for (const piece = Buffer.alloc(4096, 1); ; ) writeSync(descriptor, piece);
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

const event = (code: string, number: number): NewEvent => ({
  timeUs: rigNowUs + number,
  receivedUs: rigNowUs + number,
  site: 'kept',
  machine: 'machine-1',
  kind: 'message',
  severity: 9,
  code,
  // Text that does not compress, so that rewriting makes no room.
  message: Array.from({ length: 40 }, () => Math.random().toString(36).slice(2)).join(''),
  attributes: { number },
  quality: 'good',
});
const machineBatch = (number: number): Batch => ({
  events: Array.from({ length: 50 }, () => event('rig.machine', number)),
  source: { source: 'machine-1', cursor: String(number) },
});

/** Appends until it is refused. */
async function fill(store: EventStore): Promise<{ acknowledged: Appended[]; refusal: unknown }> {
  const acknowledged: Appended[] = [];
  for (let number = 1; number < 5000; number++) {
    try {
      acknowledged.push(await store.append(machineBatch(number)));
    } catch (refusal) {
      return { acknowledged, refusal };
    }
  }
  throw new Error('a volume of 20 MB took it all');
}

async function everyCode(store: EventStore): Promise<Map<string, { seq: number; event: NewEvent }[]>> {
  const codes = new Map<string, { seq: number; event: NewEvent }[]>();
  const { epoch, seq } = store.head;
  for await (const batch of store.read({ epoch, seq: 0 }, { signal: AbortSignal.timeout(20_000) })) {
    for (const row of batch.events()) {
      const rows = codes.get(row.code) ?? [];
      codes.set(row.code, rows);
      rows.push({ seq: row.seq, event: row });
    }
    if (batch.firstSeq + batch.count > seq) break;
  }
  return codes;
}

test.skipIf(problem)(
  `a full disk refuses machines, keeps room for audit, and what was sent again is stored once and no gap${note}`,
  async () => {
    const { ballast, directory } = smallVolume();
    const { open } = await storeUnderTest();
    const store = await open(directory, settings);
    onTestFinished(() => store.close());
    const { acknowledged, refusal } = await fill(store);
    expect(refusal).toMatchObject({ code: 'logbook.full' });
    expect(acknowledged.length).toBeGreaterThan(20);
    await expect(store.append(machineBatch(6000))).rejects.toMatchObject({ code: 'logbook.full' });
    expect(store.stats().state).toBe('full');
    expect(store.sourceCursor('machine-1')).toBe(String(acknowledged.length));

    const audit = await store.append({ events: [event('rig.audit', 1)], priority: 'audit' });
    expect(audit.count).toBe(1);

    rmSync(ballast);
    let resumed: Appended | undefined;
    for (const deadline = Date.now() + 15_000; resumed === undefined; ) {
      try {
        resumed = await store.append(machineBatch(6000));
      } catch (error) {
        expect(error).toMatchObject({ code: 'logbook.full' });
        if (Date.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    expect(store.stats().state).toBe('writing');

    const codes = await everyCode(store);
    expect(codes.get('rig.machine')).toHaveLength(50 * (acknowledged.length + 1));
    expect(codes.get('rig.audit')).toHaveLength(1);
    expect(codes.get('logbook.full')).toMatchObject([{ event: { kind: 'message' } }]);
    const [returned] = codes.get('logbook.spaceReturned') ?? [];
    expect(returned!.event.attributes.fullSinceUs).toBeTypeOf('number');
    expect(returned!.seq).toBeLessThan(resumed.firstSeq);
  },
  60_000,
);

test.skipIf(problem)(
  `a process that dies on a full disk starts again there, and loses nothing${note}`,
  async () => {
    const { volume, ballast, directory } = smallVolume();
    const report = join(volume.home, 'report');
    const folder = { directory, report, known: new Map(), ...settings };
    const start = () => startWriter({ directory, report, withoutRetention: true, ...settings });
    let writer = start();
    onTestFinished(async () => {
      writer.kill();
      await writer.ended;
    });
    await writer.reported((line) => line.type === 'acknowledged');
    fillUp(ballast);
    for (let round = 0; round < 3; round++) {
      await writer.reported((line) => line.type === 'refused');
      writer.kill();
      await writer.ended;
      expect((await checkFolder(folder)).breaches, `full, round ${round}`).toEqual([]);
      writer = start();
    }
    await writer.reported((line) => line.type === 'refused');
    rmSync(ballast);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const refusals = new Set(
      readReport(report).flatMap((line) => (line.type === 'refused' ? [line.code] : [])),
    );
    expect(refusals).toEqual(new Set(['logbook.full']));
    writer.kill();
    await writer.ended;
    expect((await checkFolder(folder)).breaches, 'with space again').toEqual([]);
  },
  90_000,
);
