/** The disk itself: one preallocated file, write and fdatasync, one after the other, with nothing in between. */
import { closeSync, fdatasyncSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds of each write-and-fdatasync of `bytes`, for so many seconds. */
export function probeDisk(directory: string, seconds: number, bytes = 4096): number[] {
  const file = join(directory, 'probe');
  const size = 8_000_000 - (8_000_000 % bytes);
  const descriptor = openSync(file, 'w');
  try {
    writeSync(descriptor, Buffer.alloc(size), 0, size, 0);
    fsyncSync(descriptor);
    const page = Buffer.alloc(bytes, 7);
    const took: number[] = [];
    for (const end = performance.now() + seconds * 1000; performance.now() < end; ) {
      const start = performance.now();
      writeSync(descriptor, page, 0, bytes, (took.length * bytes) % size);
      fdatasyncSync(descriptor);
      took.push(performance.now() - start);
    }
    return took;
  } finally {
    closeSync(descriptor);
    rmSync(file);
  }
}
