/**
 * Keeps the files of some hundred million events open for reading: opening one costs more than reading a page of it. What is read
 * stands in buffers that are used again: V8 collects those of a search through everything only when tens of megabytes wait.
 */
import { closeSync, open, read } from 'node:fs';
import { promisify } from 'node:util';

const openFile = promisify(open);
const readFile = promisify(read);

export interface FileHandles {
  /** What `use` makes of the bytes, which are only there meanwhile. Throws what the file system throws; bytes beyond the end are missing. */
  read<T>(place: FilePlace, use: (bytes: Uint8Array) => T): Promise<T>;
  /** Lets go of a file that is to be removed. */
  release(path: string): void;
  close(): void;
}

export interface FilePlace {
  readonly path: string;
  readonly offset: number;
  readonly bytes: number;
}

interface Handle {
  readonly fd: Promise<number>;
  /** Reads under way; a descriptor in use is never closed. */
  busy: number;
  released: boolean;
}

/** Buffers kept: as many as are read at once. Nearly every page and section fits the shortest. */
const mostBuffers = 4;
const shortestBuffer = 64 * 1024;
const longestBuffer = 256 * 1024;

export function fileHandles(maxOpen = 1024): FileHandles {
  const handles = new Map<string, Handle>();
  const buffers: Buffer[] = [];
  const bufferOf = (bytes: number): Buffer => {
    const kept = buffers.pop();
    return kept && kept.length >= bytes ? kept : Buffer.allocUnsafeSlow(Math.max(bytes, shortestBuffer));
  };
  const closeWhenIdle = (handle: Handle) => {
    // A file that could not be opened leaves nothing to close.
    if (handle.busy === 0) handle.fd.then(closeSync, () => undefined);
  };
  const release = (path: string) => {
    const handle = handles.get(path);
    if (!handle) return;
    handles.delete(path);
    handle.released = true;
    closeWhenIdle(handle);
  };
  return {
    release,
    async read({ path, offset, bytes }, use) {
      const handle = handles.get(path) ?? { fd: openFile(path, 'r'), busy: 0, released: false };
      handles.delete(path);
      handles.set(path, handle);
      handle.busy++;
      const readInto = async (buffer: Buffer) => {
        try {
          return await readFile(await handle.fd, buffer, 0, bytes, offset);
        } catch (error) {
          handles.delete(path);
          handle.released = true;
          throw error;
        }
      };
      const buffer = bufferOf(bytes);
      try {
        const { bytesRead } = await readInto(buffer);
        return use(buffer.subarray(0, bytesRead));
      } finally {
        if (buffers.length < mostBuffers && buffer.length <= longestBuffer) buffers.push(buffer);
        handle.busy--;
        if (handle.released) closeWhenIdle(handle);
        for (const oldest of handles.keys()) {
          if (handles.size <= maxOpen) break;
          release(oldest);
        }
      }
    },
    close() {
      for (const path of [...handles.keys()]) release(path);
    },
  };
}
