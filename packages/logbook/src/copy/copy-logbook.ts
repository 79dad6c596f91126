/**
 * A consistent copy of a logbook that may be written meanwhile, by this process or another, or by none. Nothing is asked of the
 * writer: what it moves away under the copy is found where it went.
 *
 * `begin` before the consumers' own snapshot (PostgreSQL), `finish` after it: whatever was durable then is in the copy, and no
 * place of theirs lies beyond its head. Cursors are of the beginning, so that retention of the copy waits for whoever was behind.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@mantinel/contract/app-error';
import { comparePositions, type Position } from '@mantinel/domain';
import { keyringName } from '../crypt/open-keyring.ts';
import { realDisk } from '../disk.ts';
import { copiedIdentity, readIdentity } from '../log/opening/identity.ts';
import { openSlotFile, readSlotFile } from '../log/opening/slot-file.ts';
import { peopleKeysName } from '../personal/person-keys.ts';
import { headsName, headsText, readHeads } from '../proof/head-file.ts';
import { treeSize } from '../proof/log-tree.ts';
import { copyBlocks } from './copy-blocks.ts';
import { copySegments, copySynced } from './copy-segments.ts';

export interface LogbookCopyOptions {
  /** The logbook's folder. */
  readonly from: string;
  /** A new folder. */
  readonly to: string;
  readonly signal: AbortSignal;
  readonly onFile?: (file: string) => void;
}

export interface CopiedLogbook {
  readonly node: string;
  /** The last event of the copy; seq 0 where it holds none of this epoch. */
  readonly head: Position;
}

export interface LogbookCopy {
  /** The bulk: blocks as they stand, and cursors. */
  begin(): Promise<void>;
  /** What came meanwhile, up to the durable end. Everything is on disk when it resolves. */
  finish(): Promise<CopiedLogbook>;
}

/** Throws AppError `logbook.formatTooNew`, `backup.notFound` where no logbook is, and what the file system throws. */
export async function copyLogbook(options: LogbookCopyOptions): Promise<LogbookCopy> {
  const { from, to } = options;
  const disk = realDisk();
  if (!existsSync(join(from, 'identity.json')))
    throw new AppError('backup.notFound', { data: { path: from } });
  await mkdir(join(to, 'blocks'), { recursive: true });
  await mkdir(join(to, 'segments'));
  const blocks = copyBlocks({ ...options, from: join(from, 'blocks'), to: join(to, 'blocks') });

  return {
    async begin() {
      const cursors = await readCursors(join(from, 'cursors'));
      if (cursors !== undefined) await (await openSlotFile(join(to, 'cursors'), disk)).write(cursors);
      await blocks.copyNew();
    },
    async finish() {
      const segments = await copySegments({
        ...options,
        from: join(from, 'segments'),
        to: join(to, 'segments'),
      });
      const { head: rewritten, segments: kept } = await blocks.finish(segments);
      // Heads of what goes along as segments would be of a longer log than the copy's.
      const heads = await readHeads(join(from, headsName));
      const own = heads.filter(({ tree, size }) => size <= treeSize(kept, tree));
      await writeFile(join(to, headsName), headsText(own), { flush: true });
      for (const name of [keyringName, peopleKeysName])
        if (existsSync(join(from, name))) await copySynced(join(from, name), join(to, name));
      // Last: no segment copied is of a later epoch than it names.
      const { identity } = readIdentity(from)!;
      await writeFile(join(to, 'identity.json'), copiedIdentity(identity), { flush: true });
      for (const folder of [to, join(to, 'segments'), join(to, 'blocks')]) await disk.syncDirectory(folder);
      const ends = [rewritten, segments.head].filter((end) => end !== undefined);
      const head = ends.sort(comparePositions).at(-1) ?? { epoch: identity.epoch, seq: 0 };
      return { node: identity.node, head };
    },
  };
}

/** Bytes of the files that a copy would hold, about. */
export async function logbookBytes(directory: string): Promise<number> {
  let bytes = 0;
  for (const folder of ['segments', 'blocks'].map((name) => join(directory, name))) {
    if (!existsSync(folder)) continue;
    for (const name of await readdir(folder)) {
      // Gone meanwhile: it counts nothing.
      bytes += await stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      );
    }
  }
  return bytes;
}

/** The two files take turns; both are unreadable only while two writes follow each other within one look. */
async function readCursors(path: string): Promise<unknown> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const value = readSlotFile<unknown>(path);
    if (value !== undefined) return value;
  }
  return undefined;
}
