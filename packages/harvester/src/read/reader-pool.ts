/** Processes that read programs side by side, as many as there are cores to spare. */
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ReadingAnswer, ReadingJob } from './reader-process.ts';

export interface ReaderPool {
  readonly readers: number;
  /** Resolves when it was read. A program that breaks its reader is an answer too, and the next one gets another reader. */
  read(job: Omit<ReadingJob, 'id'>): Promise<ReadingAnswer>;
  /** After the last answer. */
  end(): Promise<void>;
}

/** Several readers must not make a shop's PC slow, nor use the memory of one that has little. */
const execArgv = ['--max-old-space-size=256', '--max-semi-space-size=8'];

interface Waiting {
  readonly job: ReadingJob;
  readonly resolve: (answer: ReadingAnswer) => void;
}

export interface PoolOptions {
  /** One core less than there are, at most 4, unless told. */
  readonly readers?: number;
  /** A program that takes longer is given up and its reader replaced; 60,000 unless told. */
  readonly patienceMs?: number;
  /** For tests; `reader-process.ts` unless told. */
  readonly script?: URL;
}

export function readerPool(options: PoolOptions = {}): ReaderPool {
  const { readers = Math.max(1, Math.min(4, availableParallelism() - 1)), patienceMs = 60_000 } = options;
  const { script = new URL('./reader-process.ts', import.meta.url) } = options;
  const waiting: Waiting[] = [];
  const idle: Reader[] = [];
  const all = new Set<Reader>();
  let ids = 0;

  class Reader {
    readonly #process: ChildProcess = fork(fileURLToPath(script), {
      execArgv,
      // Bytes as they are; what V8 says of an end without memory goes where the other errors do.
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    #present: Waiting | undefined;
    #limit: NodeJS.Timeout | undefined;
    readonly gone = Promise.withResolvers<void>();

    constructor() {
      all.add(this);
      this.#process.on('message', (answer) => {
        this.#settle(answer as ReadingAnswer);
        next(this);
      });
      this.#process.on('error', (error) => {
        this.#lose(`Its reader did not start: ${error.message}`);
        if (this.#process.pid === undefined) this.gone.resolve();
      });
      this.#process.on('exit', (code, signal) => {
        this.#lose(`Reading it ended the reader (${signal ?? code}).`);
        this.gone.resolve();
      });
    }

    take(present: Waiting): void {
      this.#present = present;
      this.#limit = setTimeout(() => {
        this.#lose(`It was not read within ${patienceMs / 1000} seconds.`);
        this.#process.kill('SIGKILL');
      }, patienceMs);
      this.#process.send(present.job, (error) => {
        if (error) this.#lose(`Its reader is gone: ${error.message}`);
      });
    }

    end(): void {
      if (this.#process.connected) this.#process.disconnect();
    }

    #settle(answer: ReadingAnswer): void {
      clearTimeout(this.#limit);
      this.#present?.resolve(answer);
      this.#present = undefined;
    }

    #lose(detail: string): void {
      all.delete(this);
      const at = idle.indexOf(this);
      if (at !== -1) idle.splice(at, 1);
      const job = this.#present?.job;
      if (job) this.#settle({ id: job.id, skipped: { reason: 'reader-broke', detail } });
      start();
    }
  }

  const next = (reader: Reader) => {
    const present = waiting.shift();
    if (present) reader.take(present);
    else idle.push(reader);
  };
  function start(): void {
    const present = waiting[0];
    if (!present) return;
    const reader = idle.pop() ?? (all.size < readers ? new Reader() : undefined);
    if (reader) next(reader);
  }

  return {
    readers,
    read: (job) =>
      new Promise((resolve) => {
        ids += 1;
        waiting.push({ job: { ...job, id: ids }, resolve });
        start();
      }),
    async end() {
      const last = [...all];
      for (const reader of last) reader.end();
      await Promise.all(last.map(({ gone }) => gone.promise));
    },
  };
}
