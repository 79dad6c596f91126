/** NC programs on disk: their bytes. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { ByteSource, NcProgram } from '@mantinel/nc';
import { unreadable } from './program-paths.ts';

export interface OpenProgram extends NcProgram, Disposable {}

/** Larger ones are read piece by piece. */
const heldBytes = 4 * 2 ** 20;

/** Throws `nc.unreadable`. Whoever opens it disposes of it. */
export function openProgram(path: string, name = path): OpenProgram {
  try {
    const descriptor = openSync(path, 'r');
    const { size } = statSync(path);
    return {
      name,
      source: size <= heldBytes ? held(descriptor, size) : pieces(descriptor, size),
      [Symbol.dispose]: () => closeSync(descriptor),
    };
  } catch (cause) {
    throw unreadable(name, cause as NodeJS.ErrnoException);
  }
}

function held(descriptor: number, size: number): ByteSource {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const read = readSync(descriptor, bytes, length, size - length, length);
    if (read === 0) break;
    length += read;
  }
  return { size: length, read: (offset, count) => bytes.subarray(offset, Math.min(length, offset + count)) };
}

function pieces(descriptor: number, size: number): ByteSource {
  let buffer = new Uint8Array(0);
  return {
    size,
    read(offset, length) {
      if (buffer.length < length) buffer = new Uint8Array(length);
      let count = 0;
      while (count < length) {
        const read = readSync(descriptor, buffer, count, length - count, offset + count);
        if (read === 0) break;
        count += read;
      }
      return buffer.subarray(0, count);
    },
  };
}
