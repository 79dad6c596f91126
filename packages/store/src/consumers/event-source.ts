/** What the store needs of a logbook; `EventStore` of `@mantinel/logbook` fits both. Declared here because store may not import logbook. */
import type { Event, NewEvent, Position } from '@mantinel/domain';

export interface EventBatch {
  readonly epoch: number;
  readonly firstSeq: number;
  readonly count: number;
  events(): readonly Event[];
}

/** A place in the logbook that retention waits for. */
export interface RetentionCursor {
  readonly position: Position;
  commit(position: Position): Promise<void>;
}

/** What is looked for is the program's own. */
export const everywhere = { sites: 'all', machines: 'all', withoutMachine: true } as const;

export interface EventSource {
  readonly node: string;
  readonly epoch: number;
  /** The last durable event. */
  readonly head: Position;
  /**
   * Every event after a position in received order: catches up, then follows until aborted. Throws `cursor.unknownEpoch` or
   * `cursor.beyondHead` for a position this logbook never held.
   */
  read(
    after: Position,
    options: { readonly signal: AbortSignal; readonly maxBatch?: number },
  ): AsyncIterable<EventBatch>;
  /** What retention has taken away. */
  removals(): readonly { readonly epoch: number; readonly toSeq: number }[];
  /** Events of these codes, the newest first asked for, oldest first within the page. */
  page(request: {
    readonly scope: typeof everywhere;
    readonly filter: { readonly codes: readonly string[] };
    readonly order: 'received';
    readonly direction: 'older';
    readonly from?: string;
    readonly limit: number;
  }): Promise<{ readonly events: readonly Event[]; readonly older?: string }>;
  cursor(
    name: string,
    options: { readonly mode: 'required' | 'best-effort'; readonly from?: Position },
  ): Promise<RetentionCursor>;
}

export interface EventSink {
  /** Resolves when the events are on disk. A second batch of the same source and `batchId` is acknowledged and not stored again. */
  append(batch: {
    readonly events: readonly NewEvent[];
    readonly source?: { readonly source: string; readonly cursor: string };
    readonly batchId?: string;
    readonly priority: 'audit';
  }): Promise<{ readonly duplicate: boolean }>;
}
