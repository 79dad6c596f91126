/** A batch with a name is stored once within its source: sent again it gets the answer of the first, also while that is under way. */
import { AppError } from '@mantinel/contract/app-error';
import type { Appended, Batch } from '../event-store.ts';
import type { SourceBook } from './source-book.ts';

/** Around what appends; rejects with `idempotency.reused` where the name was given to another batch. */
export function namedBatches(
  sources: Pick<SourceBook, 'find'>,
  append: (batch: Batch) => Promise<Appended>,
): (batch: Batch) => Promise<Appended> {
  /** Not answered yet. */
  const underway = new Map<string, { answer: Promise<Appended>; digest: string | undefined }>();
  return (batch) => {
    const { source, batchId, digest } = batch;
    if (batchId === undefined) return append(batch);
    const known = sources.find(source?.source, batchId);
    if (known) {
      const { digest: stored, ...place } = known;
      return stored === digest ? Promise.resolve({ ...place, duplicate: true }) : Promise.reject(reused());
    }
    const name = JSON.stringify([source?.source, batchId]);
    const first = underway.get(name);
    if (first && first.digest !== digest) return Promise.reject(reused());
    if (first) return first.answer.then((appended) => ({ ...appended, duplicate: true }));
    const answer = append(batch).finally(() => underway.delete(name));
    underway.set(name, { answer, digest });
    return answer;
  };
}

const reused = () => new AppError('idempotency.reused');
