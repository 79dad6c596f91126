/** The border of every event store. One conformance and crash suite runs against each implementation. */
import type {
  Condition,
  Event,
  EventIdentity,
  Kind,
  NewEvent,
  Position,
  Severity,
  SeverityRange,
} from '@mantinel/domain';
import type { PersonalFields } from './personal/personal-fields.ts';
import type { LogProof } from './proof/proof.ts';

/** Events of one source that become durable together, with the source's own cursor. */
export interface Batch {
  /** 1 to 65535 events in the order the source sent them, or the same encoded by `encodeBatch`. */
  readonly events: readonly NewEvent[] | EncodedBatch;
  /** The source's own place, durable in the same frame as its events. */
  readonly source?: SourceCursor;
  /** Names the batch within its source; a second batch of the same name is acknowledged and not stored again. */
  readonly batchId?: string;
  /** Of what the batch holds: a second batch of its name and another digest is refused with `idempotency.reused`. */
  readonly digest?: string;
  /** `audit` and gap events may use the reserve of a full disk; `log` (the product's own lines) gives way to machines. */
  readonly priority?: 'machine' | 'audit' | 'log';
}

/** Events in the frame encoding of `codec/`, ready to be written as they are. */
export interface EncodedBatch {
  readonly bytes: Uint8Array;
  readonly count: number;
}

export interface SourceCursor {
  readonly source: string;
  /** Opaque to the store. */
  readonly cursor: string;
}

export interface Appended {
  readonly epoch: number;
  readonly firstSeq: number;
  readonly count: number;
  /** True when the batch was known already; nothing was stored. */
  readonly duplicate: boolean;
}

/** What a reader may see. Every read takes it: counts, facets and histograms included. */
export interface Scope {
  readonly sites: 'all' | readonly string[];
  readonly machines: 'all' | readonly string[];
  /** Whether events without a machine (the product's own, people's acts) are seen. */
  readonly withoutMachine: boolean;
  /** Kinds that are not seen. */
  readonly withoutKinds?: readonly Kind[];
  /** Seen as well: machines of one site and those of another are no product of sites and machines. Not nested further. */
  readonly or?: readonly Omit<Scope, 'or'>[];
}

export const everything: Scope = { sites: 'all', machines: 'all', withoutMachine: true };

export interface Filter {
  readonly minSeverity?: Severity;
  readonly machines?: readonly string[];
  readonly kinds?: readonly Kind[];
  readonly withoutKinds?: readonly Kind[];
  /** Exact codes, or prefixes ending in `*`. */
  readonly codes?: readonly string[];
  readonly paths?: readonly string[];
  /** Case-insensitive substring of message, code, path, or any text attribute. */
  readonly text?: string;
  /** What a search asks beyond all that. Throws `request.invalid` where a pattern in it is none. */
  readonly where?: Condition;
  /** Inclusive and exclusive bounds on the time of the order asked for (`receivedUs` or `timeUs`). */
  readonly fromUs?: number;
  readonly toUs?: number;
}

/** `received`: (epoch, seq). `time`: (timeUs, node, epoch, seq). */
export type Order = 'received' | 'time';

/** A place between two rows of an order; opaque text, stable while the rows exist and also when they are gone. */
export type Key = string;

export interface PageRequest {
  readonly scope: Scope;
  readonly filter: Filter;
  readonly order: Order;
  /** Which way to read from `from`. */
  readonly direction: 'older' | 'newer';
  /** Absent: from the newest row backwards (`older`) or from the oldest forwards (`newer`). */
  readonly from?: Key;
  /** 1 to 1000. */
  readonly limit: number;
}

export interface Page {
  /** Oldest first, whatever the direction. */
  readonly events: Event[];
  /** Where to read on; `older` is absent when nothing older matches. `newer` is always there once a row was seen: more may come. */
  readonly older?: Key;
  readonly newer?: Key;
}

export type Seek =
  | { readonly timeUs: number }
  | { readonly rank: number }
  | { readonly event: EventIdentity };

