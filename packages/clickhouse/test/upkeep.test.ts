/** Proof, erasure and retention: what they promise does not depend on where rows are kept. */
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { NewEvent } from '@mantinel/domain';
import { type EventStore, everything, parseHead } from '@mantinel/logbook';
import { afterAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { withoutChdb } from './chdb.ts';
import { chdbPlaces, type Place } from './place.ts';

vi.setConfig({ testTimeout: 120_000 });

const signingKey = generateKeyPairSync('ed25519').privateKey;
const { signal } = new AbortController();
const dayUs = 86_400_000_000;
const startUs = 1_790_000_000_000_000;
const event = (number: number, over: Partial<NewEvent> = {}): NewEvent => ({
  timeUs: startUs + number,
  receivedUs: startUs + number,
  site: number % 3 === 0 ? 'annex' : 'main',
  machine: 'mill',
  kind: number % 5 === 0 ? 'condition' : 'sample',
  severity: number % 5 === 0 ? 17 : 5,
  code: 'test.numbered',
  message: number % 5 === 0 ? `servo alarm ${number}` : '',
  attributes: { number, ok: true, none: null, list: [number], big: 1e20 },
  quality: 'good',
  ...over,
});
const all = { scope: everything, filter: {}, order: 'received' } as const;
const fill = (store: EventStore, from: number, count: number, over: Partial<NewEvent> = {}) =>
  store.append({ events: Array.from({ length: count }, (_, i) => event(from + i, over)) });

describe.skipIf(withoutChdb)(`upkeep${withoutChdb ? `: ${withoutChdb}` : ''}`, () => {
  if (withoutChdb) return;
  const places = chdbPlaces();
  afterAll(() => places.close());
  const open = async (place: Place, more = {}) => {
    const store = await places.open(place, { signingKey, ...more });
    onTestFinished(() => store.close());
    return store;
  };
  /** What somebody with all rights at the server can do. */
  const tamper = ({ database }: Place, change: string) =>
    places.session.query(`ALTER TABLE ${database}.events ${change} SETTINGS mutations_sync = 1`);

  test('every event is proved, over restarts, and a row changed at the server is found', async () => {
    const place = places.next();
    let store = await open(place);
    await fill(store, 1, 500);
    await store.proof.seal();
    const kept = parseHead(store.proof.head()!.note)!;
    await store.close();
    store = await open(place);
    await fill(store, 501, 300);
    await expect(store.proof.prove({ node: 'node-1', epoch: store.epoch, seq: 700 })).rejects.toMatchObject({
      code: 'proof.notYet',
    });
    await store.proof.seal();
    for (const seq of [1, 15, 500, 501, 800]) {
      const proof = await store.proof.prove({ node: 'node-1', epoch: store.epoch, seq });
      expect(proof.event).toMatchObject({ seq, attributes: { number: seq, big: 1e20 } });
      expect(proof.size).toBe(800);
    }
    expect(await store.proof.verify({ signal, kept })).toMatchObject({
      flaws: [],
      events: 800,
      signed: 800,
      heads: 2,
    });

    tamper(place, `UPDATE message = 'servo alarm 11' WHERE seq = 10`);
    expect((await store.proof.verify({ signal })).flaws).toMatchObject([{ kind: 'altered', fromSeq: 10 }]);
    tamper(place, `UPDATE message = 'servo alarm 10' WHERE seq = 10`);
    expect((await store.proof.verify({ signal })).flaws).toEqual([]);
    tamper(place, `DELETE WHERE seq = 777`);
    expect((await store.proof.verify({ signal })).flaws).toMatchObject([{ kind: 'altered' }]);
  });

  test('whoever rewrites a row and its hashes still lacks the key that signed', async () => {
    const place = places.next();
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const store = await open(place);
    await fill(store, 1, 50);
    await store.proof.seal();
    const { key } = store.proof;
    await store.close();
    tamper(place, `UPDATE message = 'nothing happened' WHERE seq = 10`);
    places.session.query(`TRUNCATE TABLE ${place.database}.facts`);
    const forged = await open(place, { signingKey: stranger });
    await forged.proof.seal();
    const { flaws } = await forged.proof.verify({ signal, key: key! });
    expect(flaws).toMatchObject([{ kind: 'forgedHead' }]);
  });

  test('retention removes days, weeks and months by class and site, and proofs of the rest go on', async () => {
    const place = places.next();
    const store = await open(place);
    await fill(store, 1, 300);
    const later = { receivedUs: startUs + 40 * dayUs, timeUs: startUs + 40 * dayUs };
    await fill(store, 301, 100, later);
    await store.proof.seal();
    const kept = parseHead(store.proof.head()!.note)!;
    const nowUs = startUs + 41 * dayUs;
    const days = { developer: 30, technical: 400, operator: 3650 };
    const consumer = await store.cursor('projections', { mode: 'required' });
    expect(await store.retain({ days, nowUs })).toMatchObject({ removedEvents: 0 });
    await consumer.commit(store.head);

    const told: string[] = [];
    const checkpoint = () => {
      told.push('checkpoint');
      return [event(999, later)];
    };
    const { removedEvents } = await store.retain({
      days,
      sites: { annex: { developer: 90 } },
      nowUs,
      checkpoint,
    });
    const gone = Array.from({ length: 300 }, (_, i) => i + 1).filter((n) => n % 5 !== 0 && n % 3 !== 0);
    expect(removedEvents).toBe(gone.length);
    expect(told).toEqual(['checkpoint']);
    expect(store.removals()).toMatchObject([{ rows: gone.length, fromSeq: 1, toSeq: 400 }]);
    const { count } = await store.count(all);
    expect(count).toBe(401 - gone.length);
    const holdings = await store.holdings();
    expect(holdings.reduce((sum, { events }) => sum + events, 0)).toBe(count);
    expect(new Set(holdings.map(({ class: level, site }) => `${level} ${site}`))).toEqual(
      new Set(['developer annex', 'developer main', 'operator annex', 'operator main']),
    );

    await store.proof.seal();
    await store.close();
    const again = await open(place);
    expect(again.removals()).toEqual(store.removals());
    expect(await again.proof.verify({ signal, kept })).toMatchObject({ flaws: [], removed: gone.length });
    const left = await again.proof.prove({ node: 'node-1', epoch: again.epoch, seq: 15 });
    expect(left.event.attributes.number).toBe(15);
    // Over the hole, in order.
    const seqs: number[] = [];
    const reading = new AbortController();
    for await (const batch of again.read({ epoch: 0, seq: 0 }, { signal: reading.signal, maxBatch: 50 })) {
      seqs.push(...batch.events().map(({ seq }) => seq));
      if (seqs.at(-1) === again.head.seq) break;
    }
    expect(seqs).toEqual(Array.from({ length: 401 }, (_, i) => i + 1).filter((n) => !gone.includes(n)));
  });

  test('a partition gone without a signed tombstone is missed', async () => {
    const place = places.next();
    const store = await open(place);
    await fill(store, 1, 50);
    await store.proof.seal();
    tamper(place, `DELETE WHERE class = 'operator'`);
    const { flaws } = await store.proof.verify({ signal });
    expect(flaws.length).toBeGreaterThan(0);
  });

  test('the words of an erased person are nowhere, and proofs hold', async () => {
    const place = places.next();
    const words = 'I dropped the spanner into the spindle';
    const personId = '0190c9aa-1111-7000-8000-00000000000a';
    const store = await open(place);
    const { personal } = store;
    const typed = event(1, {
      kind: 'audit',
      code: 'alarm.commented',
      attributes: { personId, comment: words },
    });
    await store.append({ events: [personal.sealEvent(typed)] });
    await store.proof.seal();
    const [found] = (await store.page({ ...all, direction: 'newer', limit: 1 })).events;
    expect(personal.openEvent(found!).attributes.comment).toBe(words);
    expect(places.session.query(`SELECT attributes FROM ${place.database}.events`)).not.toContain('spanner');
    personal.erase(personId, 5);
    await store.close();
    const again = await open(place);
    const [left] = (await again.page({ ...all, direction: 'newer', limit: 1 })).events;
    expect(again.personal.openEvent(left!).attributes.comment).toEqual({ erased: personId });
    expect((await again.proof.verify({ signal })).flaws).toEqual([]);
    for (const name of readdirSync(place.directory).filter((file) => !file.endsWith('.sock')))
      expect(readFileSync(join(place.directory, name)).includes(words), name).toBe(false);
  });

  test('a lost, a copied or an older folder begins a new epoch, and nothing is numbered twice', async () => {
    const place = places.next();
    const first = await open(place);
    await fill(first, 1, 10);
    await first.close();
    rmSync(place.directory, { recursive: true });
    const second = await open(place);
    expect(second.epoch).toBeGreaterThan(first.epoch);
    await fill(second, 11, 10);
    await second.close();
    // As a server restored to an earlier backup: what was acknowledged last is not there.
    places.session.query(
      `ALTER TABLE ${place.database}.commits DELETE WHERE epoch = ${second.epoch} AND count > 1 SETTINGS mutations_sync = 1`,
    );
    const third = await open(place);
    expect(third.epoch).toBeGreaterThan(second.epoch);
    await fill(third, 21, 10);
    const { events } = await third.page({
      ...all,
      filter: { codes: ['test.numbered'] },
      direction: 'newer',
      limit: 99,
    });
    const ids = events.map(({ epoch, seq }) => `${epoch}.${seq}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(events.filter(({ epoch }) => epoch === third.epoch)).toHaveLength(10);
    const told = await third.page({
      ...all,
      filter: { codes: ['logbook.newEpoch'] },
      direction: 'newer',
      limit: 9,
    });
    expect(told.events.map(({ attributes }) => attributes.reason)).toContain('older');
  });

  test('one process at a time holds the folder', async () => {
    const place = places.next();
    await open(place);
    await expect(places.open(place)).rejects.toMatchObject({ code: 'logbook.locked' });
  });
});
