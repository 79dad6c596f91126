/** Asks a thread one question: it answers once and ends by itself. It is broken off only where whoever asked gives up. */
import { Worker, type WorkerOptions } from 'node:worker_threads';

export interface ThreadOptions extends WorkerOptions {
  /** Aborted: nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** Resolves when the thread has ended. Throws what broke it, or the signal's reason. */
export async function askThread<Answer>(script: URL, { signal, ...options }: ThreadOptions): Promise<Answer> {
  signal.throwIfAborted();
  const worker = new Worker(script, options);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const leave = () => reject(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  // Ended from outside within a native call, a thread may take the whole process with it: so it is waited for.
  let answer: { readonly given: Answer } | undefined;
  worker.once('message', (given: Answer) => {
    answer = { given };
  });
  worker.once('error', reject);
  worker.once('exit', () => {
    if (answer) resolve(answer.given);
    else reject(new Error('its thread ended before it had answered'));
  });
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', leave);
    if (signal.aborted) await worker.terminate();
  }
}
