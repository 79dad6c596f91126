/** The thread that aligns seen from outside: begun by a job, one job at a time, ended when it was idle for a while. */
import { Worker } from 'node:worker_threads';
import type { AlignedTo, AlignJob, FitJob, ThreadAnswer, ThreadJob } from './align-thread.ts';
import type { Fit } from './fit.ts';

export interface Aligner {
  /** Undefined: a run of none of the candidates. Throws where the thread broke or took too long; the next job gets another. */
  align(job: AlignJob): Promise<AlignedTo | undefined>;
  /** Throws as `align`. */
  fit(job: FitJob): Promise<Fit>;
  end(): Promise<void>;
}

export interface AlignerOptions {
  /** Without a job for so long it ends; 30,000 unless told. */
  readonly idleMs?: number;
  /** A job that takes longer is given up; 120,000 unless told. */
  readonly patienceMs?: number;
}

const resourceLimits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 16 };

export function aligner({ idleMs = 30_000, patienceMs = 120_000 }: AlignerOptions = {}): Aligner {
  let worker: Worker | undefined;
  let gone: Promise<void> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  /** Jobs are answered in order. */
  let last: Promise<unknown> = Promise.resolve();

  const start = (): Worker => {
    const begun = new Worker(new URL('./align-thread.ts', import.meta.url), { resourceLimits });
    gone = new Promise((resolve) => begun.once('exit', () => resolve()));
    // What went wrong is told by the job that it went wrong for.
    begun.on('error', () => undefined);
    begun.once('exit', () => {
      if (worker === begun) worker = undefined;
    });
    return begun;
  };

  const ask = (job: ThreadJob): Promise<ThreadAnswer> => {
    clearTimeout(idle);
    worker ??= start();
    const asked = worker;
    return new Promise<ThreadAnswer>((resolve, reject) => {
      const limit = setTimeout(() => {
        worker = undefined;
        void asked.terminate();
      }, patienceMs);
      const over = () => {
        clearTimeout(limit);
        asked.off('message', answered);
        asked.off('error', reject);
        asked.off('exit', ended);
        idle = setTimeout(() => void end(), idleMs).unref();
      };
      const answered = (answer: ThreadAnswer) => {
        over();
        resolve(answer);
      };
      const ended = () => {
        over();
        reject(new Error('The aligning thread ended before it had answered.'));
      };
      asked.once('message', answered);
      asked.once('error', reject);
      asked.once('exit', ended);
      asked.postMessage(job);
    });
  };

  const inOrder = (job: ThreadJob): Promise<ThreadAnswer> => {
    const answer = last.then(() => ask(job));
    last = answer.catch(() => undefined);
    return answer;
  };

  async function end(): Promise<void> {
    clearTimeout(idle);
    await last;
    const ending = worker;
    worker = undefined;
    ending?.postMessage('end');
    await gone;
    clearTimeout(idle);
  }

  return {
    async align(job) {
      const answer = await inOrder({ align: job });
      return 'aligned' in answer ? answer.aligned : undefined;
    },
    async fit(job) {
      const answer = await inOrder({ fit: job });
      if (!('fit' in answer)) throw new Error('The aligning thread answered another job.');
      return answer.fit;
    },
    end,
  };
}
