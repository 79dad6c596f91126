/** Where its place is durable, and what becomes of it after a restore; over a real logbook. */
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import { type EventStore, openLogbook } from '@mantinel/logbook';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followLogbook } from './follow-logbook.ts';

const nowUs = () => Date.now() * 1000;
let folder: string;
let logbook: EventStore;
let following: ReturnType<typeof followLogbook> | undefined;

const place = (name: string) => join(folder, name);
const open = async () => {
  logbook = await openLogbook({
    directory: place('logbook'),
    node: 'node',
    site: 'plant',
    nowUs,
    random: Math.random,
    segmentBytes: 1 << 20,
    reserveBytes: 1 << 16,
    onProblem: () => undefined,
  });
};
const append = (code: string) =>
  logbook.append({
    events: [
      {
        timeUs: nowUs(),
        receivedUs: nowUs(),
        site: 'plant',
        kind: 'log',
        severity: 9,
        code,
        message: '',
        attributes: {},
        quality: 'good',
      } satisfies NewEvent,
    ],
  });

let taken: string[];
let told: string[];
const follow = (fails: () => boolean = () => false) => {
  [taken, told] = [[], []];
  following = followLogbook({
    name: 'test',
    logbook,
    take: async (events) => {
      if (fails()) throw new Error('not now');
      taken.push(
        ...events()
          .map(({ code }) => code)
          .filter((code) => code.startsWith('a.')),
      );
      return true;
    },
    begunAnew: (error) => void told.push(`anew: ${error instanceof AppError ? error.code : error}`),
    failed: (error) => void told.push(String((error as Error).message)),
    nowUs,
  });
};
const heard = (...codes: string[]) => expect.poll(() => taken, { timeout: 5000 }).toEqual(codes);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-follow-'));
  await open();
  await logbook.cursor('test', { mode: 'best-effort', maxLagEvents: 1_000_000, from: logbook.head });
});
afterEach(async () => {
  await following?.stop();
  following = undefined;
  await logbook.close();
  await rm(folder, { recursive: true });
});

test('what failed is read again, and afterwards goes on as before', async () => {
  let failures = 2;
  follow(() => failures-- > 0);
  await append('a.one');
  await heard('a.one');
  expect(told).toEqual(['not now', 'not now']);
  await append('a.two');
  await heard('a.one', 'a.two');
});

test('a place that the restored logbook never held is given up once; what comes then is told', async () => {
  follow();
  await append('a.one');
  await heard('a.one');
  await following!.stop();
  await logbook.close();
  cpSync(place('logbook'), place('backup'), { recursive: true });
  await open();
  follow();
  await append('a.two');
  await heard('a.two');
  await following!.stop();
  await logbook.close();
  // The file of the cursors is newer than the events beside it, as in a copy of a folder in use.
  for (const slot of ['cursors.0', 'cursors.1']) cpSync(place(`logbook/${slot}`), place(`backup/${slot}`));
  await rm(place('logbook'), { recursive: true });
  cpSync(place('backup'), place('logbook'), { recursive: true });
  await open();
  follow();
  await expect.poll(() => told, { timeout: 5000 }).toEqual(['anew: cursor.beyondHead']);
  await expect
    .poll(() =>
      logbook.cursor('test', { mode: 'best-effort' }).then(
        ({ position }) => position.epoch,
        () => 0,
      ),
    )
    .toBe(logbook.epoch);
  await append('a.three');
  await heard('a.three');
  expect(told).toHaveLength(1);
});
