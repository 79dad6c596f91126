import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemParts } from '../src/parts.ts';
import { rebuildProjections } from '../src/rebuild-projections.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mantinel-rebuild-'));
});
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const reading = (value: string, timeUs: number): NewEvent => ({
  ...{
    timeUs,
    receivedUs: timeUs,
    site: 'plant',
    machine: 'mill',
    path: 'execution',
    kind: 'state',
    severity: 9,
  },
  ...{ code: 'machine.execution', message: '', attributes: { value }, quality: 'good' },
});

/** The value that the database holds for the mill's execution, from a store of its own. */
async function stored(config: Config): Promise<unknown> {
  const store = systemParts().openStore(config, pino({ level: 'silent' }));
  try {
    await store.ready();
    const [machine] = await store.currentState.all();
    return machine?.readings.get('execution')?.value;
  } finally {
    await store.close();
  }
}

test('a logbook that was replaced stops its projection, and a rebuild sets it right', async () => {
  const parts = systemParts();
  const signal = new AbortController().signal;
  const config = Config.parse({ data: join(folder, 'data') });
  const run = () => rebuildProjections({ config, signal, log: () => undefined }, parts);

  const first = await parts.openLogbook(config);
  await first.append({ events: Array.from({ length: 50 }, (_, at) => reading('ACTIVE', 1_000_000 + at)) });
  await first.close();
  expect(await run()).toBe(50);
  expect(await stored(config)).toBe('ACTIVE');

  await rm(join(config.data, 'logbook'), { recursive: true });
  const second = await parts.openLogbook(config);
  await second.append({ events: [reading('READY', 2_000_000)] });
  await second.close();
  expect(await run()).toBe(1);
  expect(await stored(config)).toBe('READY');
});

test('it does not touch the database of a Mantinel that runs', async () => {
  const parts = systemParts();
  const config = Config.parse({ data: join(folder, 'locked') });
  const running = await parts.openLogbook(config);
  const signal = new AbortController().signal;
  await expect(rebuildProjections({ config, signal, log: () => undefined }, parts)).rejects.toMatchObject({
    code: 'logbook.locked',
  });
  await running.close();
});