export interface Selection {
  readonly scope: Scope;
  readonly filter: Filter;
  readonly order: Order;
}

export interface Counted {
  readonly count: number;
  /** False when a text filter made the store stop counting at its time limit: there are at least `count`. */
  readonly exact: boolean;
}

export type Facet = 'machine' | 'code' | 'kind' | 'severity' | 'path';

export interface Faceted {
  /** Most frequent first. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** False when a text filter made the store stop counting at its time limit: values may be missing, counts are at least these. */
  readonly exact: boolean;
}

/** Texts that say the same with other values. */
export interface Pattern {
  /** Its words, with `<*>` for what differs; the text of a `template` condition that finds its events. */
  readonly template: string;
  readonly count: number;
  /** Of the worst of them. */
  readonly severity: Severity;
  /** The first five in the order of the alphabet. */
  readonly codes: readonly string[];
  readonly machines: readonly string[];
  /** Times of the selection's order. */
  readonly firstUs: number;
  readonly lastUs: number;
  /** The last of them as received. */
  readonly example: EventIdentity;
  /** Only where asked for: none of it lay between `comparedFromUs` and the filter's `fromUs`. */
  readonly isNew?: boolean;
}

export interface Patterns {
  /** Most frequent first. */
  readonly patterns: readonly Pattern[];
  /** False when the store stopped reading rows at its time limit: patterns may be missing, counts are at least these. */
  readonly exact: boolean;
}

export interface PatternsRequest extends Selection {
  readonly limit: number;
  /** Tells of each pattern whether it is new since the filter's `fromUs`, compared with what lies between this time and that. */
  readonly comparedFromUs?: number;
}

export interface HistogramRequest extends Selection {
  /** `fromUs` and `toUs` of the filter, or the extent of what matches when absent. */
  readonly buckets: number;
}

export interface Histogram {
  readonly fromUs: number;
  readonly toUs: number;
  readonly bucketUs: number;
  readonly series: Readonly<Record<SeverityRange, number[]>>;
  /** False when a text filter made the store stop counting at its time limit: the counts are at least these. */
  readonly exact: boolean;
}

/** Events that became durable together, or were read together; decoded when first asked for. */
export interface DurableBatch {
  readonly epoch: number;
  readonly firstSeq: number;
  readonly count: number;
  events(): readonly Event[];
}

export interface CursorOptions {
  /** required: retention waits for it. best-effort: overrun beyond `maxLagEvents` is skipped with a gap event. */
  readonly mode: 'required' | 'best-effort';
  readonly maxLagEvents?: number;
}

export interface OpenCursor extends CursorOptions {
  /** Where a new one starts. */
  readonly from?: Position;
  /** As if there had been none of this name. */
  readonly anew?: boolean;
}

/** A consumer's durable place. */
export interface Cursor {
  readonly name: string;
  /** The last event dealt with. */
  readonly position: Position;
  /** Durable when it resolves. Throws `cursor.beyondHead` or `cursor.unknownEpoch` for a place this store never acknowledged. */
  commit(position: Position): Promise<void>;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** At most so many events a batch when catching up. Default 5000. */
  readonly maxBatch?: number;
}

type RetentionDays = Readonly<Record<'developer' | 'technical' | 'operator', number>>;

export interface RetentionPolicy {
  /** Age counts from `receivedUs`. An event belongs to the mildest class that shows it. */
  readonly days: RetentionDays;
  /** What differs at single sites. */
  readonly sites?: Readonly<Record<string, { readonly [L in keyof RetentionDays]?: number | undefined }>>;
  /** What must outlive the events that are removed, told before they are: a rebuild of what follows from them begins there. */
  readonly checkpoint?: () => readonly NewEvent[] | Promise<readonly NewEvent[]>;
  readonly nowUs: number;
}

/** Events of one retention class that are kept and removed together. */
export interface Holding {
  readonly class: 'developer' | 'technical' | 'operator';
  readonly site: string;
  readonly events: number;
  readonly bytes: number;
  /** When the first and the last of them was received. */
  readonly oldestUs: number;
  readonly newestUs: number;
}

