/** Signed heads over a real logbook: what was altered, taken away, replaced or rolled back is found and located. */
import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEvent } from '@mantinel/domain';
import { expect, onTestFinished, test, vi } from 'vitest';
import { checkedLine } from '../blocks/catalogue.ts';
import { copyLogbook } from '../copy/copy-logbook.ts';
import type { EventStore } from '../event-store.ts';
import { openLogbook } from '../open-logbook.ts';
import type { EventProof } from './proof.ts';
import { parseHead, signHead } from './signed-head.ts';

// Each segment begins a thread: on a busy computer that takes seconds.
vi.setConfig({ testTimeout: 120_000 });

const signing = generateKeyPairSync('ed25519').privateKey;
const stranger = generateKeyPairSync('ed25519').privateKey;
const startUs = 1_700_000_000_000_000;
const dayUs = 86_400_000_000;
const { signal } = new AbortController();

function folder() {
  const home = mkdtempSync(join(tmpdir(), 'mantinel-proof-'));
  const opened: EventStore[] = [];
  onTestFinished(async () => {
    for (const store of opened) await store.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  });
  const directory = join(home, 'logbook');
  const open = async (where = directory, problems: unknown[] = []) => {
    const store = await openLogbook({
      directory: where,
      node: 'test',
      site: 'plant',
      nowUs: () => Date.now() * 1000,
      random: Math.random,
      segmentBytes: 16 * 1024,
      reserveBytes: 64 * 1024,
      signingKey: signing,
      onProblem: (problem) => void problems.push(problem),
    });
    opened.push(store);
    return store;
  };
  return { home, directory, open };
}

const event = (number: number, more: Partial<NewEvent> = {}): NewEvent => ({
  timeUs: startUs + number,
  receivedUs: startUs + number,
  site: 'plant',
  machine: 'mill',
  kind: number % 10 === 0 ? 'condition' : 'sample',
  severity: number % 10 === 0 ? 17 : 5,
  code: 'test.numbered',
  message: `event ${number}`,
  attributes: { number, ok: true, none: null, list: [number], text: 'x'.repeat(number % 40) },
  quality: 'good',
  ...more,
});

async function fill(store: EventStore, batches: number) {
  for (let batch = 0; batch < batches; batch++)
    await store.append({ events: Array.from({ length: 100 }, (_, i) => event(batch * 100 + i)) });
  await store.proof.seal();
}

const blocksIn = (directory: string) =>
  readdirSync(join(directory, 'blocks')).filter((name) => name.endsWith('.block'));

