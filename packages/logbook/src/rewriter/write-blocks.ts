/** Turns one sealed segment into block files that are on disk when it returns; only then may the segment go. */
import { hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, writevSync } from 'node:fs';
import { join } from 'node:path';
import { blockExtension } from '../blocks/block-format.ts';
import { type BlockPart, blockBuilder, partsOf } from '../blocks/block-writer.ts';
import type { BlockLeaves, RewrittenSegment } from '../blocks/catalogue.ts';
import type { RowTable } from '../blocks/row-table.ts';
import type { Keyring } from '../crypt/keyring.ts';
import { hashRowsOf } from '../proof/hash-rows.ts';
import { hashText } from '../proof/log-tree.ts';
import type { Sha256Lanes } from '../proof/sha256-lanes.ts';
import { type Frame, rowTableOf } from './row-table-of.ts';

export interface SegmentContent {
  readonly name: string;
  readonly epoch: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly frames: readonly Frame[];
}

export interface WriteBlocksOptions {
  readonly keyring: Keyring;
  readonly rowsPerPage?: number;
  /** Where the rows come to stand in the Merkle tree. */
  readonly tree?: TreePlace & { readonly lanes: Sha256Lanes };
}

export interface TreePlace {
  readonly node: string;
  readonly tree: number;
  readonly start: number;
}

export function writeBlocks(
  directory: string,
  segment: SegmentContent,
  { keyring, rowsPerPage, tree }: WriteBlocksOptions,
): RewrittenSegment {
  const table = rowTableOf(segment.epoch, segment.frames);
  const build = blockBuilder(segment.name, table, rowsPerPage);
  const parts = partsOf(table);
  const digests: string[] = [];
  const files = parts.map((part, index) => {
    const name = `${segment.name}-${index}${blockExtension}`;
    const path = join(directory, name);
    // Without an entry in the catalogue the file is nobody's yet; the next start removes it under either name.
    const temporary = `${path}.tmp`;
    const fd = openSync(temporary, 'w');
    try {
      const whole = Buffer.concat(build(part, keyring.newFile()));
      digests.push(hash('sha256', whole, 'base64'));
      writeAll(fd, whole);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, path);
    return name;
  });
  syncDirectory(directory);
  const { name, epoch, firstSeq, lastSeq } = segment;
  return {
    ...{ segment: name, epoch, firstSeq, lastSeq, files },
    ...(tree && { leaves: leavesOf(table, parts, { ...tree, digests }) }),
  };
}

function leavesOf(
  table: RowTable,
  parts: readonly BlockPart[],
  { node, tree, start, lanes, digests }: NonNullable<WriteBlocksOptions['tree']> & { digests: string[] },
): BlockLeaves {
  const hashRows = hashRowsOf(table, { node, lanes });
  let from = start;
  const hashed = parts.map(({ rows }, place) => {
    const hashes = hashText(hashRows(rows, from));
    from += rows.length;
    return { count: rows.length, hashes, digest: digests[place]! };
  });
  return { tree, start, parts: hashed };
}

function writeAll(fd: number, whole: Buffer): void {
  for (let at = 0; at < whole.length; ) at += writevSync(fd, [whole.subarray(at)]);
}

/** Makes the renames durable. Windows cannot open a directory; there the file system journals names itself. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(directory, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
