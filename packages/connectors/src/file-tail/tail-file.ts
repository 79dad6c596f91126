/**
 * A log file as it grows: through rotation by rename, by copying and emptying, and by names that carry a date. Found again after a
 * restart, also when it was renamed meanwhile. Node opens files on Windows such that others may write, rename and remove them.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ConnectorEnvironment } from '../connector.ts';
import { lineSplitter } from '../shdr/line-splitter.ts';
import { formatFileCursor, parseFileCursor } from './file-cursor.ts';
import { recordJoiner, type TailedRecord } from './join-records.ts';

export interface TailOptions {
  /** `*` in its last part stands for anything, such as a date: files are then read one after the other in the order of their names. */
  readonly path: string;
}

export interface TailedBatch {
  readonly file: string;
  readonly records: readonly TailedRecord[];
  /** What of the file may have been lost before these records. */
  readonly lost?: 'emptied' | 'gone';
  readonly cursor: string;
}

const pollMs = 250;
/** A stack trace is written at once: what has not come by then does not belong to it. */
const quietPolls = 4;
const chunkBytes = 256 * 1024;
const headLength = 256;
const largestBatch = 2000;
/** Records may be stack traces of hundreds of kilobytes: so much is held, and handed on, at once. */
const largestBatchBytes = 8 << 20;

