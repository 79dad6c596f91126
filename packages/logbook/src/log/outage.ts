/** What the log knows of its disk's trouble: full or failing, since when, and when to try again. */
import { AppError } from '@mantinel/contract/app-error';
import { isNoSpace } from '../disk.ts';

/** Between two attempts to write again on a full or failing disk. */
const retryMs = 1000;

export interface OutageOptions {
  readonly directory: string;
  readonly nowUs: () => number;
  /** When a full disk began that the last run did not live to see the end of. */
  readonly unrecordedSinceUs: number | undefined;
  /** Called a while after each `retrySoon`. */
  readonly retry: () => Promise<void>;
  readonly onProblem: (problem: unknown) => void;
}

export class Outage {
  readonly #options: OutageOptions;
  #state: 'writing' | 'full' | 'failing' = 'writing';
  #problem: unknown;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  /** Stands in the header of every segment begun before the end is told, so that a kill does not hide when it began. */
  unrecordedSinceUs: number | undefined;

  constructor(options: OutageOptions) {
    this.#options = options;
    this.unrecordedSinceUs = options.unrecordedSinceUs;
  }

  get state(): 'writing' | 'full' | 'failing' {
    return this.#state;
  }

  get problem(): string | undefined {
    return this.#problem === undefined ? undefined : reasonOf(this.#problem);
  }

  /** False when it is known to be full. */
  becomeFull(): boolean {
    this.retrySoon();
    if (this.#state === 'full') return false;
    this.#state = 'full';
    this.#problem = this.#fullError();
    this.unrecordedSinceUs ??= this.#options.nowUs();
    return true;
  }

  /** False when it was failing already. */
  becomeFailing(problem: unknown): boolean {
    const isNew = this.#state !== 'failing';
    this.#state = 'failing';
    this.#problem = problem;
    this.retrySoon();
    return isNew;
  }

  end(): void {
    this.#state = 'writing';
    this.#problem = undefined;
  }

  /** That the disk has space again is durable. */
  endTold(): void {
    if (this.#state !== 'full') this.unrecordedSinceUs = undefined;
  }

  /**
   * The answer to a batch that cannot be taken now, or whose write failed for this reason. No more than an answer: the
   * appender still holds the events, and only it knows whether they come again.
   */
  refusal(cause?: unknown): AppError {
    if (this.#state === 'failing' || (cause !== undefined && !isNoSpace(cause)))
      return this.#writeFailed(cause ?? this.#problem);
    return this.#fullError();
  }

  #writeFailed(cause: unknown): AppError {
    const { directory } = this.#options;
    return new AppError('logbook.writeFailed', { data: { reason: reasonOf(cause), directory }, cause });
  }

  #fullError(): AppError {
    return new AppError('logbook.full', { data: { directory: this.#options.directory } });
  }

  retrySoon(): void {
    if (this.#stopped || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#options.retry().catch(this.#options.onProblem);
    }, retryMs).unref();
  }

  /** No further attempts. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }
}

export const reasonOf = (cause: unknown): string =>
  (cause as NodeJS.ErrnoException | undefined)?.code ??
  (cause instanceof Error ? cause.message : String(cause));
