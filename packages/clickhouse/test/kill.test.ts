/** SIGKILL at random moments, server and program at once: the promise of the rigs, for ClickHouse. More of them: see test/README.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkFolder, readReport, startWriter } from '@mantinel/logbook/rigs';
import { expect, onTestFinished, test } from 'vitest';
import { withoutChdb } from './chdb.ts';

const rounds = Number(process.env.MANTINEL_RIG_ROUNDS ?? 3);
process.env.MANTINEL_RIG_STORE = join(import.meta.dirname, 'rig-store.ts');

test.skipIf(withoutChdb)(
  `nothing acknowledged or shown is lost or doubled over ${rounds} kills${withoutChdb ? ` (skipped: ${withoutChdb})` : ''}`,
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'mantinel-clickhouse-kill-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
    const report = join(home, 'report');
    const folder = { directory: join(home, 'store'), report, known: new Map() };
    for (let kill = 1; kill <= rounds; kill++) {
      const writer = startWriter({ directory: folder.directory, report });
      await writer.reported((line) => line.type === 'acknowledged');
      await sleep(Math.random() * 1000);
      writer.kill();
      expect(await writer.ended, writer.complaint()).toBe('SIGKILL');
      const { breaches } = await checkFolder(folder);
      expect(breaches, `after kill ${kill}`).toEqual([]);
    }
    const refused = readReport(report).filter((line) => line.type === 'refused');
    expect(refused, 'a healthy server refuses nothing').toEqual([]);
  },
  60_000 + rounds * 30_000,
);
