/** Rewrites sealed segments into blocks, one after the other in a thread of its own; several at a time while many wait. */
import { availableParallelism } from 'node:os';
import type { Damage } from '../blocks/block.ts';
import type { Blocks } from '../blocks/open-blocks.ts';
import type { Keyring } from '../crypt/keyring.ts';
import { type RewriterThread, rewriterThread } from './rewriter-thread.ts';
import type { RewriteAnswer, RewriteTask } from './worker.ts';
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
  /** While many segments wait; as many as the computer has cores, 3 at most, unless told. */
  readonly threads?: number;
}

const mostThreads = 3;
/** A shop never has so many waiting: one thread keeps up with twenty times what its machines say. */
const manyWaiting = 4;

export interface Rewriter {
  /** Queues a segment; they are rewritten strictly in the order given. */
  rewrite(segment: SealedSegment): void;
  /** Segments queued or under way. */
  readonly waiting: number;
  /** Resolves when nothing is queued or under way. */
  idle(): Promise<void>;
  /** Finishes what is under way, which takes less than a second; the others wait for the next start. */
  stop(): Promise<void>;
}

export function startRewriter(options: RewriterOptions): Rewriter {
  const { blocks, threads: count = Math.min(mostThreads, availableParallelism()) } = options;
  const queue: SealedSegment[] = [];
  const stopping = new AbortController();
  const threads = Array.from({ length: count }, () => rewriterThread());
  const busy = new Map<RewriterThread, Promise<RewriteAnswer>>();
  const underWay = new Map<string, Promise<RewriteAnswer>>();
  let running: Promise<void> | undefined;

  /** Begins what threads are free for. */
  const begin = () => {
    if (stopping.signal.aborted) return;
    const most = queue.length < manyWaiting ? 1 : threads.length;
    let place = options.place();
    for (const segment of queue.slice(0, 2 * most)) {
      if (!underWay.has(segment.name)) {
        const thread = busy.size < most ? threads.find((free) => !busy.has(free)) : undefined;
        if (!thread) return;
        const answer = ask(thread, segment, place);
        underWay.set(segment.name, answer);
        busy.set(thread, answer);
      }
      place = { ...place, start: place.start + segment.lastSeq - segment.firstSeq + 1 };
    }
  };
  const ask = async (thread: RewriterThread, segment: SealedSegment, place: TreePlace) => {
    const { path, name, epoch, firstSeq, lastSeq, endOffset } = segment;
    const answer = await thread.ask({
      directory: blocks.directory,
      ...{ path, name, epoch, firstSeq, lastSeq, endOffset },
      secrets: options.keyring.secrets,
      place,
    });
    busy.delete(thread);
    begin();
    return answer;
  };
  /** False when it must be tried again later. */
  const finishFirst = async (): Promise<boolean> => {
    const { name } = queue[0]!;
    const answer = await underWay.get(name)!;
    underWay.delete(name);
    if ('problem' in answer) {
      options.onProblem({ segment: name, problem: answer.problem });
      return false;
    }
    // Events before it could not be read: its rows come to stand elsewhere than was thought, and are hashed anew.
    if (answer.rewritten.leaves?.start !== options.place().start) return true;
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
    if (!threads.some((thread) => thread.isRunning))
      await pause(options.startAfterMs ?? 200, stopping.signal);
    begin();
    while (queue.length > 0 && underWay.size > 0) {
      if (!underWay.has(queue[0]!.name)) {
        // It is to be done again, and every thread was at work on others.
        if (busy.size === 0) break;
        await Promise.race(busy.values());
        continue;
      }
      const done = await finishFirst().catch((error: unknown) => {
        options.onProblem({ segment: queue[0]!.name, problem: String(error) });
        return false;
      });
      if (!done) await pause(options.retryMs ?? 10_000, stopping.signal);
      begin();
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
      const ended = Promise.all(threads.map((thread) => thread.end()));
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
