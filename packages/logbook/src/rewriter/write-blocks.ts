/** Turns one sealed segment into block files that are on disk when it returns; only then may the segment go. */
import { closeSync, fsyncSync, openSync, renameSync, writevSync } from 'node:fs';
import { join } from 'node:path';
import { blockExtension } from '../blocks/block-format.ts';
import { blockBuilder, partsOf } from '../blocks/block-writer.ts';
import type { RewrittenSegment } from '../blocks/catalogue.ts';
import type { Keyring } from '../crypt/keyring.ts';
import { type Frame, rowTableOf } from './row-table-of.ts';

export interface SegmentContent {
  readonly name: string;
  readonly epoch: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly frames: readonly Frame[];
}

export function writeBlocks(
  directory: string,
  segment: SegmentContent,
  { keyring, rowsPerPage }: { readonly keyring: Keyring; readonly rowsPerPage?: number },
): RewrittenSegment {
  const table = rowTableOf(segment.epoch, segment.frames);
  const build = blockBuilder(segment.name, table, rowsPerPage);
  const files = partsOf(table).map((part, index) => {
    const name = `${segment.name}-${index}${blockExtension}`;
    const path = join(directory, name);
    // Without an entry in the catalogue the file is nobody's yet; the next start removes it under either name.
    const temporary = `${path}.tmp`;
    const fd = openSync(temporary, 'w');
    try {
      writeAll(fd, build(part, keyring.newFile()));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, path);
    return name;
  });
  syncDirectory(directory);
  const { name, epoch, firstSeq, lastSeq } = segment;
  return { segment: name, epoch, firstSeq, lastSeq, files };
}

function writeAll(fd: number, pieces: Uint8Array[]): void {
  const whole = Buffer.concat(pieces);
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
