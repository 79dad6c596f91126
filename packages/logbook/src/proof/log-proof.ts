/** What proves that a logbook is as it was signed: heads, proofs of single events, and the whole looked through. */
import { type KeyObject, sign } from 'node:crypto';
import { AppError } from '@mantinel/contract/app-error';
import type { Event } from '@mantinel/domain';
import type { Tombstone } from '../blocks/catalogue.ts';
import { canonicalEvent } from './canonical.ts';
import type { HeadFile } from './head-file.ts';
import { hashText, logTree, type TreePart, treeSize, withLeaves } from './log-tree.ts';
import { equal, type Hash, inclusionPath, leafHash, rootFromPath, rootOf } from './merkle.ts';
import type { LogProof } from './proof.ts';
import type { ProvedRows } from './proved-rows.ts';
import { signHead, verifierKey } from './signed-head.ts';
import { tombstoneText, verifyLog } from './verify-log.ts';

export interface LogProofOptions {
  readonly node: string;
  /** In which the tree grows. */
  readonly tree: number;
  readonly blocks: ProvedRows;
  readonly heads: HeadFile;
  /** Ed25519, private; without one nothing is signed. */
  readonly signingKey: KeyObject | undefined;
  readonly nowUs: () => number;
  readonly seal: () => Promise<void>;
}

export interface LogProver extends LogProof {
  /** Signs the tree as it stands, if it grew. */
  sign(): Promise<void>;
  sealTombstone(tombstone: Tombstone): Tombstone;
}

export function logProof(options: LogProofOptions): LogProver {
  const { node, tree, blocks, heads, signingKey, nowUs } = options;
  const key = signingKey && verifierKey(node, signingKey);
  const head = () => heads.heads.at(-1);
  const partOf = (file: string, found = logTreeOf(file)) => found?.parts.find((part) => part.file === file);
  const logTreeOf = (file: string) => {
    const leaves = blocks.rewritten().find(({ files }) => files.includes(file))?.leaves;
    return leaves && logTree(blocks.rewritten(), leaves.tree);
  };

  return {
    key,
    head,
    seal: options.seal,
    async sign() {
      const segments = blocks.rewritten();
      const size = treeSize(segments, tree);
      const last = head();
      if (!signingKey || size === 0 || (last?.tree === tree && last.size >= size)) return;
      const before = heads.heads.findLast((candidate) => candidate.tree !== tree);
      const root = rootOf(0, size, logTree(segments, tree).nodeAt);
      const previous = before && { tree: before.tree, size: before.size, root: before.root };
      await heads.append(
        signHead({ node, tree, size, root, timeUs: nowUs(), ...(previous && { previous }) }, signingKey),
      );
    },
    sealTombstone(tombstone) {
      const found = partOf(tombstone.file);
      const { from, to, hashes, segment } = found ?? {};
      const told: Tombstone = {
        ...tombstone,
        ...(hashes && {
          leaves: { tree: segment!.leaves!.tree, from: from!, to: to!, hashes: hashText(hashes) },
        }),
      };
      return signingKey ? { ...told, signature: tombstoneSignature(told, signingKey) } : told;
    },
    async prove(identity) {
      if (!key) throw new AppError('proof.unsigned');
      await blocks.ready;
      const { epoch, seq } = identity;
      const holding = blocks
        .sources()
        .filter((block) => block.epoch === epoch && block.minSeq <= seq && seq <= block.maxSeq);
      for (const { name } of holding) {
        const grown = logTreeOf(name);
        const part = partOf(name, grown);
        const signed =
          part &&
          heads.heads.findLast((one) => one.tree === part.segment.leaves!.tree && one.size >= part.to);
        if (!grown || !part || !signed) continue;
        const rows = await leavesOf(blocks, { part, node, seq });
        if (!rows.event) continue;
        const { size } = signed;
        const index = part.from + rows.place;
        const { series, leaf } = canonicalEvent(rows.event);
        const path = inclusionPath(index, size, withLeaves(grown, part, rows.leaves));
        const root = rootFromPath(leafHash(leaf), { index, size, path });
        if (!root || !equal(root, signed.root)) throw new AppError('proof.broken', { data: { file: name } });
        return {
          format: 'mantinel-event-proof-1',
          event: rows.event,
          series: base64(series),
          leaf: base64(leaf),
          index,
          size,
          path: path.map(base64),
          head: signed.note,
          key,
        };
      }
      throw new AppError('proof.notYet');
    },
    verify: (asked) => verifyLog({ node, blocks, heads: heads.heads, signingKey, ...asked }),
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

async function leavesOf(
  blocks: ProvedRows,
  { part, node, seq }: { part: TreePart; node: string; seq: number },
): Promise<{ leaves: Hash[]; event?: Event; place: number }> {
  const leaves: Hash[] = [];
  let [place, event] = [0, undefined as Event | undefined];
  for await (const events of blocks.rowsOf(part.file, node))
    for (const row of events) {
      if (row.seq === seq) [place, event] = [leaves.length, row];
      leaves.push(leafHash(canonicalEvent(row).leaf));
    }
  return { leaves, place, ...(event && { event }) };
}

const tombstoneSignature = (tombstone: Tombstone, key: KeyObject): string =>
  sign(null, tombstoneText(tombstone), key).toString('base64');
