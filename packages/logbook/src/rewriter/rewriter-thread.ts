/** The rewriter's thread seen from outside: begun by a task, asked to end when it was idle for a while, never torn from its work. */
import { Worker } from 'node:worker_threads';
import type { RewriteAnswer, RewriteTask } from './worker.ts';

/** Enough for a segment of 8 MB; young garbage is collected before it grows the process. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

export interface RewriterThreadOptions {
  /** Without a task for so long it ends and gives its 70 MB back; 30,000 unless told. */
  readonly idleMs?: number;
  /** It is asked to end and is waited for so long, then it is torn away; 30,000 unless told. */
  readonly patienceMs?: number;
  /** For tests; `worker.ts` unless told. */
  readonly script?: URL;
}

export interface RewriterThread {
  /** One at a time. A thread that fails is an answer too; the next task begins another. */
  ask(task: RewriteTask): Promise<RewriteAnswer>;
  readonly isRunning: boolean;
  /** Resolves when the task under way has been answered and the thread is gone. Nothing may be asked afterwards. */
  end(): Promise<void>;
}

type Running = Pick<RewriterThread, 'ask' | 'end'>;

export function rewriterThread(options: RewriterThreadOptions = {}): RewriterThread {
  const { idleMs = 30_000, patienceMs = 30_000 } = options;
  const { script = new URL('./worker.ts', import.meta.url) } = options;
  let running: Running | undefined;
  let idle: NodeJS.Timeout | undefined;
  let ending = Promise.resolve();

  const start = (): Running => {
    const worker = new Worker(script, { resourceLimits });
    const gone = Promise.withResolvers<void>();
    let answer: (given: RewriteAnswer) => void = () => {};
    const fail = (problem: string) => {
      if (running === thread) running = undefined;
      answer({ problem });
    };
    worker.on('message', (given: RewriteAnswer) => answer(given));
    worker.on('error', (error) => fail(String(error)));
    worker.on('exit', (code) => {
      fail(`the rewriting thread ended with code ${code}`);
      gone.resolve();
    });
    const thread: Running = {
      ask: (task) =>
        new Promise((resolve) => {
          answer = resolve;
          worker.postMessage(task);
        }),
      async end() {
        worker.postMessage('end');
        // Terminating a thread within a call of zlib or the file system, or while it starts, is where Node has crashed.
        const lastResort = setTimeout(() => void worker.terminate(), patienceMs);
        await gone.promise;
        clearTimeout(lastResort);
      },
    };
    return thread;
  };
  const finish = () => {
    clearTimeout(idle);
    const last = running;
    running = undefined;
    if (last) ending = Promise.all([ending, last.end()]).then(() => undefined);
    return ending;
  };
  return {
    async ask(task) {
      clearTimeout(idle);
      running ??= start();
      const answer = await running.ask(task);
      if (running) idle = setTimeout(finish, idleMs).unref();
      return answer;
    },
    get isRunning() {
      return running !== undefined;
    },
    end: finish,
  };
}
