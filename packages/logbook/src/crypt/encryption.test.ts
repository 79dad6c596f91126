/** An encrypted logbook on a real disk: nothing readable in its files, refused without its key, read beside what is in clear. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@mantinel/contract/app-error';
import type { NewEvent } from '@mantinel/domain';
import { expect, onTestFinished, test } from 'vitest';
import { copyLogbook } from '../copy/copy-logbook.ts';
import { type EventStore, everything } from '../event-store.ts';
import { type LogbookOptions, openLogbook } from '../open-logbook.ts';
import { headerPageBytes } from '../segments/segment-header.ts';
import type { Encryption } from './open-keyring.ts';

const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const word = 'coolantlevelverylow';

function logbookFolder() {
  const home = mkdtempSync(join(tmpdir(), 'mantinel-crypt-'));
  const opened: EventStore[] = [];
  onTestFinished(async () => {
    for (const store of opened) await store.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  const directory = join(home, 'logbook');
  const open = async (encryption?: Encryption, more: Partial<LogbookOptions> = {}) => {
    const store = await openLogbook({
      directory,
      node: 'test',
      site: 'plant',
      nowUs: () => Date.now() * 1000,
      random: () => 0.5,
      segmentBytes: 64 * 1024,
      reserveBytes: 64 * 1024,
      onProblem: (problem) => expect.unreachable(String(problem)),
      ...(encryption && { encryption }),
      ...more,
    });
    opened.push(store);
    return store;
  };
  return { home, directory, open };
}

const rings = ['keyring.json', 'keyring.copy.json'];

test.each(rings)(
  'the loss of %s is mended from its copy, a bad byte in both is told and nothing is changed',
  async (name) => {
    const { directory, open } = logbookFolder();
    const store = await open(by(one));
    await fill(store, 2);
    await store.close();
    const ring = readFileSync(join(directory, name));
    const spoilt = Buffer.from(ring);
    // Within the wrapped key: the file is read, and its key opens nothing.
    spoilt[spoilt.indexOf('wrapped') + 20]! ^= 1;
    for (const damage of [
      () => rmSync(join(directory, name)),
      () => writeFileSync(join(directory, name), 'no JSON'),
      () => writeFileSync(join(directory, name), spoilt),
    ]) {
      damage();
      const again = await open(by(one));
      expect(await numbersOf(again)).toEqual(upTo(200));
      await again.close();
      expect(readdirSync(directory)).toEqual(expect.arrayContaining(rings));
      expect(readFileSync(join(directory, name), 'utf8')).toMatch(/"wrapped"/);
    }
    for (const each of rings) writeFileSync(join(directory, each), '{"format": 1,');
    const before = filesOf(directory);
    await expect(open(by(one))).rejects.toMatchObject({ code: 'logbook.keyringDamaged' });
    expect(filesOf(directory)).toEqual(before);
  },
);

const by = (...masterKeys: Buffer[]): Encryption => ({ writes: true, masterKeys });

const event = (number: number): NewEvent => ({
  timeUs: 1_700_000_000_000_000 + number,
  receivedUs: 1_700_000_000_000_000 + number,
  site: 'plant',
  machine: 'mill',
  kind: 'message',
  severity: 17,
  code: 'test.numbered',
  message: `${word} ${number}`,
  attributes: { number },
  quality: 'good',
});

/** Appends so many batches of a hundred under a source's cursor that is told nowhere else. */
async function fill(store: EventStore, batches: number, from = 0) {
  for (let batch = 0; batch < batches; batch++) {
    const events = Array.from({ length: 100 }, (_, i) => event(from + batch * 100 + i));
    await store.append({ events, source: { source: 'mill', cursor: `${word}${batch}` } });
  }
}

async function rewritten(store: EventStore) {
  for (const end = Date.now() + 15_000; store.stats().unsealedSegments > 1; await sleep(20))
    if (Date.now() > end) throw new Error('the segments are not rewritten');
}

const numbersOf = async (store: EventStore) => {
  const numbers: unknown[] = [];
  for (let from: string | undefined; ; ) {
    const filter = { codes: ['test.numbered'] };
    const way = { order: 'received', direction: 'newer', limit: 1000, ...(from && { from }) } as const;
    const page = await store.page({ scope: everything, filter, ...way });
    numbers.push(...page.events.map(({ attributes }) => attributes.number));
    if (page.events.length === 0) return numbers;
    from = page.newer;
  }
};
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

function filesOf(directory: string): Map<string, Buffer> {
  const names = readdirSync(directory, { recursive: true }).map(String);
  const files = names.filter((name) => statSync(join(directory, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(directory, name))]));
}

