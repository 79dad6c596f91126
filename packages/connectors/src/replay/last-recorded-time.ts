/** The time of a recording's last line, read from its end. */
import type { FileHandle } from 'node:fs/promises';
import type { SourceTimeReader } from '../source-time.ts';

const tailBytes = 64 << 10;

/** Undefined when no line in the last 64 KiB begins with a time. Microseconds. */
export async function lastRecordedTime(
  file: FileHandle,
  size: number,
  readTime: SourceTimeReader,
): Promise<number | undefined> {
  const tail = Buffer.alloc(Math.min(size, tailBytes));
  const { bytesRead } = await file.read(tail, 0, tail.length, size - tail.length);
  const lines = tail.toString('latin1', 0, bytesRead).split('\n');
  for (const line of lines.reverse()) {
    // An asset's line bears the time of its last change, which is not the end of anything.
    const timeUs = line.includes('|@') ? undefined : readTime(line.slice(0, Math.max(0, line.indexOf('|'))));
    if (timeUs !== undefined) return timeUs;
  }
  return undefined;
}
