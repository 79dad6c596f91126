/** What a full disk could not take: told as one gap when it is over. */
import { openBatch } from '../codec/open-batch.ts';
import type { EncodedBatch } from '../event-store.ts';

export interface RefusedSpan {
  readonly fromUs: number;
  readonly toUs: number;
  readonly batches: number;
  readonly events: number;
  readonly machines: readonly string[];
  /** False when the program ended meanwhile: `batches`, `events` and `machines` are those since it runs again. */
  readonly countedAll: boolean;
}

/** Machines named in the gap at most; more than that is the whole shop. */
const mostMachines = 200;

export class Refusals {
  #span: { fromUs: number; toUs: number; batches: number; events: number } | undefined;
  readonly #machines = new Set<string>();

  /** `nowUs`: the gap lasts at least until the refusal. */
  add(batch: EncodedBatch, { appends, nowUs }: { appends: number; nowUs: number }): void {
    const { minReceivedUs, maxReceivedUs, series } = openBatch(batch.bytes);
    this.#span ??= { fromUs: minReceivedUs, toUs: maxReceivedUs, batches: 0, events: 0 };
    const span = this.#span;
    span.fromUs = Math.min(span.fromUs, minReceivedUs);
    span.toUs = Math.max(span.toUs, maxReceivedUs, nowUs);
    span.batches += appends;
    span.events += batch.count;
    for (const { machine } of series)
      if (machine !== undefined && this.#machines.size < mostMachines) this.#machines.add(machine);
  }

  /** Everything refused since it was last asked for. */
  take(): Omit<RefusedSpan, 'countedAll'> | undefined {
    if (!this.#span) return undefined;
    const span = { ...this.#span, machines: [...this.#machines] };
    this.#span = undefined;
    this.#machines.clear();
    return span;
  }
}
