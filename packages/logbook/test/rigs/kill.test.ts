/** SIGKILL at random moments, again and again on one folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { checkFolder } from './check-folder.ts';
import { readReport } from './report.ts';
import { startWriter } from './start-writer.ts';

const rounds = Number(process.env.MANTINEL_RIG_ROUNDS ?? 8);
/** A fresh folder after so many kills keeps the check of a long run from reading ever more. */
const killsPerFolder = 12;
const sizes = { segmentBytes: 256 * 1024, reserveBytes: 256 * 1024 };

async function killsOn(
  kills: number,
  encrypted: boolean,
): Promise<{ acknowledged: number; refused: number }> {
  const home = mkdtempSync(join(tmpdir(), 'mantinel-kill-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const report = join(home, 'report');
  const folder = { directory: join(home, 'logbook'), report, known: new Map(), encrypted, ...sizes };
  for (let kill = 1; kill <= kills; kill++) {
    const writer = startWriter({ directory: folder.directory, report, encrypted, ...sizes });
    // One kill in four falls at any moment from the start of the process on, opening and recovery included.
    if (Math.random() < 0.25) await sleep(60 + Math.random() * 250);
    else {
      await writer.reported((line) => line.type === 'acknowledged');
      await sleep(Math.random() * 500);
    }
    writer.kill();
    expect(await writer.ended, writer.complaint()).toBe('SIGKILL');
    const { breaches } = await checkFolder(folder);
    expect(breaches, `after kill ${kill} on ${home}`).toEqual([]);
  }
  const lines = readReport(report);
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  return {
    acknowledged: lines.filter((line) => line.type === 'acknowledged').length,
    refused: lines.filter((line) => line.type === 'refused').length,
  };
}

test.each([
  ['in clear', false],
  ['encrypted', true],
] as const)(
  `nothing acknowledged or shown is lost or doubled over ${rounds / 2} kills, %s`,
  async (_how, encrypted) => {
    let acknowledged = 0;
    for (let done = 0; done < rounds / 2; done += killsPerFolder) {
      const result = await killsOn(Math.min(killsPerFolder, rounds / 2 - done), encrypted);
      acknowledged += result.acknowledged;
      expect(result.refused, 'a healthy disk refuses nothing').toBe(0);
    }
    expect(acknowledged).toBeGreaterThan(rounds * 10);
  },
  20_000 + rounds * 10_000,
);