test('what is recorded stands readable in no file, and is read again with the key', async () => {
  const { directory, open } = logbookFolder();
  const first = await open(by(one));
  await fill(first, 40);
  await rewritten(first);
  await fill(first, 2, 4000);
  await first.close();
  const files = filesOf(directory);
  expect([...files.keys()].filter((name) => name.endsWith('.block')).length).toBeGreaterThan(0);
  for (const [name, bytes] of files)
    for (const plain of [word, 'test.numbered'])
      expect(bytes.includes(plain), `${plain} in ${name}`).toBe(false);
  const second = await open(by(one));
  expect(await numbersOf(second)).toEqual(upTo(4200));
  expect(second.sourceCursor('mill')).toBe(`${word}1`);
});

test.each([
  ['no key', undefined, 'logbook.keyMissing'],
  ['another key', by(two), 'logbook.wrongKey'],
] as const)('with %s it is refused and nothing is changed', async (_, encryption, code) => {
  const { directory, open } = logbookFolder();
  const store = await open(by(one));
  await fill(store, 20);
  await store.close();
  const before = filesOf(directory);
  await expect(open(encryption)).rejects.toMatchObject({ code });
  expect(filesOf(directory)).toEqual(before);
  await expect(open(by(one)).then(numbersOf)).resolves.toEqual(upTo(2000));
});

test('a folder whose key ring went is refused, too', async () => {
  const { directory, open } = logbookFolder();
  const store = await open(by(one));
  await fill(store, 1);
  await store.close();
  for (const name of rings) rmSync(join(directory, name));
  const error = await open({ writes: false, masterKeys: [one] }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'logbook.keyMissing' });
  await expect(open(by(one))).rejects.toMatchObject({ code: 'logbook.keyMissing' });
  expect(readdirSync(directory).filter((name) => rings.includes(name))).toEqual([]);
});

test('a change of the master key wraps the log keys anew and rewrites nothing else', async () => {
  const { directory, open } = logbookFolder();
  const first = await open(by(one));
  await fill(first, 30);
  await rewritten(first);
  await first.close();
  const before = filesOf(directory);
  await (await open(by(two, one))).close();
  const after = filesOf(directory);
  for (const [name, bytes] of before)
    if (name.endsWith('.block')) expect(after.get(name)?.equals(bytes), name).toBe(true);
  await expect(open(by(one))).rejects.toMatchObject({ code: 'logbook.wrongKey' });
  expect(await numbersOf(await open(by(two)))).toEqual(upTo(3000));
});

test('what was recorded in clear before, and after, is read beside what is encrypted', async () => {
  const { open } = logbookFolder();
  for (const [run, encryption] of [undefined, by(one), { writes: false, masterKeys: [one] }].entries()) {
    const store = await open(encryption);
    await fill(store, 15, run * 1500);
    expect(await numbersOf(store)).toEqual(upTo((run + 1) * 1500));
    await rewritten(store);
    await store.close();
  }
  expect(await numbersOf(await open(by(one)))).toEqual(upTo(4500));
});

test('a page altered under a checksum that fits is a hole, and the rest is read', async () => {
  const { directory, open } = logbookFolder();
  const store = await open(by(one));
  await fill(store, 40);
  await rewritten(store);
  await store.close();
  const blocks = join(directory, 'blocks');
  const name = readdirSync(blocks).find((file) => file.endsWith('.block'))!;
  const bytes = readFileSync(join(blocks, name));
  bytes[100]! ^= 1;
  writeFileSync(join(blocks, name), bytes);
  const again = await open(by(one));
  const numbers = await numbersOf(again);
  expect(numbers.length).toBeGreaterThan(0);
  expect(numbers.length).toBeLessThan(4000);
  await sleep(50);
  const { events } = await again.page({
    scope: everything,
    filter: { codes: ['logbook.damaged'] },
    order: 'received',
    direction: 'older',
    limit: 10,
  });
  expect(events[0]?.attributes.file).toBe(name);
});

test('a damaged header page costs no events: the key is named a second time', async () => {
  const { directory, open } = logbookFolder();
  const store = await open(by(one));
  await fill(store, 3);
  await store.close();
  const segments = join(directory, 'segments');
  const name = readdirSync(segments).sort().at(-1)!;
  const bytes = readFileSync(join(segments, name));
  bytes.fill(0, 0, headerPageBytes);
  writeFileSync(join(segments, name), bytes);
  expect(await numbersOf(await open(by(one)))).toEqual(upTo(300));
});

test('a copy made while it is written opens with the same key', async () => {
  const { home, directory, open } = logbookFolder();
  const store = await open(by(one));
  await fill(store, 30);
  const to = join(home, 'copy');
  const copy = await copyLogbook({ from: directory, to, signal: new AbortController().signal });
  await copy.begin();
  await fill(store, 10, 3000);
  await copy.finish();
  const restored = await open(by(one), { directory: to });
  expect((await numbersOf(restored)).length).toBeGreaterThanOrEqual(4000);
  await restored.close();
  cpSync(join(directory, 'keyring.json'), join(home, 'gone'));
  await expect(open(by(two), { directory: to })).rejects.toMatchObject({ code: 'logbook.wrongKey' });
});
