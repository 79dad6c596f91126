/** Keeps the files of some hundred million events open for reading: opening one costs more than reading a page of it. */
import { closeSync, open, read } from 'node:fs';
import { promisify } from 'node:util';

const openFile = promisify(open);
const readFile = promisify(read);

export interface FileHandles {
  /** Throws what the file system throws; bytes beyond the end are missing. */
  read(path: string, offset: number, length: number): Promise<Uint8Array>;
  /** Lets go of a file that is to be removed. */
  release(path: string): void;
  close(): void;
}

interface Handle {
  readonly fd: Promise<number>;
  /** Reads under way; a descriptor in use is never closed. */
  busy: number;
  released: boolean;
}

export function fileHandles(maxOpen = 1024): FileHandles {
  const handles = new Map<string, Handle>();
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
    async read(path, offset, length) {
      const handle = handles.get(path) ?? { fd: openFile(path, 'r'), busy: 0, released: false };
      handles.delete(path);
      handles.set(path, handle);
      handle.busy++;
      try {
        const buffer = Buffer.allocUnsafeSlow(length);
        const { bytesRead } = await readFile(await handle.fd, buffer, 0, length, offset);
        return buffer.subarray(0, bytesRead);
      } catch (error) {
        handles.delete(path);
        handle.released = true;
        throw error;
      } finally {
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
