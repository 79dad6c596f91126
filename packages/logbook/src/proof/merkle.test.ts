/** Against the reference roots and paths of certificate-transparency (merkletree/merkle_tree_test.cc), and RFC 6962's own words. */
import { createHash, hash } from 'node:crypto';
import type { Event } from '@mantinel/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aLog } from '../../test/arbitrary-log.ts';
import { encodeBatch } from '../codec/encode-batch.ts';
import { openBatch } from '../codec/open-batch.ts';
import { rowTableOf } from '../rewriter/row-table-of.ts';
import { canonicalEvent } from './canonical.ts';
import { hashRowsOf } from './hash-rows.ts';
import {
  consistencyPath,
  emptyRoot,
  type Hash,
  inclusionPath,
  isConsistent,
  leafHash,
  type NodeAt,
  nodeHash,
  rootFromPath,
  rootOf,
} from './merkle.ts';
import { firstFree, sha256Lanes } from './sha256-lanes.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const inputs = [
  ...['', '00', '10', '2021', '3031', '40414243', '5051525354555657'],
  '606162636465666768696a6b6c6d6e6f',
].map((text) => Buffer.from(text, 'hex'));
/** Of the first one to eight inputs. */
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const nodesOver =
  (leaves: readonly Hash[]): NodeAt =>
  ({ from, size }) =>
    size === 1
      ? leaves[from]!
      : nodeHash(
          nodesOver(leaves)({ from, size: size / 2 }),
          nodesOver(leaves)({ from: from + size / 2, size: size / 2 }),
        );
const reference = nodesOver(inputs.map(leafHash));

test('the reference roots', () => {
  expect(hex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(roots.map((_, i) => hex(rootOf(0, i + 1, reference)))).toEqual(roots);
});

test('the reference paths', () => {
  expect(inclusionPath(0, 8, reference).map(hex)).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  expect(inclusionPath(2, 3, reference).map(hex)).toEqual([roots[1]]);
  expect(consistencyPath(1, 8, reference).map(hex)).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
  ]);
  expect(consistencyPath(6, 8, reference).map(hex)).toEqual([
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
});

test('every leaf is in every tree, every tree in every later one, and nothing else is', () => {
  const leaves = Array.from({ length: 40 }, (_, i) => leafHash(Buffer.of(i)));
  const nodeAt = nodesOver(leaves);
  for (let size = 1; size <= leaves.length; size++) {
    const root = rootOf(0, size, nodeAt);
    for (let index = 0; index < size; index++) {
      const path = inclusionPath(index, size, nodeAt);
      expect(rootFromPath(leaves[index]!, { index, size, path })).toEqual(root);
      if (path.length > 0)
        expect(rootFromPath(leaves[index]!, { index, size, path: path.slice(1) })).not.toEqual(root);
      expect(rootFromPath(leaves[(index + 1) % 40]!, { index, size, path })).not.toEqual(root);
    }
    for (let older = 1; older <= size; older++) {
      const before = { size: older, root: rootOf(0, older, nodeAt) };
      const path = consistencyPath(older, size, nodeAt);
      expect(isConsistent(before, { size, root }, path)).toBe(true);
      expect(isConsistent({ ...before, root: leaves[39]! }, { size, root }, path)).toBe(false);
      if (path.length > 0) expect(isConsistent(before, { size, root }, path.slice(0, -1))).toBe(false);
    }
  }
});

test('four lanes hash as one does', () => {
  const lanes = sha256Lanes();
  lanes.reserve(1024 * 1024);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 6 }).chain((blocks) =>
        fc.tuple(
          fc.constant(blocks),
          fc.array(fc.uint8Array({ minLength: Math.max(0, blocks * 64 - 72), maxLength: blocks * 64 - 9 }), {
            minLength: 4,
            maxLength: 4,
          }),
        ),
      ),
      ([blocks, messages]) => {
        const places = messages.map((message, i) => {
          const at = firstFree + i * blocks * 64;
          lanes.memory.fill(0, at, at + blocks * 64);
          lanes.memory.set(message, at);
          lanes.memory[at + message.length] = 0x80;
          new DataView(lanes.memory.buffer).setUint32(at + blocks * 64 - 4, message.length * 8);
          return at;
        }) as [number, number, number, number];
        const out = firstFree + 4 * blocks * 64;
        lanes.blocks(...places, blocks, out, out + 32, out + 64, out + 96);
        messages.forEach((message, i) => {
          const found = lanes.memory.subarray(out + 32 * i, out + 32 * (i + 1));
          expect(hex(found)).toBe(createHash('sha256').update(message).digest('hex'));
        });
      },
    ),
  );
});

test('rows are hashed as the events are that are read from them', () => {
  const lanes = sha256Lanes();
  fc.assert(
    fc.property(aLog(1), fc.integer({ min: 0, max: 20 }), ([events], start) => {
      if (!events || events.length === 0) return;
      const { bytes, count } = encodeBatch(events);
      const batch = openBatch(bytes);
      const table = rowTableOf(7, [{ firstSeq: 5, count, bytes }]);
      const rows = Uint32Array.from({ length: count }, (_, row) => row);
      const leaves = Array.from(rows, (row): Hash => {
        const event: Event = { node: 'n', epoch: 7, seq: 5 + row, ...batch.event(row) };
        return leafHash(canonicalEvent(event).leaf);
      });
      const nodeAt = nodesOver([
        ...Array.from({ length: start }, (_, i) => leafHash(Buffer.of(i))),
        ...leaves,
      ]);
      const found = hashRowsOf(table, { node: 'n', lanes })(rows, start);
      let from = start;
      for (const piece of found) {
        let size = 1;
        while (from % (size * 2) === 0 && from + size * 2 <= start + count) size *= 2;
        expect(hex(piece)).toBe(hex(nodeAt({ from, size })));
        from += size;
      }
      expect(from).toBe(start + count);
    }),
    { numRuns: 60 },
  );
});

test('a leaf begins with the digest of its series, and every field counts', () => {
  const event: Event = {
    ...{ node: 'n', epoch: 1, seq: 1, timeUs: 1, receivedUs: 1, site: 's', kind: 'audit', severity: 9 },
    ...{ code: 'c', message: 'm', attributes: { a: 1, b: null, c: ['x'] }, quality: 'good' },
  };
  const { series, leaf } = canonicalEvent(event);
  expect(hex(leaf.subarray(0, 32))).toBe(hash('sha256', series));
  const others: Event[] = [
    { ...event, seq: 2 },
    { ...event, machine: '' },
    { ...event, message: '' },
    { ...event, attributes: { a: 1, b: null, c: ['y'] } },
    { ...event, attributes: { a: 1, c: ['x'], b: null } },
    { ...event, trace: { traceId: '0'.repeat(32) } },
  ];
  const all = [event, ...others].map((one) => hex(leafHash(canonicalEvent(one).leaf)));
  expect(new Set(all).size).toBe(all.length);
});