/** Written with nothing of the product, from the guide alone: docs/guides/privacy-and-proof.md. */
function holds(proof: EventProof): boolean {
  const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  const [series, leaf] = [Buffer.from(proof.series, 'base64'), Buffer.from(proof.leaf, 'base64')];
  if (!sha256(series).equals(leaf.subarray(0, 32))) return false;
  if (leaf.readDoubleBE(32) !== proof.event.seq) return false;
  let [found, at, last] = [sha256(Buffer.of(0), leaf), proof.index, proof.size - 1];
  for (const text of proof.path) {
    const sibling = Buffer.from(text, 'base64');
    if (at % 2 === 1 || at === last) {
      found = sha256(Buffer.of(1), sibling, found);
      while (at % 2 === 0 && at > 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else found = sha256(Buffer.of(1), found, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  const [text, signature] = proof.head.split('\n\n') as [string, string];
  const [, size, root] = text.split('\n');
  const key = createPublicKey({
    key: Buffer.concat([
      Buffer.from('302a300506032b6570032100', 'hex'),
      Buffer.from(proof.key.split('+').slice(2).join('+'), 'base64').subarray(1),
    ]),
    format: 'der',
    type: 'spki',
  });
  const signed = Buffer.from(signature.trim().split(' ')[2]!, 'base64').subarray(4);
  return (
    last === 0 &&
    Number(size) === proof.size &&
    Buffer.from(root!, 'base64').equals(found) &&
    verify(null, Buffer.from(`${text}\n`), key, signed)
  );
}

test('every event is proved by a file that is checked without the logbook', async () => {
  const { open } = folder();
  const store = await open();
  await fill(store, 6);
  const { epoch, head, proof } = store;
  for (const seq of [1, 2, 377, 500, head.seq]) {
    const proved = await proof.prove({ node: 'test', epoch, seq });
    expect(holds(JSON.parse(JSON.stringify(proved))), `event ${seq}`).toBe(true);
    expect(proved.event.seq).toBe(seq);
    const others: EventProof[] = [
      { ...proved, index: proved.index + 1 },
      { ...proved, path: proved.path.slice(1) },
      { ...proved, leaf: proved.series },
      { ...proved, event: { ...proved.event, seq: seq + 1 } },
      { ...proved, head: proved.head.replace(/time 2/, 'time 3') },
    ];
    for (const other of others) expect(holds(other)).toBe(false);
  }
  await store.append({ events: [event(1)] });
  await expect(proof.prove({ node: 'test', epoch, seq: store.head.seq })).rejects.toMatchObject({
    code: 'proof.notYet',
  });
  expect(await proof.verify({ signal })).toMatchObject({ flaws: [], signed: head.seq, uncovered: 0 });
});

test('a head that was kept is continued, over restarts, and refused by an older copy', async () => {
  const { home, directory, open } = folder();
  const first = await open();
  await fill(first, 4);
  const old = first.proof.head()!;
  await first.close();
  cpSync(directory, join(home, 'older'), { recursive: true });
  const second = await open();
  expect(second.epoch).toBe(first.epoch);
  await fill(second, 4);
  const newer = second.proof.head()!;
  expect(newer.size).toBeGreaterThan(old.size);
  for (const kept of [old, newer])
    expect((await second.proof.verify({ signal, kept: parseHead(kept.note)! })).flaws).toEqual([]);
  const forged = signHead({ ...old, root: newer.root }, signing);
  expect((await second.proof.verify({ signal, kept: forged })).flaws).toMatchObject([{ kind: 'otherRoot' }]);
  const foreign = signHead(old, stranger);
  expect((await second.proof.verify({ signal, kept: foreign })).flaws).toMatchObject([
    { kind: 'forgedHead' },
  ]);

  const restored = await open(join(home, 'older'));
  expect((await restored.proof.verify({ signal, kept: newer })).flaws).toMatchObject([
    { kind: 'older', size: newer.size, here: old.size },
  ]);
});

test('a byte changed in a block, checksums made to fit, is found with its file and events', async () => {
  const { directory, open } = folder();
  const store = await open();
  await fill(store, 6);
  await store.close();
  // A catalogue that names other hashes is not believed either: the head was signed over the true ones.
  const catalogue = join(directory, 'blocks', 'catalogue');
  const text = readFileSync(catalogue, 'utf8');
  const lines = text.split('\n');
  const at = lines.findIndex((line) => line.includes('"rewritten"'));
  const fact = JSON.parse(lines[at]!.slice(9));
  const { file, epoch } = { file: fact.rewritten.files[0] as string, epoch: fact.rewritten.epoch };
  const path = join(directory, 'blocks', file);
  const bytes = readFileSync(path);
  bytes[100]! ^= 1;
  writeFileSync(path, bytes);
  const damaged = await open();
  const { flaws } = await damaged.proof.verify({ signal });
  expect(flaws).toMatchObject([{ kind: 'altered', file, epoch }]);
  await damaged.close();

  bytes[100]! ^= 1;
  writeFileSync(path, bytes);
  const hashes = Buffer.from(fact.rewritten.leaves.parts[0].hashes, 'base64');
  hashes[0]! ^= 1;
  fact.rewritten.leaves.parts[0].hashes = hashes.toString('base64');
  writeFileSync(catalogue, text.replace(lines[at]!, checkedLine(JSON.stringify(fact))));
  const swapped = await open();
  const found = await swapped.proof.verify({ signal });
  expect(found.flaws.map(({ kind }) => kind)).toEqual(['altered', 'otherRoot']);
});

test('a block that is gone without a signed tombstone is missing; one that retention removed is not', async () => {
  const { directory, open } = folder();
  const store = await open();
  await fill(store, 6);
  const kept = store.proof.head()!;
  const { epoch } = store;
  const before = await store.proof.prove({ node: 'test', epoch, seq: 1 });
  await store.retain({ days: { developer: 1, technical: 1, operator: 9999 }, nowUs: startUs + 2 * dayUs });
  await fill(store, 1);
  const report = await store.proof.verify({ signal, kept });
  expect(report.flaws).toEqual([]);
  expect(report.removed).toBeGreaterThan(300);
  // What is left is proved as before, by hashes of what is gone.
  const after = await store.proof.prove({ node: 'test', epoch, seq: 1 });
  expect(holds(after)).toBe(true);
  expect(after.leaf).toBe(before.leaf);
  await store.close();

  const catalogue = join(directory, 'blocks', 'catalogue');
  const text = readFileSync(catalogue, 'utf8');
  const forged = text
    .split('\n')
    .map((line) => {
      if (!line.includes('"removed"')) return line;
      const fact = JSON.parse(line.slice(9));
      return checkedLine(JSON.stringify({ removed: { ...fact.removed, atUs: fact.removed.atUs - dayUs } }));
    })
    .join('\n');
  writeFileSync(catalogue, forged);
  const suspicious = await open();
  expect(
    (await suspicious.proof.verify({ signal })).flaws.every(({ kind }) => kind === 'forgedRemoval'),
  ).toBe(true);
  await suspicious.close();
  writeFileSync(catalogue, text);

  const gone = blocksIn(directory)[0]!;
  rmSync(join(directory, 'blocks', gone));
  const robbed = await open();
  expect((await robbed.proof.verify({ signal })).flaws).toMatchObject([{ kind: 'missing', file: gone }]);
});

test('a copy proves what it holds, and begins a tree of its own that names the one before', async () => {
  const { home, directory, open } = folder();
  const store = await open();
  await fill(store, 4);
  await store.append({ events: [event(1)] });
  const kept = store.proof.head()!;
  const to = join(home, 'copy');
  const copy = await copyLogbook({ from: directory, to, signal });
  await copy.begin();
  await copy.finish();
  const restored = await open(to);
  await fill(restored, 1);
  const { tree, previous } = restored.proof.head()!;
  expect(tree).toBe(restored.epoch);
  expect(previous).toMatchObject({ tree: kept.tree, size: kept.size });
  expect((await restored.proof.verify({ signal, kept })).flaws).toEqual([]);
});
