/** System calls fail: EIO from fdatasync and from writes, and death inside fdatasync. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkFolder, type FolderUnderTest } from './check-folder.ts';
import { type Line, readReport } from './report.ts';
import { startWriter, type Writer } from './start-writer.ts';

const sizes = { segmentBytes: 256 * 1024, reserveBytes: 256 * 1024 };
/** Which call fails: a few in a short run, every early one in a long run. */
const isLong = Number(process.env.MANTINEL_RIG_ROUNDS ?? 1) >= 50;
const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);
const opening = isLong ? upTo(7) : [2, 4];
const running = isLong ? upTo(40).slice(9) : [10, 25];
const writes = isLong ? upTo(30).slice(3) : [12];
const deaths = isLong ? upTo(50) : [1, 3, 20];

const tracing = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']);
const problem =
  process.platform !== 'linux'
    ? 'needs Linux'
    : tracing.status !== 0
      ? `needs strace that may trace: ${tracing.error?.message ?? tracing.stderr}`
      : undefined;

function newFolder(): FolderUnderTest {
  const home = mkdtempSync(join(tmpdir(), 'mantinel-faults-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  return { directory: join(home, 'logbook'), report: join(home, 'report'), known: new Map(), ...sizes };
}

/** strace counts by thread; with one thread in the pool the count is deterministic. `-D`: the writer stays our child. */
function startWithFault(folder: FolderUnderTest, fault: string, batchesEach: number): Writer {
  const writer = startWriter(
    { directory: folder.directory, report: folder.report, batchesEach, ...sizes },
    {
      under: ['strace', '-D', '-f', '-qq', '-o', '/dev/null', '-e', `inject=${fault}`],
      env: { UV_THREADPOOL_SIZE: '1' },
    },
  );
  onTestFinished(async () => {
    writer.kill();
    await writer.ended;
  });
  return writer;
}

const codesOf = (lines: readonly Line[]) =>
  new Set(lines.flatMap((line) => (line.type === 'refused' ? [line.code] : [])));

async function expectKept(folder: FolderUnderTest): Promise<void> {
  const { breaches } = await checkFolder(folder);
  expect(breaches).toEqual([]);
}

describe.skipIf(problem)(`faults of the file system${problem ? ` (skipped: ${problem})` : ''}`, () => {
  test.each(opening)(
    'a fdatasync that fails while the store opens (number %i) costs nothing',
    async (n) => {
      const folder = newFolder();
      const writer = startWithFault(folder, `fdatasync,fsync:error=EIO:when=${n}`, 5);
      if ((await writer.ended) !== 0) expect(writer.complaint()).toMatch(/logbook\./);
      await expectKept(folder);
    },
    40_000,
  );

  test.each(running)(
    'failed fdatasyncs (number %i and three more) refuse their batches, and recording goes on',
    async (n) => {
      const folder = newFolder();
      const writer = startWithFault(folder, `fdatasync:error=EIO:when=${n}..${n + 3}`, 1_000_000);
      await writer.reported(
        (line, index, all) =>
          line.type === 'acknowledged' && all.slice(0, index).some(({ type }) => type === 'refused'),
      );
      writer.stop();
      expect(await writer.ended, writer.complaint()).toBe(0);
      expect(codesOf(readReport(folder.report))).toEqual(new Set(['logbook.writeFailed']));
      await expectKept(folder);
    },
    40_000,
  );

  test('a disk that has failed for good acknowledges nothing more, and what it refused never appears', async () => {
    const folder = newFolder();
    const writer = startWithFault(folder, 'fdatasync,fsync:error=EIO:when=25+', 1_000_000);
    await writer.reported((line) => line.type === 'refused');
    await writer.reported((line) => line.type === 'refused' && line.number > 200);
    writer.kill();
    await writer.ended;
    const lines = readReport(folder.report);
    expect(codesOf(lines)).toEqual(new Set(['logbook.writeFailed']));
    expect(lines.findLastIndex((line) => line.type === 'acknowledged')).toBeLessThan(
      lines.findLastIndex((line) => line.type === 'refused'),
    );
    await expectKept(folder);
  }, 40_000);

  test.each(writes)(
    'a failed write (number %i) refuses its batches, and recording goes on',
    async (n) => {
      const folder = newFolder();
      const writer = startWithFault(folder, `pwritev,pwrite64,writev:error=EIO:when=${n}`, 20);
      if ((await writer.ended) === 0) expect(readReport(folder.report).at(-1)).toEqual({ type: 'closed' });
      else expect(writer.complaint()).toMatch(/logbook\.|EIO/);
      await expectKept(folder);
    },
    40_000,
  );

  test.each(deaths)(
    'death inside fdatasync (number %i) loses nothing',
    async (n) => {
      const folder = newFolder();
      const writer = startWithFault(folder, `fdatasync,fsync:signal=KILL:when=${n}`, 1_000_000);
      expect(await writer.ended).toBe('SIGKILL');
      await expectKept(folder);
    },
    40_000,
  );

  test('death while the padding is cut on the way out loses nothing', async () => {
    const folder = newFolder();
    const writer = startWithFault(folder, 'ftruncate:signal=KILL', 5);
    expect(await writer.ended).toBe('SIGKILL');
    expect(readReport(folder.report).at(-1)).not.toEqual({ type: 'closed' });
    await expectKept(folder);
  }, 40_000);

  test('padding that cannot be cut stays, and closing goes on', async () => {
    const folder = newFolder();
    const writer = startWithFault(folder, 'ftruncate:error=EIO', 5);
    expect(await writer.ended, writer.complaint()).toBe(0);
    expect(readReport(folder.report).at(-1)).toEqual({ type: 'closed' });
    await expectKept(folder);
  }, 40_000);
});
