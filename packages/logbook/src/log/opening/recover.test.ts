import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openLogbook } from '../../open-logbook.ts';
import { segmentName } from '../../segments/segment-files.ts';

/** Written by the last version of segment format 1: events 3 to 6, a checkpoint, and origins of one batch a frame. */
const ofFormat1 = fileURLToPath(new URL('../../../test/fixtures/format-1.segment', import.meta.url));
const epoch = 1_700_000_000_000_000;

function folder() {
  const directory = mkdtempSync(join(tmpdir(), 'mantinel-recover-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
  const segments = join(directory, 'segments');
  mkdirSync(segments);
  const segment = join(segments, segmentName(2));
  copyFileSync(ofFormat1, segment);
  const settings = {
    directory,
    node: 'test',
    site: 'plant',
    nowUs: () => epoch,
    random: () => 0.5,
    segmentBytes: 64 * 1024,
    reserveBytes: 64 * 1024,
    onProblem: (problem: unknown) => expect.unreachable(String(problem)),
  };
  return { segment, segments, open: () => openLogbook(settings) };
}

test('a segment of format 1 is read: its events, each cursor and each batch by name', async () => {
  const { open } = folder();
  for (const look of ['from the old segment', 'from the checkpoint of a new one']) {
    const store = await open();
    const rows: unknown[] = [];
    for await (const batch of store.read({ epoch: 0, seq: 0 }, { signal: AbortSignal.timeout(10_000) })) {
      for (const { seq, attributes } of batch.events()) rows.push([batch.epoch, seq, attributes.number]);
      if (batch.epoch === epoch && batch.firstSeq + batch.count > 6) break;
    }
    expect(rows, look).toEqual([
      [epoch, 3, 2],
      [epoch, 4, 3],
      [epoch, 5, 4],
      [epoch, 6, 5],
    ]);
    expect(['mill-1', 'lathe-1', 'saw-1'].map((source) => store.sourceCursor(source))).toEqual([
      'm1',
      '{"heardUs":1}',
      undefined,
    ]);
    const appendAgain = (batchId: string, source?: string) =>
      store.append({
        events: [{ ...event, attributes: { number: -1 } }],
        ...(source !== undefined && { source: { source, cursor: 'again' } }),
        batchId,
      });
    expect(await appendAgain('first', 'mill-1')).toEqual({ epoch, firstSeq: 1, count: 1, duplicate: true });
    expect(await appendAgain('second', 'mill-1')).toEqual({ epoch, firstSeq: 3, count: 2, duplicate: true });
    expect(await appendAgain('nobody')).toEqual({ epoch, firstSeq: 2, count: 1, duplicate: true });
    await store.close();
  }
});

test('new segments are of format 2, which a version that knows only 1 refuses', async () => {
  const { open, segments } = folder();
  const store = await open();
  await store.append({ events: [event] });
  await store.close();
  const latest = readdirSync(segments).sort().at(-1)!;
  expect(readFileSync(join(segments, latest)).readUInt32LE(8)).toBe(2);
});

test('a segment of a newer format is refused', async () => {
  const { open, segment } = folder();
  const bytes = readFileSync(segment);
  bytes.writeUInt32LE(4, 8);
  writeFileSync(segment, bytes);
  await expect(open()).rejects.toMatchObject({ code: 'logbook.formatTooNew', data: { version: 4 } });
});

const event = {
  timeUs: epoch,
  receivedUs: epoch,
  site: 'plant',
  kind: 'message',
  severity: 9,
  code: 'test.numbered',
  message: '',
  attributes: {},
  quality: 'good',
} as const;
