/** Hears of changes below a folder where the system tells of them. Where it does not, as on many shares, somebody has to look. */
import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

export interface FolderWatch {
  /** Folders below it that are there now. */
  settle(below: ReadonlySet<string>): void;
  close(): void;
}

/** A kernel has so many to give, to all programs together. */
const mostWatches = 1000;
/** Node watches every single file where the system has no recursion of its own. */
const recursive = process.platform === 'win32' || process.platform === 'darwin';

/** `changed` is called for each change, more than once for most. */
export function watchFolder(folder: string, changed: () => void): FolderWatch {
  const watches = new Map<string, FSWatcher>();
  const drop = (below: string) => {
    watches.get(below)?.close();
    watches.delete(below);
  };
  const add = (below: string) => {
    if (watches.has(below) || watches.size >= mostWatches) return;
    try {
      const made = watch(join(folder, below), { recursive, persistent: false }, changed);
      // It vanished, or the system has no more watches: looking finds what is not heard.
      made.on('error', () => {
        drop(below);
        changed();
      });
      watches.set(below, made);
    } catch {
      // As above: a folder that cannot be watched is looked at.
    }
  };
  return {
    settle: (below) => {
      const wanted = recursive ? new Set(['']) : new Set(['', ...below]);
      for (const known of watches.keys()) if (!wanted.has(known)) drop(known);
      for (const each of wanted) add(each);
    },
    close: () => {
      for (const below of [...watches.keys()]) drop(below);
    },
  };
}
