/** The rewriter's own thread: takes the place of a sealed segment, answers with the block files that hold its events. */
import { readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { RewrittenSegment } from '../blocks/catalogue.ts';
import { keyringOf, type LogKeys } from '../crypt/keyring.ts';
import { sha256Lanes } from '../proof/sha256-lanes.ts';
import { scanSegment } from '../segments/scan-segment.ts';
import { type TreePlace, writeBlocks } from './write-blocks.ts';

export interface RewriteTask {
  readonly directory: string;
  readonly path: string;
  readonly name: string;
  readonly epoch: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly endOffset: number;
  readonly secrets: LogKeys;
  readonly place: TreePlace;
}

export type RewriteAnswer =
  | {
      readonly rewritten: RewrittenSegment;
      /** Events of the segment that could not be read any more. */
      readonly holes: readonly {
        readonly epoch: number;
        readonly firstSeq: number;
        readonly lastSeq: number;
      }[];
    }
  | { readonly problem: string };

// This module runs in a worker thread alone.
const port = parentPort!;
const lanes = sha256Lanes();

function rewrite(task: RewriteTask): RewriteAnswer {
  try {
    const keyring = keyringOf(task.secrets);
    const { frames, holes } = scanSegment(readFileSync(task.path), task, { keyring, sealed: task });
    return {
      rewritten: writeBlocks(
        task.directory,
        { ...task, frames },
        {
          keyring,
          tree: { ...task.place, lanes },
        },
      ),
      holes,
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

let isFirst = true;
port.on('message', (order: RewriteTask | 'end') => {
  // Without its port the thread has nothing to wait for and ends by itself.
  if (order === 'end') port.close();
  else port.postMessage(rewrite(order));
  // Where the program keeps what Node compiled, the next thread begins with it: written at an orderly end alone otherwise.
  if (isFirst) flushCompileCache();
  isFirst = false;
});
