/**
 * The segments that have no blocks yet, newest first: when a later one has been seen, those before it are complete. One that is
 * gone has become blocks meanwhile, and those are entered in the catalogue before its file goes: who reads that afterwards misses nothing.
 */
import { copyFile, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Position } from '@mantinel/domain';
import { revivedHeader } from '../log/opening/recover.ts';
import { frameType } from '../segments/frame.ts';
import { walkSegment } from '../segments/scan-segment.ts';
import { listSegments, type SegmentFile } from '../segments/segment-files.ts';
import { headerPageBytes, readSegmentHeader } from '../segments/segment-header.ts';

const listings = 100;

export interface CopiedSegments {
  readonly names: ReadonlySet<string>;
  /** The last one copied, which was being written; what comes after it belongs to a later backup. */
  readonly newest: string | undefined;
  /** The last event in it; undefined when there is none. */
  readonly head: Position | undefined;
}

export interface CopySegmentsOptions {
  readonly from: string;
  readonly to: string;
  readonly signal: AbortSignal;
  readonly onFile?: (file: string) => void;
}

export async function copySegments(options: CopySegmentsOptions): Promise<CopiedSegments> {
  const { from, to, signal, onFile } = options;
  for (;;) {
    signal.throwIfAborted();
    const [newest, ...older] = listNow(from).reverse();
    if (!newest) return { names: new Set(), newest: undefined, head: undefined };
    const head = await copyOpen(newest, join(to, newest.name));
    // Complete and rewritten within a moment: look again for what is written now.
    if (head === undefined) continue;
    const names = new Set([newest.name]);
    for (const { path, name } of older) {
      signal.throwIfAborted();
      if (!(await copyComplete(path, join(to, name)))) continue;
      names.add(name);
      onFile?.(name);
    }
    onFile?.(newest.name);
    return { names, newest: newest.name, head: head.seq > 0 ? head : undefined };
  }
}

/** Up to the newest that was begun; prepared files are nothing to keep. A damaged header is made good here as after a crash. */
function listNow(folder: string): SegmentFile[] {
  for (let attempt = 1; ; attempt++) {
    try {
      const files = listSegments(folder).map((file) => ({
        ...file,
        header: file.header ?? revivedHeader(file),
      }));
      return files.slice(0, files.findLastIndex(({ header }) => header !== undefined) + 1);
    } catch (error) {
      // A file went between its name and its first page; a folder that is not there is another matter.
      if (!isGone(error) || attempt === listings) throw error;
    }
  }
}

/** Up to the last frame that is whole. Undefined when it is gone. */
async function copyOpen({ path, header: known }: SegmentFile, to: string): Promise<Position | undefined> {
  // For writing: Windows flushes no file that is open for reading only.
  const file = await open(path, 'r+').catch((error: unknown) => {
    if (isGone(error)) return undefined;
    throw error;
  });
  if (!file) return undefined;
  try {
    const image = await file.readFile();
    // What the page cache showed may not be on disk yet: an event must not be in the backup and lost where it came from.
    await file.datasync();
    const header = readSegmentHeader(image.subarray(0, headerPageBytes), path) ?? known!;
    const { places, endOffset } = walkSegment(image, header);
    const last = places.findLast(({ header: { type } }) => type === frameType.events)?.header;
    await writeFile(to, image.subarray(0, Math.min(endOffset, image.length)), { flush: true });
    return { epoch: header.epoch, seq: last ? last.firstSeq + last.count - 1 : header.firstSeq - 1 };
  } finally {
    await file.close();
  }
}

async function copyComplete(path: string, to: string): Promise<boolean> {
  try {
    await copySynced(path, to);
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

export const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** The copy is on disk when it resolves. */
export async function copySynced(path: string, to: string): Promise<void> {
  await copyFile(path, to);
  const copy = await open(to, 'r+');
  try {
    await copy.sync();
  } finally {
    await copy.close();
  }
}