interface Found {
  readonly path: string;
  readonly id: string;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Until aborted. Never throws for what becomes of the file. */
export async function* tailFile(
  { path }: TailOptions,
  from: string | undefined,
  { sleep, signal }: Pick<ConnectorEnvironment, 'sleep'> & { signal: AbortSignal },
): AsyncGenerator<TailedBatch, void, undefined> {
  const dated = basename(path).includes('*');
  let place = parseFileCursor(from);
  let lost: TailedBatch['lost'];
  /** Of the cursor's file nothing is left to read, whatever becomes of it. */
  let complete = false;
  while (!signal.aborted) {
    const next = await choose();
    if (!next) {
      await sleep(pollMs, signal);
      continue;
    }
    yield* read(next);
  }

  /** The file to read from now on: that of the cursor, under whatever name, else the one after it. */
  async function choose(): Promise<Found | undefined> {
    const files = await candidates();
    if (!place) return dated ? files[0] : files.find((file) => file.path === path);
    const { id, name, offset } = place;
    const same = files.find((file) => file.id === id);
    if (same) {
      if (same.size > offset || (same.path === path && !dated)) return same;
      const later = after(files, same);
      if (!later) return same;
      place = undefined;
      return later;
    }
    const later = dated
      ? files.find((file) => basename(file.path) > name)
      : files.find((file) => file.path === path);
    if (!later) return undefined;
    if (!complete) lost = 'gone';
    place = undefined;
    return later;
  }

  /** In the order in which they are to be read; of a rotated file also those with something behind its name. */
  async function candidates(): Promise<Found[]> {
    const folder = dirname(path);
    const [begin, end = ''] = basename(path).split('*', 2) as [string, string?];
    const names = await readdir(folder).catch(() => [] as string[]);
    const fits = (name: string) =>
      !/\.(gz|xz|zst|bz2|zip)$/.test(name) &&
      name.startsWith(begin) &&
      (!dated || (name.endsWith(end) && name.length >= begin.length + end.length));
    const found = await Promise.all(names.filter(fits).map((name) => look(join(folder, name))));
    const files = found.filter((file) => file !== undefined);
    return dated
      ? files.sort((a, b) => (a.path < b.path ? -1 : 1))
      : files.sort((a, b) => Number(a.path === path) - Number(b.path === path) || a.mtimeMs - b.mtimeMs);
  }

  /** Whether there is one to go on with; one that was only renamed may still be written to. */
  async function isFollowed({ id }: Found): Promise<boolean> {
    const files = await candidates();
    const at = files.findIndex((file) => file.id === id);
    return at < 0 ? files.some((file) => dated || file.path === path) : at < files.length - 1;
  }

  async function* read(file: Found): AsyncGenerator<TailedBatch, void, undefined> {
    let handle: FileHandle;
    try {
      handle = await open(file.path, 'r');
    } catch {
      await sleep(pollMs, signal); // gone or not ours to read for now: looked for again
      return;
    }
    try {
      complete = false;
      const { size } = await handle.stat();
      let offset = place?.id === file.id ? place.offset : 0;
      if (place && offset > 0 && (offset > size || (await headOf(handle, place.headBytes)) !== place.head)) {
        lost = 'emptied';
        offset = 0;
      }
      const name = basename(file.path);
      let [lines, joiner] = [lineSplitter(), recordJoiner()];
      /** Behind what was read, and behind what is in a batch. */
      let readAt = offset;
      let records: TailedRecord[] = [];
      let quiet = 0;
      const chunk = Buffer.allocUnsafe(chunkBytes);

      const batch = async (): Promise<TailedBatch> => {
        offset += records.reduce((sum, { bytes }) => sum + bytes, 0);
        const headBytes = Math.min(headLength, offset);
        place = { id: file.id, name, offset, headBytes, head: await headOf(handle, headBytes) };
        const taken = { file: name, records, cursor: formatFileCursor(place), ...(lost && { lost }) };
        records = [];
        lost = undefined;
        return taken;
      };
      const keep = (record: TailedRecord | undefined) => record && records.push(record);

      while (!signal.aborted) {
        const { bytesRead } = await handle.read(chunk, 0, chunkBytes, readAt);
        if (bytesRead > 0) {
          quiet = 0;
          for (const line of lines.push(Buffer.from(chunk.subarray(0, bytesRead)))) {
            const first = readAt === 0 && line.text.startsWith('\uFEFF');
            keep(joiner.push(first ? { ...line, text: line.text.slice(1) } : line));
          }
          readAt += bytesRead;
          const isMuch = records.length >= largestBatch || readAt - offset >= largestBatchBytes;
          if (isMuch && records.length > 0) yield await batch();
          continue;
        }
        if (records.length > 0) yield await batch();
        quiet += 1;
        if (quiet === quietPolls) {
          keep(joiner.flush());
          if (records.length > 0) yield await batch();
        }
        const { size: now } = await handle.stat();
        const emptied =
          now < readAt ||
          (place?.id === file.id &&
            place.headBytes > 0 &&
            (await headOf(handle, place.headBytes)) !== place.head);
        if (emptied || (quiet >= quietPolls && (await isFollowed(file)))) {
          const last = emptied ? undefined : lines.end();
          if (last) keep(joiner.push(last));
          keep(joiner.flush());
          if (records.length > 0) yield await batch();
          if (!emptied) {
            complete = true;
            return;
          }
          lost = 'emptied';
          [offset, readAt, quiet] = [0, 0, 0];
          [lines, joiner] = [lineSplitter(), recordJoiner()];
          place = undefined;
          continue;
        }
        await sleep(pollMs, signal);
      }
    } catch {
      await sleep(pollMs, signal); // the disk or the share is away: read again from the last batch
    } finally {
      await handle.close();
    }
  }
}

const after = (files: readonly Found[], { path }: Found): Found | undefined =>
  files[files.findIndex((file) => file.path === path) + 1];

async function look(path: string): Promise<Found | undefined> {
  try {
    const { dev, ino, size, mtimeMs } = await stat(path, { bigint: true });
    return { path, id: `${dev}:${ino}`, size: Number(size), mtimeMs: Number(mtimeMs) };
  } catch {
    return undefined; // renamed or removed since it was listed
  }
}

async function headOf(handle: FileHandle, length: number): Promise<string> {
  const head = Buffer.alloc(length);
  const { bytesRead } = await handle.read(head, 0, length, 0);
  return createHash('sha256').update(head.subarray(0, bytesRead)).digest('base64url').slice(0, 22);
}
