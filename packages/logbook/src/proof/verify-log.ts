/** The whole logbook held against what was signed: which file was altered, and which events that concerns. */
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Tombstone } from '../blocks/catalogue.ts';
import { canonicalEvent } from './canonical.ts';
import { type LogTree, logTree, type TreePart, treesOf } from './log-tree.ts';
import { equal, type Hash, leafHash, nodeHash, rootOf, spansOf } from './merkle.ts';
import type { Flaw, ProofReport, VerifyOptions } from './proof.ts';
import type { ProvedRows } from './proved-rows.ts';
import { isSignedBy, publicKeyOf, type SignedHead } from './signed-head.ts';

type Range = Pick<Extract<Flaw, { kind: 'altered' }>, 'file' | 'epoch' | 'fromSeq' | 'toSeq'>;

interface VerifyLogOptions extends VerifyOptions {
  readonly node: string;
  readonly blocks: ProvedRows;
  readonly heads: readonly SignedHead[];
  readonly signingKey: KeyObject | undefined;
}

export async function verifyLog(options: VerifyLogOptions): Promise<ProofReport> {
  const { blocks, heads, signingKey, kept, signal } = options;
  await blocks.ready;
  const key =
    (options.key === undefined ? undefined : publicKeyOf(options.key)) ??
    (signingKey && createPublicKey(signingKey));
  const segments = blocks.rewritten();
  const present = new Set(blocks.sources().map(({ name }) => name));
  const tombstones = new Map(blocks.tombstones().map((tombstone) => [tombstone.file, tombstone]));
  const flaws: Flaw[] = [];
  const report = { events: 0, signed: 0, removed: 0, heads: heads.length };
  const covered = new Set<string>();
  for (const number of treesOf(segments)) {
    const tree = logTree(segments, number);
    for (const part of tree.parts) {
      signal.throwIfAborted();
      covered.add(part.file);
      const range = rangeOf(part);
      const tombstone = tombstones.get(part.file);
      if (tombstone) {
        if (isSigned(tombstone, key)) report.removed += part.to - part.from;
        else flaws.push({ kind: 'forgedRemoval', ...range });
      } else if (!present.has(part.file)) flaws.push({ kind: 'missing', ...range });
      else {
        flaws.push(...(await alteredIn(part, options)));
        report.events += part.to - part.from;
        options.progress?.(report.events);
      }
    }
    const own = heads.filter((head) => head.tree === number);
    flaws.push(...flawsOfHeads(tree, own, key));
    report.signed += Math.min(tree.size, Math.max(0, ...own.map(({ size }) => size)));
    if (kept?.tree === number) flaws.push(...flawsOfKept(tree, kept, key));
  }
  if (kept && !treesOf(segments).includes(kept.tree))
    flaws.push({ kind: 'older', tree: kept.tree, size: kept.size, here: 0 });
  const uncovered = blocks.sources().reduce((sum, { name, rows }) => sum + (covered.has(name) ? 0 : rows), 0);
  return { ...report, uncovered, flaws };
}

const rangeOf = ({ file, segment: { epoch, firstSeq, lastSeq } }: TreePart): Range => ({
  file,
  epoch,
  fromSeq: firstSeq,
  toSeq: lastSeq,
});

/** The rows of those subtrees whose hash is another one than was kept. */
async function alteredIn(part: TreePart, { blocks, node, signal }: VerifyLogOptions): Promise<Flaw[]> {
  const spans = spansOf(part.from, part.to);
  const flaws: Flaw[] = [];
  let [place, leaves, seqs] = [0, [] as Hash[], [] as number[]];
  const close = () => {
    const { size } = spans[place]!;
    const fits = leaves.length === size && equal(rootOfLeaves(leaves), part.hashes[place]!);
    const [fromSeq, toSeq] = [seqs[0] ?? part.segment.firstSeq, seqs.at(-1) ?? part.segment.lastSeq];
    if (!fits) flaws.push({ kind: 'altered', ...rangeOf(part), fromSeq, toSeq });
    [place, leaves, seqs] = [place + 1, [], []];
  };
  let surplus = 0;
  for await (const events of blocks.rowsOf(part.file, node)) {
    signal.throwIfAborted();
    for (const event of events) {
      if (place === spans.length) surplus++;
      else {
        leaves.push(leafHash(canonicalEvent(event).leaf));
        seqs.push(event.seq);
        if (leaves.length === spans[place]!.size) close();
      }
    }
    // Machines are recorded by the same thread.
    await new Promise((resolve) => setImmediate(resolve));
  }
  // Fewer rows than there were: from the first that is missing on, nothing fits.
  if (place < spans.length) close();
  if (surplus > 0) flaws.push({ kind: 'altered', ...rangeOf(part) });
  const found = flaws.length > 1 ? [flaws.reduce(joined)] : flaws;
  if (found.length > 0 || (await blocks.digestOf(part.file)) === part.digest) return found;
  // Its rows are whole; what finds them is not.
  return [{ kind: 'altered', ...rangeOf(part) }];
}

const joined = (one: Flaw, other: Flaw): Flaw =>
  one.kind === 'altered' && other.kind === 'altered'
    ? { ...one, fromSeq: Math.min(one.fromSeq, other.fromSeq), toSeq: Math.max(one.toSeq, other.toSeq) }
    : one;

function rootOfLeaves(leaves: readonly Hash[]): Hash {
  let level = [...leaves];
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, i) => nodeHash(level[2 * i]!, level[2 * i + 1]!));
  return level[0]!;
}

function flawsOfHeads(tree: LogTree, heads: readonly SignedHead[], key: KeyObject | undefined): Flaw[] {
  const flaws: Flaw[] = [];
  let fromLeaf = 0;
  for (const { note, size, root, tree: number } of heads.toSorted((one, other) => one.size - other.size)) {
    if (!key || !isSignedBy(note, key)) flaws.push({ kind: 'forgedHead', tree: number, size });
    else if (size > tree.size) flaws.push({ kind: 'older', tree: number, size, here: tree.size });
    else if (!equal(rootOf(0, size, tree.nodeAt), root)) {
      flaws.push({ kind: 'otherRoot', tree: number, fromLeaf, size });
      // Every later one differs as well, and says no more.
      break;
    } else fromLeaf = size;
  }
  return flaws;
}

function flawsOfKept(tree: LogTree, kept: SignedHead, key: KeyObject | undefined): Flaw[] {
  const { tree: number, size, root, note } = kept;
  if (!key || !isSignedBy(note, key)) return [{ kind: 'forgedHead', tree: number, size }];
  if (size > tree.size) return [{ kind: 'older', tree: number, size, here: tree.size }];
  if (equal(rootOf(0, size, tree.nodeAt), root)) return [];
  return [{ kind: 'otherRoot', tree: number, fromLeaf: 0, size }];
}

function isSigned({ signature, ...tombstone }: Tombstone, key: KeyObject | undefined): boolean {
  if (!key || signature === undefined) return false;
  return verify(null, tombstoneText(tombstone), key, Buffer.from(signature, 'base64'));
}

/** What a tombstone's signature is over: everything before it. */
export const tombstoneText = (tombstone: Omit<Tombstone, 'signature'>): Buffer =>
  Buffer.from(`mantinel-tombstone-1\n${JSON.stringify(tombstone)}`);
