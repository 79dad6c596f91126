/** What queries read: blocks on disk and segments in memory look alike from here. */
import type { NewEvent } from '@mantinel/domain';
import type { Bounds, LatePage, SeriesCounts, TimeCounts } from '../blocks/block-format.ts';
import type { TemplateCounts } from '../blocks/templates/template-section.ts';
import type { Order } from '../event-store.ts';
import type { Automaton } from './search/automaton.ts';
import type { Need } from './search/need.ts';

/** Texts and numbers of rows as they stand in columns: fields count in the order of the series' shape. */
export interface RowColumns {
  /** How many texts there are; rows of one text share its number. */
  readonly texts: number;
  text(number: number): string;
  /** The number of the message (field 0) or of a text or JSON attribute. */
  textOf(row: number, field: number): number;
  /** A number, or a boolean as 0 or 1. */
  numberOf(row: number, field: number): number;
  /** For each text whether it may hold all pieces, which are folded and without digits; undefined when none does. */
  candidates?(pieces: readonly string[]): Uint8Array | undefined;
  /** Where an automaton finds its pattern, without putting the texts together. */
  matcher?(automaton: Automaton): TextMatcher;
}

export interface TextMatcher {
  matches(text: number): boolean;
  /** Whether any text does, told without looking at all of them where they differ by their numbers only. */
  matchesAny(): boolean;
}

/** Rows decoded as far as needed. */
export interface Rows extends RowColumns {
  readonly count: number;
  /** Row → series of the source. */
  readonly seriesOf: Uint32Array;
  readonly seq: Float64Array;
  readonly timeUs: Float64Array;
  readonly receivedUs: Float64Array;
  event(row: number): NewEvent;
}

export interface SourcePage extends Bounds {
  /** Its place among all pages of the source, those of copies included. */
  readonly number: number;
  readonly rows: number;
  /** One bit for each series of the source: whether a row of it is here. */
  readonly present: Uint32Array;
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

/** Pages by their number: 1 where something may be found; undefined where that is not known. */
export type Holding = Uint8Array | 'nowhere' | undefined;

/** Where the rows of a source stand. */
export interface Layout {
  readonly strands: readonly SourceStrand[];
  readonly parts: Parts;
}

/** All that years of blocks keep in memory: enough to pass over those that hold nothing of what is asked for. */
export interface Source extends Bounds {
  readonly epoch: number;
  readonly rows: number;
  /** Series of the source → number in the registry, and its rows. */
  readonly seriesIds: ArrayLike<number>;
  readonly seriesRows: ArrayLike<number>;
  /** The spans by which its rows are counted; absent in memory, where counting the rows themselves is as quick. */
  readonly unitUs?: Readonly<Record<Order, number>>;
  /** Its rows by those spans; undefined where only they themselves can tell. */
  counts?(order: Order): Promise<TimeCounts | undefined>;
  /** Without rows when it was removed by retention since the query began, or is damaged. */
  layout(): Promise<Layout> | Layout;
  /** Where what is needed may stand. */
  pagesHolding?(need: Need): Promise<Holding> | Holding;
  /** What its messages say, by series; undefined where only its rows can tell. */
  templates?(): Promise<TemplateCounts | undefined>;
  /** Undefined when the page is damaged or was removed by retention since the query began. */
  load(page: SourcePage): Promise<Rows | undefined> | Rows | undefined;
}
