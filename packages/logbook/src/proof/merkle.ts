/** The Merkle tree of RFC 6962 (section 2.1): hashes, paths, and what follows from them. Hashes are 32 bytes. */
import { hash } from 'node:crypto';

export type Hash = Uint8Array;
export const hashBytes = 32;

const sha256 = (bytes: Uint8Array): Hash => hash('sha256', bytes, 'buffer');

/** `encoded` without the prefix. */
export const leafHash = (encoded: Uint8Array): Hash => sha256(Buffer.concat([Buffer.of(0), encoded]));
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(Buffer.concat([Buffer.of(1), left, right]));
export const emptyRoot = (): Hash => sha256(new Uint8Array(0));

/** A whole subtree: `size` is a power of two and `from` a multiple of it. */
export interface Span {
  readonly from: number;
  readonly size: number;
}

/** The largest whole subtrees that leaves `from` to `to` consist of, left to right. */
export function spansOf(from: number, to: number): Span[] {
  const spans: Span[] = [];
  for (let at = from; at < to; ) {
    let size = 1;
    while (at % (size * 2) === 0 && at + size * 2 <= to) size *= 2;
    spans.push({ from: at, size });
    at += size;
  }
  return spans;
}

/** The hash of a whole subtree. */
export type NodeAt = (span: Span) => Hash;

/** The hash of the leaves from `from` to `to`; RFC 6962, MTH. */
export function rootOf(from: number, to: number, nodeAt: NodeAt): Hash {
  if (from === to) return emptyRoot();
  // From the right: what is whole on the left joins last.
  return spansOf(from, to)
    .map(nodeAt)
    .reduceRight((right, left) => nodeHash(left, right));
}

/** The largest power of two below a size. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The audit path of a leaf in the tree of the first `size` leaves, lowest first. */
export function inclusionPath(index: number, size: number, nodeAt: NodeAt): Hash[] {
  const path: Hash[] = [];
  for (let [from, to] = [0, size]; to - from > 1; ) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      path.unshift(rootOf(middle, to, nodeAt));
      to = middle;
    } else {
      path.unshift(rootOf(from, middle, nodeAt));
      from = middle;
    }
  }
  return path;
}

/** That the tree of the first `older` leaves is the beginning of that of `size`. */
export function consistencyPath(older: number, size: number, nodeAt: NodeAt): Hash[] {
  const path: Hash[] = [];
  let [from, to, isWhole] = [0, size, true];
  while (to !== older) {
    const middle = from + splitOf(to - from);
    if (older <= middle) {
      path.unshift(rootOf(middle, to, nodeAt));
      to = middle;
    } else {
      path.unshift(rootOf(from, middle, nodeAt));
      from = middle;
      isWhole = false;
    }
  }
  return isWhole ? path : [rootOf(from, to, nodeAt), ...path];
}

/** The root that follows from a leaf and its path; undefined when the path does not fit the size. RFC 9162, 2.1.3.2. */
export function rootFromPath(
  leaf: Hash,
  { index, size, path }: { readonly index: number; readonly size: number; readonly path: readonly Hash[] },
): Hash | undefined {
  if (!(index >= 0 && index < size)) return undefined;
  let [at, last, found] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      found = nodeHash(sibling, found);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else found = nodeHash(found, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 ? found : undefined;
}

export interface TreeSize {
  readonly size: number;
  readonly root: Hash;
}

/** Whether the path shows that one tree is the beginning of the other. RFC 9162, 2.1.4.2. */
export function isConsistent(older: TreeSize, newer: TreeSize, path: readonly Hash[]): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return path.length === 0 && equal(older.root, newer.root);
  if (older.size === 0) return path.length === 0;
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  // A whole subtree of its own stands for itself.
  const rest = at === 0 ? [older.root, ...path] : [...path];
  const [first, ...others] = rest;
  if (!first) return false;
  let [ofOlder, ofNewer] = [first, first];
  for (const sibling of others) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      ofOlder = nodeHash(sibling, ofOlder);
      ofNewer = nodeHash(sibling, ofNewer);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else ofNewer = nodeHash(ofNewer, sibling);
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && equal(ofOlder, older.root) && equal(ofNewer, newer.root);
}

export const equal = (one: Hash, other: Hash): boolean => Buffer.compare(one, other) === 0;
