/** What queries read: blocks on disk and segments in memory look alike from here. */
import type { NewEvent } from '@mantinel/domain';
import type { Bounds, LatePage, SeriesCounts, TimeCounts } from '../blocks/block-format.ts';
import type { Order } from '../event-store.ts';

/** Rows decoded as far as needed. */
export interface Rows {
  readonly count: number;
  /** Row → series of the source. */
  readonly seriesOf: Uint32Array;
  readonly seq: Float64Array;
  readonly timeUs: Float64Array;
  readonly receivedUs: Float64Array;
  event(row: number): NewEvent;
  /** Whether the message or a text attribute of the row contains `needle`, which is in lower case. */
  contains(row: number, needle: string): boolean;
  /** False when no row can contain it, known without looking at rows. */
  mayContain(needle: string): boolean;
}

export interface SourcePage extends Bounds {
  readonly rows: number;
  /** One bit for each series of the source: whether a row of it is here. */
  readonly present: Uint32Array;
  /** No row here has any text but the empty one. */
  readonly textless: boolean;
}

/** What one order reads of a page: see parts.ts. */
export interface Part {
  readonly page: SourcePage;
  /** Of its rows; the rows outside of the moments are no part of it. */
  readonly rows: number;
  readonly minUs: number;
  readonly maxUs: number;
  readonly late?: Pick<LatePage, 'lateUs' | 'lateSeries'>;
}

export type Parts = Readonly<Record<Order, readonly Part[]>>;

export interface SourceStrand extends Bounds {
  readonly rows: number;
  readonly totals: SeriesCounts;
  readonly pages: readonly SourcePage[];
}

export interface Source extends Bounds {
  readonly epoch: number;
  readonly rows: number;
  /** Series of the source → number in the registry. */
  readonly seriesIds: ArrayLike<number>;
  readonly strands: readonly SourceStrand[];
  readonly parts: Parts;
  /** Absent in memory, where counting the rows themselves is as quick. */
  readonly byTime?: TimeCounts;
  readonly byReceived?: TimeCounts;
  /** Undefined when the page is damaged or was removed by retention since the query began. */
  load(page: SourcePage): Promise<Rows | undefined> | Rows | undefined;
}
