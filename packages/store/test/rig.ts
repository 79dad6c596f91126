/** What the store's tests share: a real environment, fresh folders, and a logbook in memory that keeps the border's promises. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Event, NewEvent, Position } from '@mantinel/domain';
import type { EventBatch, EventSink, EventSource, StoreEnvironment } from '../src/index.ts';

export interface Logged {
  readonly level: string;
  readonly message: string;
  readonly data?: Record<string, unknown>;
}

export function environment(logged: Logged[] = []): StoreEnvironment {
  return {
    nowUs: () => Date.now() * 1000,
    random: Math.random,
    randomBytes,
    sleep: (ms, signal) => setTimeout(ms, undefined, { signal }),
    log: (level, message, data) => void logged.push({ level, message, ...(data ? { data } : {}) }),
  };
}

export async function freshDirectory(parent = tmpdir()): Promise<string> {
  return mkdtemp(path.join(parent, 'mantinel-store-'));
}

export const removeDirectory = (directory: string): Promise<void> =>
  rm(directory, { recursive: true, force: true });

/** Polls until `look` returns something; a real server has no fake clock. */
export async function until<T>(
  look: () => T | undefined | false | Promise<T | undefined | false>,
  withinMs = 25_000,
): Promise<T> {
  const start = Date.now();
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() - start > withinMs) throw new Error(`not within ${withinMs} ms: ${look}`);
    await setTimeout(10);
  }
}

export const newEvent = (change: Partial<NewEvent> = {}): NewEvent => ({
  timeUs: 1_700_000_000_000_000,
  receivedUs: 1_700_000_000_000_001,
  site: 'plant',
  machine: 'm1',
  path: 'Xload',
  kind: 'sample',
  severity: 9,
  code: 'machine.load',
  message: '',
  attributes: { value: 1 },
  quality: 'good',
  ...change,
});

/** A logbook that forgets everything at the end, but orders, follows and recognises repeated batches as the real one does. */
export class MemoryLogbook implements EventSource, EventSink {
  readonly node = 'node';
  epoch = 1;
  readonly events: Event[] = [];
  readonly committed: Position[] = [];
  /** What retention waits for, by the names of cursors. */
  readonly held = new Map<string, Position>();
  /** Set to make `append` fail. */
  failure: Error | undefined;
  #known = new Set<string>();
  #changed = new EventTarget();

  get head(): Position {
    const last = this.events.at(-1);
    return last?.epoch === this.epoch ? { epoch: this.epoch, seq: last.seq } : { epoch: this.epoch, seq: 0 };
  }

  record(...events: NewEvent[]): void {
    for (const event of events) {
      this.events.push({ ...event, node: this.node, epoch: this.epoch, seq: this.head.seq + 1 });
    }
    this.#changed.dispatchEvent(new globalThis.Event('changed'));
  }

  async append({
    events,
    source,
    batchId,
  }: Parameters<EventSink['append']>[0]): Promise<{ duplicate: boolean }> {
    if (this.failure) throw this.failure;
    if (source) {
      const name = `${source.source}/${batchId}`;
      if (this.#known.has(name)) return { duplicate: true };
      this.#known.add(name);
    }
    this.record(...events);
    return { duplicate: false };
  }

  async *read(
    after: Position,
    { signal, maxBatch = 5000 }: { signal: AbortSignal; maxBatch?: number },
  ): AsyncGenerator<EventBatch> {
    let next = this.events.findIndex(
      ({ epoch, seq }) => epoch > after.epoch || (epoch === after.epoch && seq > after.seq),
    );
    if (next === -1) next = this.events.length;
    while (!signal.aborted) {
      const first = this.events[next];
      if (!first) {
        await new Promise<void>((resolve) => {
          this.#changed.addEventListener('changed', () => resolve(), { once: true, signal });
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
        continue;
      }
      const events = this.events.slice(next, next + maxBatch).filter(({ epoch }) => epoch === first.epoch);
      next += events.length;
      yield { epoch: first.epoch, firstSeq: first.seq, count: events.length, events: () => events };
    }
  }

  readonly #removed: { readonly epoch: number; readonly toSeq: number }[] = [];
  removals = () => this.#removed;

  /** As retention does; the numbers of the others stay. */
  remove(isGone: (event: Event) => boolean): void {
    const gone = this.events.filter(isGone);
    const kept = this.events.filter((event) => !gone.includes(event));
    this.events.splice(0, this.events.length, ...kept);
    for (const { epoch, seq } of gone) this.#removed.push({ epoch, toSeq: seq });
  }

  page: EventSource['page'] = async ({ filter, from, limit }) => {
    const found = this.events.filter(({ code }) => filter.codes.includes(code));
    const end = from === undefined ? found.length : Number(from);
    const start = Math.max(0, end - limit);
    return { events: found.slice(start, end), ...(start > 0 ? { older: String(start) } : {}) };
  };

  async cursor(name: string, { from }: { from?: Position }) {
    const held = this.held.get(name) ?? from ?? { epoch: 0, seq: 0 };
    this.held.set(name, held);
    return {
      position: held,
      commit: async (position: Position) => {
        this.held.set(name, position);
        this.committed.push(position);
      },
    };
  }
}
