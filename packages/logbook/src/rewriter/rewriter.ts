/** Rewrites sealed segments into blocks one after the other, in a thread of its own. */
import type { Damage } from '../blocks/block.ts';
import type { Blocks } from '../blocks/open-blocks.ts';
import type { Keyring } from '../crypt/keyring.ts';
import { rewriterThread } from './rewriter-thread.ts';
import type { RewriteTask } from './worker.ts';
import type { TreePlace } from './write-blocks.ts';

export type SealedSegment = Omit<RewriteTask, 'directory' | 'secrets' | 'place'>;

export interface RewriterOptions {
  readonly blocks: Blocks;
  readonly keyring: Keyring;
  /** Where the next rows come to stand in the Merkle tree. */
  readonly place: () => TreePlace;
  /** Called in the turn in which queries begin to see the blocks: drop the segment now, before anything else. */
  readonly onRewritten: (segment: string) => void;
  readonly onDamaged: (damage: Damage) => void;
  /** The segment stays, is still served from memory or its file, and is tried again. */
  readonly onProblem: (problem: { readonly segment: string; readonly problem: string }) => void;
  /** Between two attempts at the same segment; 10,000 unless told. */
  readonly retryMs?: number;
  /** Before the thread is begun: a logbook that is opened for a look needs none. 200 unless told. */
  readonly startAfterMs?: number;
}

export interface Rewriter {
  /** Queues a segment; they are rewritten strictly in the order given. */
  rewrite(segment: SealedSegment): void;
  /** Segments queued or under way. */
  readonly waiting: number;
  /** Resolves when nothing is queued or under way. */
  idle(): Promise<void>;
  /** Finishes the segment under way, which takes less than a second; the others wait for the next start. */
  stop(): Promise<void>;
}

export function startRewriter(options: RewriterOptions): Rewriter {
  const { blocks } = options;
  const queue: SealedSegment[] = [];
  const stopping = new AbortController();
  const thread = rewriterThread();
  let running: Promise<void> | undefined;

  const rewriteOne = async (segment: SealedSegment): Promise<boolean> => {
    const { path, name, epoch, firstSeq, lastSeq, endOffset } = segment;
    const answer = await thread.ask({
      directory: blocks.directory,
      path,
      name,
      epoch,
      firstSeq,
      lastSeq,
      endOffset,
      secrets: options.keyring.secrets,
      place: options.place(),
    });
    if ('problem' in answer) {
      options.onProblem({ segment: name, problem: answer.problem });
      return false;
    }
    for (const hole of answer.holes)
      options.onDamaged({
        epoch: hole.epoch,
        fromSeq: hole.firstSeq,
        toSeq: hole.lastSeq,
        file: name,
        problem: `${hole.lastSeq - hole.firstSeq + 1} events of the segment cannot be read`,
      });
    await blocks.commit(answer.rewritten, () => {
      queue.shift();
      options.onRewritten(name);
    });
    return true;
  };
  const run = async () => {
    if (!thread.isRunning) await pause(options.startAfterMs ?? 200, stopping.signal);
    while (queue.length > 0 && !stopping.signal.aborted) {
      const done = await rewriteOne(queue[0]!).catch((error: unknown) => {
        options.onProblem({ segment: queue[0]!.name, problem: String(error) });
        return false;
      });
      if (!done) await pause(options.retryMs ?? 10_000, stopping.signal);
    }
    running = undefined;
  };
  return {
    get waiting() {
      return queue.length;
    },
    rewrite(segment) {
      queue.push(segment);
      running ??= run();
    },
    idle: async () => {
      while (running) await running;
    },
    async stop() {
      stopping.abort();
      const ended = thread.end();
      await running;
      await ended;
    },
  };
}

/** Resolves early when stopped. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
