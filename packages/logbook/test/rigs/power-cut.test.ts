/** The power goes: ext4 and xfs are shut down without log flush under a writer that stands still. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkFolder, type FolderUnderTest } from './check-folder.ts';
import { createVolume, type FileSystem, freeze, type Volume, whyNoVolume } from './loop-volume.ts';
import { readReport } from './report.ts';
import { type StartOptions, startWriter, type Writer } from './start-writer.ts';

const rounds = Number(process.env.MANTINEL_RIG_ROUNDS ?? 3);
/** A fresh volume after so many cuts. */
const cutsPerVolume = 10;
const sizes = { segmentBytes: 256 * 1024, reserveBytes: 256 * 1024 };
const fileSystems = ['ext4', 'xfs'] as const satisfies readonly FileSystem[];

interface Rig {
  readonly volume: Volume;
  readonly folder: FolderUnderTest;
  start(options?: StartOptions): Writer;
  /** Freezes the writer, cuts, kills it and brings the volume back. Returns how many batches were acknowledged before. */
  cut(writer: Writer): Promise<number>;
}

function createRig(fileSystem: FileSystem): Rig {
  const volume = createVolume(fileSystem);
  const report = join(volume.home, 'report');
  const folder = { directory: join(volume.path, 'logbook'), report, known: new Map(), ...sizes };
  const writers: Writer[] = [];
  onTestFinished(async () => {
    for (const writer of writers) writer.kill();
    await Promise.all(writers.map((writer) => writer.ended));
    volume.destroy();
  });
  return {
    volume,
    folder,
    start(options) {
      const writer = startWriter({ directory: folder.directory, report, ...sizes }, options);
      writers.push(writer);
      return writer;
    },
    async cut(writer) {
      await freeze(writer.pid);
      const acknowledged = readReport(report).filter((line) => line.type === 'acknowledged').length;
      volume.cutPower();
      writer.kill();
      await writer.ended;
      volume.remount();
      return acknowledged;
    },
  };
}

const problems = Object.fromEntries(fileSystems.map((fileSystem) => [fileSystem, whyNoVolume(fileSystem)]));

describe.each(fileSystems)('on %s', (fileSystem) => {
  const problem = problems[fileSystem];
  const note = problem === undefined ? '' : ` (skipped: ${problem})`;

  test.skipIf(problem)(
    `nothing acknowledged or shown is lost over ${rounds} power cuts${note}`,
    async () => {
      for (let done = 0; done < rounds; done += cutsPerVolume) {
        const rig = createRig(fileSystem);
        for (let cut = done; cut < Math.min(rounds, done + cutsPerVolume); cut++) {
          let writer = rig.start();
          await writer.reported((line) => line.type === 'acknowledged');
          await sleep(Math.random() * 600);
          if (cut % 3 === 2) {
            // What a restart found must be as durable as what it acknowledges itself.
            writer.kill();
            await writer.ended;
            writer = rig.start();
            await writer.reported((line) => line.type === 'opened');
          }
          const acknowledged = await rig.cut(writer);
          const { breaches } = await checkFolder(rig.folder);
          expect(breaches, `after cut ${cut + 1} with ${acknowledged} batches acknowledged`).toEqual([]);
        }
        rig.volume.destroy();
      }
    },
    30_000 + rounds * 15_000,
  );
});

const noStrace =
  problems.ext4 ??
  (spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0 ? undefined : 'needs strace');

test.skipIf(noStrace).each([2, 3, 5, 8])(
  `nothing is lost that a killed process had written to the list of blocks and not synced (fdatasync %i)${noStrace ? ` (skipped: ${noStrace})` : ''}`,
  async (n) => {
    const rig = createRig('ext4');
    const list = join(rig.folder.directory, 'blocks', 'catalogue');
    const kill = `inject=fdatasync:signal=KILL:when=${n}`;
    const first = rig.start({
      under: ['strace', '-D', '-f', '-qq', '-o', '/dev/null', '-P', list, '-e', kill],
      env: { UV_THREADPOOL_SIZE: '1' },
    });
    expect(await first.ended, first.complaint()).toBe('SIGKILL');
    const second = rig.start();
    // Its first acknowledgement makes durable what it removed on the strength of that list.
    await second.reported((line) => line.type === 'acknowledged');
    await rig.cut(second);
    const { breaches } = await checkFolder(rig.folder);
    expect(breaches).toEqual([]);
  },
  60_000,
);

const eatMyData = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib']
  .map((folder) => join(folder, 'libeatmydata.so'))
  .find((file) => existsSync(file));
const noControl = problems.ext4 ?? (eatMyData === undefined ? 'needs libeatmydata' : undefined);

test.skipIf(noControl)(
  `negative control: where fsync does nothing, acknowledged events are lost${noControl ? ` (skipped: ${noControl})` : ''}`,
  async () => {
    const rig = createRig('ext4');
    const writer = rig.start({ env: { LD_PRELOAD: eatMyData! } });
    await writer.reported((line) => line.type === 'acknowledged');
    await sleep(300);
    const acknowledged = await rig.cut(writer);
    expect(acknowledged).toBeGreaterThan(0);
    const { breaches } = await checkFolder(rig.folder);
    expect(breaches.join('\n')).toMatch(/batch \d+ acknowledged at .* is missing/);
  },
  60_000,
);
