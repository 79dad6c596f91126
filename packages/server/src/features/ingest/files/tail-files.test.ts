import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { config } from '@mantinel/contract';
import { everything, openLogbook } from '@mantinel/logbook';
import { expect, test } from 'vitest';
import type { Log } from '../../../own-log/log.ts';
import { tailFiles } from './tail-files.ts';

const nowUs = () => Date.now() * 1000;
const log = { info: () => undefined, error: () => undefined } as unknown as Log;

test('a log with stack traces is in the logbook once, over restarts of the program and rotation of the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mantinel-tailed-'));
  const path = join(folder, 'app.log');
  const open = () =>
    openLogbook({
      directory: join(folder, 'logbook'),
      node: 'node',
      site: 'plant',
      nowUs,
      random: Math.random,
      segmentBytes: 1 << 20,
      reserveBytes: 1 << 16,
      onProblem: () => undefined,
    });
  const files = [config.TailedFile.parse({ path, machine: 'mill', timeZone: 'Europe/Bratislava' })];
  let logbook = await open();
  const stored = async () =>
    (
      await logbook.page({
        scope: everything,
        filter: { codes: ['file.*'] },
        order: 'received',
        direction: 'newer',
        limit: 100,
      })
    ).events;
  const count = (number: number) =>
    expect.poll(async () => (await stored()).length, { timeout: 8000 }).toBe(number);
  try {
    await writeFile(path, '2026-03-02 06:00:14,250 ERROR boom\n  at mill (a.js:1)\n[INFO] next ERROR\n');
    let tailed = tailFiles({ files, site: 'plant', logbook, nowUs, log });
    await count(2);
    expect(await stored()).toMatchObject([
      {
        machine: 'mill',
        kind: 'log',
        severity: 17,
        code: 'file.line',
        message: '2026-03-02 06:00:14,250 ERROR boom\n  at mill (a.js:1)',
        timeUs: Date.parse('2026-03-02T05:00:14.250Z') * 1000,
        attributes: { file: 'app.log', receivedBy: 'file' },
      },
      { severity: 9, message: '[INFO] next ERROR', attributes: { receiptTime: true } },
    ]);
    await tailed.stop();
    await logbook.close();
    await appendFile(path, 'while nobody read\n');
    await rename(path, join(folder, 'app.log.1'));
    await writeFile(path, 'a new file\n');
    logbook = await open();
    tailed = tailFiles({ files, site: 'plant', logbook, nowUs, log });
    await count(4);
    expect((await stored()).map(({ message }) => message).slice(2)).toEqual([
      'while nobody read',
      'a new file',
    ]);
    await tailed.stop();
  } finally {
    await logbook.close();
    await rm(folder, { recursive: true });
  }
}, 20_000);
