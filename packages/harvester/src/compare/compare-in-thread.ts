/** Compares beside whatever else runs: reading two large programs takes seconds. */
import { AppError } from '@mantinel/contract';
import { askThread } from '../ask-thread.ts';
import type { ComparedPrograms } from './compare-programs.ts';

export interface ComparisonOptions {
  readonly name: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly signal: AbortSignal;
  /** 20,000 unless told. */
  readonly patienceMs?: number;
}

const resourceLimits = { maxOldGenerationSizeMb: 384 };

/** Throws `program.tooLongToCompare`, or the signal's reason. */
export async function compareInThread(options: ComparisonOptions): Promise<ComparedPrograms> {
  const { name, before, after, signal, patienceMs = 20_000 } = options;
  const limit = AbortSignal.timeout(patienceMs);
  try {
    return await askThread(new URL('./compare-thread.ts', import.meta.url), {
      workerData: { name, before, after },
      resourceLimits,
      signal: AbortSignal.any([signal, limit]),
    });
  } catch (cause) {
    signal.throwIfAborted();
    const problem = limit.aborted
      ? `it took more than ${patienceMs / 1000} seconds`
      : (cause as Error).message;
    throw new AppError('program.tooLongToCompare', { data: { problem }, cause });
  }
}