/** So many events within a range of numbers are gone by retention. */
export interface Removal {
  readonly epoch: number;
  readonly fromSeq: number;
  readonly toSeq: number;
  readonly rows: number;
  readonly atUs: number;
  /** Of which events; absent where the store does not keep them apart. */
  readonly site?: string;
  readonly class?: Holding['class'];
  /** Proves that retention removed them; absent where nothing is signed. */
  readonly signature?: string;
}

export interface StoreStats {
  readonly state: 'writing' | 'full' | 'failing';
  readonly problem?: string;
  /** Every file of the store on disk. */
  readonly bytes: number;
  readonly events: number;
  /** Segments not yet rewritten into blocks, the open one included. */
  readonly unsealedSegments: number;
  readonly blocks: number;
}

export interface EventStore {
  readonly node: string;
  readonly epoch: number;
  /** The last durable event. */
  readonly head: Position;

  /**
   * Resolves only when the events are on disk (fsync). Throws `logbook.badBatch`, `logbook.full`, `logbook.writeFailed`,
   * `logbook.closed`, `idempotency.reused`; then nothing of the batch is or becomes visible, and no gap is told of it: the appender still holds
   * the events, and whoever gives them up tells it.
   */
  append(batch: Batch): Promise<Appended>;
  /** The last durable cursor of a source, as of its last acknowledged batch. */
  sourceCursor(source: string): string | undefined;

  page(request: PageRequest): Promise<Page>;
  get(identity: EventIdentity, scope: Scope): Promise<Event | undefined>;
  /**
   * The key before the first row at or after a time, the row with a rank (0 is the oldest), or an event: reading `newer`
   * from it begins with that row. `rank` of a text filter is not known without a scan: undefined.
   */
  seek(selection: Selection, to: Seek): Promise<Key | undefined>;
  /** How many rows stand before a key: the inverse of seeking a rank. */
  rank(selection: Selection, key: Key): Promise<number | undefined>;
  count(selection: Selection): Promise<Counted>;
  facets(selection: Selection, by: Facet): Promise<Faceted>;
  histogram(request: HistogramRequest): Promise<Histogram>;
  /** Messages grouped by what they say; events without one are not among them. Throws `request.invalid` as `where` does. */
  patterns(request: PatternsRequest): Promise<Patterns>;

  /**
   * Every event after a position in received order: catches up from disk, then follows until aborted. `{ epoch: 0, seq: 0 }`
   * stands before the oldest event kept. Throws `cursor.unknownEpoch` or `cursor.beyondHead` as `commit` does.
   */
  read(after: Position, options: ReadOptions): AsyncIterable<DurableBatch>;
  /** Called with each batch as soon as it is durable, in order, never before; returns the way to stop. */
  subscribe(listener: (batch: DurableBatch) => void): () => void;
  /**
   * Opens or creates a durable cursor; a new one starts at the oldest event kept, or at `from`. Throws `cursor.beyondHead` or
   * `cursor.unknownEpoch` for one that stands at a place this store never acknowledged: its file came from another copy.
   */
  cursor(name: string, options: OpenCursor): Promise<Cursor>;

  /** Removes what the policy no longer keeps, in whole blocks, leaving a tombstone. */
  retain(policy: RetentionPolicy): Promise<{ removedEvents: number; freedBytes: number }>;
  /** What retention keeps and removes as a whole; the newest events are not among it yet. */
  holdings(): Promise<readonly Holding[]>;
  /** Everything that retention has removed, in no order. */
  removals(): readonly Removal[];
  stats(): StoreStats;
  /** Free space where events are kept, of the fullest disk there; left out where that is the disk of the data folder. */
  freeBytes?(): Promise<number>;
  /** What proves that nothing was altered or taken away. */
  readonly proof: LogProof;
  /** What people typed, sealed and opened again; their keys are kept beside the events. */
  readonly personal: PersonalFields;
  /** Writes what was appended, rewrites nothing more, releases the directory. */
  close(): Promise<void>;
}
