/** Words of people on a real disk: read by who may, gone with their key, also in a copy made before. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent } from '@mantinel/domain';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { copyLogbook } from '../copy/copy-logbook.ts';
import { type EventStore, everything } from '../event-store.ts';
import { openLogbook } from '../open-logbook.ts';
import { erasePeople } from './person-keys.ts';

const words = 'I dropped the spanner into the spindle';
const [eva, jan] = ['0190c9aa-1111-7000-8000-00000000000a', '0190c9aa-1111-7000-8000-00000000000b'];

function folder() {
  const home = mkdtempSync(join(tmpdir(), 'mantinel-personal-'));
  const opened: EventStore[] = [];
  onTestFinished(async () => {
    for (const store of opened) await store.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  const open = async (name = 'logbook', encrypted = false) => {
    const store = await openLogbook({
      directory: join(home, name),
      node: 'test',
      site: 'plant',
      nowUs: () => 1_700_000_000_000_000,
      random: () => 0.5,
      segmentBytes: 64 * 1024,
      reserveBytes: 64 * 1024,
      encryption: { writes: encrypted, masterKeys: [Buffer.alloc(32, 1)] },
      onProblem: (problem) => expect.unreachable(String(problem)),
    });
    opened.push(store);
    return store;
  };
  return { home, open };
}

const comment = (personId: string): NewEvent => ({
  timeUs: 1,
  receivedUs: 1,
  site: 'plant',
  kind: 'audit',
  severity: 9,
  code: 'alarm.commented',
  message: '',
  attributes: { personId, alarm: 'fanuc.SV0401', comment: words },
  quality: 'good',
});

async function commentsOf(store: EventStore) {
  const { events } = await store.page({
    scope: everything,
    filter: { codes: ['alarm.commented'] },
    order: 'received',
    direction: 'newer',
    limit: 100,
  });
  return events.map((event) => store.personal.openEvent(event).attributes.comment);
}

const isAnywhere = (home: string, text: string): string[] =>
  readdirSync(home, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(home, name)).isFile() && readFileSync(join(home, name)).includes(text));

test('erasing a person leaves what others wrote, and their own words nowhere on disk', async () => {
  const { home, open } = folder();
  const store = await open();
  const { personal } = store;
  for (const personId of [eva, jan]) await store.append({ events: [personal.sealEvent(comment(personId))] });
  expect(await commentsOf(store)).toEqual([words, words]);
  expect(isAnywhere(home, words)).toEqual([]);
  const copy = await copyLogbook({
    from: join(home, 'logbook'),
    to: join(home, 'copy'),
    signal: new AbortController().signal,
  });
  await copy.begin();
  await copy.finish();

  personal.erase(eva, 5);
  expect(await commentsOf(store)).toEqual([{ erased: eva }, words]);
  expect(personal.seal(eva, words)).toEqual({ erased: eva });
  await store.close();
  const again = await open();
  expect(await commentsOf(again)).toEqual([{ erased: eva }, words]);
  expect(again.personal.erased()).toEqual([{ personId: eva, atUs: 5 }]);

  // The copy is older than the erasure; it is told of it before anybody opens it.
  erasePeople(join(home, 'copy'), [...again.personal.erased(), { personId: 'somebody', atUs: 6 }]);
  const restored = await open('copy');
  expect(await commentsOf(restored)).toEqual([{ erased: eva }, words]);
  expect(restored.personal.erased()).toEqual([
    { personId: eva, atUs: 5 },
    { personId: 'somebody', atUs: 6 },
  ]);
});

test('keys made in clear are wrapped as soon as the logbook is encrypted', async () => {
  const { home, open } = folder();
  const first = await open();
  await first.append({ events: [first.personal.sealEvent(comment(eva))] });
  await first.close();
  const clear = readFileSync(join(home, 'logbook', 'people.keys')).subarray(80, 112);
  const second = await open('logbook', true);
  second.personal.seal(jan, words);
  expect(await commentsOf(second)).toEqual([words]);
  await second.close();
  expect(readFileSync(join(home, 'logbook', 'people.keys')).includes(clear)).toBe(false);
  expect(await commentsOf(await open('logbook', true))).toEqual([words]);
});

test('whatever was typed comes back, under nobody else’s name, and what only looks sealed is left alone', async () => {
  const { open } = folder();
  const { personal } = await open();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const sealed = personal.seal(eva, text) as { sealed: string; of: string };
      expect(personal.open(sealed)).toBe(text);
      personal.seal(jan, text);
      expect(personal.open({ ...sealed, of: jan })).toEqual({ ...sealed, of: jan });
    }),
    { numRuns: 20 },
  );
  expect(personal.open({ sealed: 'AAAA', of: eva })).toEqual({ sealed: 'AAAA', of: eva });
  expect(personal.open({ sealed: 'AAAA', of: 'nobody' })).toEqual({ erased: 'nobody' });
});
