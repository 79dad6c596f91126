/**
 * The loaded rows: one unbroken stretch of the log around what is looked at, however long the log. Its place in the whole
 * is the rank of its first row; with a text filter ranks are unknown, and the stretch only knows whether it reaches the ends.
 */
import type { Event, EventPage } from '@mantinel/contract';
import { compareByTime, comparePositions } from '@mantinel/domain';

/** Events that this browser was too slow to take, between two it has. They are in the logbook. */
export interface Missed {
  readonly id: string;
  readonly missed: number;
}
export type Row = Event | Missed;
export const isMissed = (row: Row): row is Missed => 'missed' in row;

export interface RowWindow {
  readonly rows: readonly Row[];
  /** Rank of the first row; undefined while ranks are unknown. */
  readonly startRank: number | undefined;
  /** Cursors at the two edges; absent where trimming or live rows moved the edge. Then the edge row's id serves. */
  readonly older: string | undefined;
  readonly newer: string | undefined;
  readonly reachesOldest: boolean;
  readonly reachesNewest: boolean;
}

/** Blank rows shown beyond an edge whose distance from the end is unknown. */
const leadRows = 24;

export const emptyWindow: RowWindow = {
  rows: [],
  startRank: 0,
  older: undefined,
  newer: undefined,
  reachesOldest: true,
  reachesNewest: true,
};

export type Order = 'received' | 'time';
const compare = (order: Order) => (order === 'time' ? compareByTime : comparePositions);

/** The place of the first loaded row on the scale that is scrolled. */
export const firstIndex = (window: RowWindow): number =>
  window.startRank ?? (window.reachesOldest ? 0 : leadRows);

/** How many rows can be scrolled. `counted`: what the store counted, taken where the window does not reach the end itself. */
export function totalRows(window: RowWindow, counted: number): number {
  const end = firstIndex(window) + window.rows.length;
  if (window.reachesNewest) return end;
  return window.startRank === undefined ? end + leadRows : Math.max(end, counted);
}

export interface PageAsked {
  readonly direction: 'older' | 'newer';
  readonly limit: number;
  /** False when the page begins at a place within the log: rows may lie on its other side too. */
  readonly fromEnd: boolean;
  /** False with a text filter: then the store knows no rank without reading everything. */
  readonly ranked: boolean;
}

/** A new window from one page. */
export function windowOf(page: EventPage, asked: PageAsked): RowWindow {
  const full = page.events.length >= asked.limit;
  const older = asked.direction === 'older';
  return {
    rows: page.events,
    startRank: asked.ranked ? page.rank : undefined,
    older: page.older,
    newer: page.newer,
    reachesOldest: older ? page.older === undefined : asked.fromEnd || page.rank === 0,
    reachesNewest: older ? asked.fromEnd : !full,
  };
}

const ids = (rows: readonly Row[]) => new Set(rows.map((row) => row.id));

/** Joins the page before the window. Rows that stand in both (the edge itself, when asked by its id) count once. */
export function prependPage(window: RowWindow, page: EventPage): RowWindow {
  const known = ids(window.rows.slice(0, page.events.length));
  const fresh = page.events.filter((event) => !known.has(event.id));
  const reachesOldest = page.older === undefined || fresh.length === 0;
  const rows = [...fresh, ...window.rows];
  return {
    ...window,
    rows,
    // The store's own word is better than our sum: late events may have arrived before this place since.
    startRank: startAfterPrepend(window, page, { added: fresh.length, reachesOldest }),
    older: page.older,
    reachesOldest,
  };
}

function startAfterPrepend(
  window: RowWindow,
  page: EventPage,
  { added, reachesOldest }: { added: number; reachesOldest: boolean },
): number | undefined {
  if (window.startRank === undefined) return undefined;
  if (reachesOldest) return 0;
  return page.rank ?? Math.max(0, window.startRank - added);
}

/** Joins the page after the window. */
export function appendPage(window: RowWindow, page: EventPage, limit: number): RowWindow {
  const known = ids(window.rows.slice(-limit));
  const fresh = page.events.filter((event) => !known.has(event.id));
  const skipped = page.events.length - fresh.length;
  return {
    ...window,
    rows: [...window.rows, ...fresh],
    startRank:
      window.startRank === undefined || page.rank === undefined
        ? window.startRank
        : Math.max(0, page.rank + skipped - window.rows.length),
    newer: page.newer,
    reachesNewest: page.events.length < limit,
  };
}

export interface Inserted {
  readonly window: RowWindow;
  /** Rows that belong after the window's end and were not taken, because the window does not reach it. */
  readonly beyond: number;
}

/**
 * Takes events that have just become durable. In time order a late one lands where it belongs; `follow` says whether rows
 * after the end are taken too. Events already there are taken once.
 */
export function insertLive(
  window: RowWindow,
  events: readonly Event[],
  { order, follow }: { order: Order; follow: boolean },
): Inserted {
  const before = compare(order);
  const rows = [...window.rows];
  let { startRank, reachesNewest, newer } = window;
  let beyond = 0;
  for (const event of events) {
    const place = insertionPlace(rows, event, before);
    if (place === 'known') continue;
    if (place === rows.length) {
      if (follow && reachesNewest) {
        rows.push(event);
        newer = undefined;
      } else {
        beyond += 1;
        reachesNewest = false;
      }
    } else if (place === 0 && !window.reachesOldest) {
      if (startRank !== undefined) startRank += 1;
    } else {
      rows.splice(place, 0, event);
    }
  }
  return { window: { ...window, rows, startRank, reachesNewest, newer }, beyond };
}

function insertionPlace(
  rows: readonly Row[],
  event: Event,
  before: (a: Event, b: Event) => number,
): number | 'known' {
  for (let place = rows.length; place > 0; place -= 1) {
    const row = rows[place - 1]!;
    if (isMissed(row)) {
      if (place === rows.length) return place;
      continue;
    }
    const difference = before(row, event);
    if (difference === 0) return 'known';
    if (difference < 0) return place;
  }
  return 0;
}

/** Puts the marker of what was missed at the end; two in a row become one. */
export function appendMissed(window: RowWindow, missed: number): RowWindow {
  const last = window.rows.at(-1);
  const joined = last && isMissed(last) ? last.missed + missed : missed;
  const rows = last && isMissed(last) ? window.rows.slice(0, -1) : window.rows;
  const edge = rows.at(-1);
  return { ...window, rows: [...rows, { id: `missed.${edge?.id ?? ''}`, missed: joined }] };
}

/** Drops rows far from the ones looked at (`around`, an index of the scale), so that memory stays bounded. */
export function trimWindow(window: RowWindow, around: number, most: number): RowWindow {
  const excess = window.rows.length - most;
  if (excess <= 0) return window;
  const first = firstIndex(window);
  const towardsEnd = around - first > window.rows.length / 2;
  if (!towardsEnd) {
    return { ...window, rows: window.rows.slice(0, most), newer: undefined, reachesNewest: false };
  }
  const cut = excess + (isMissed(window.rows[excess]!) ? 1 : 0);
  return {
    ...window,
    rows: window.rows.slice(cut),
    startRank: window.startRank === undefined ? undefined : window.startRank + cut,
    older: undefined,
    reachesOldest: false,
  };
}

/** Where the row at `top` of one window stands in the next, so that the screen does not jump when the scale shifts. */
export function reanchor(top: number, from: RowWindow, to: RowWindow): number {
  if (from.rows.length === 0) return top;
  const at = Math.min(Math.max(Math.floor(top) - firstIndex(from), 0), from.rows.length - 1);
  const { id } = from.rows[at]!;
  const now = to.rows.findIndex((row) => row.id === id);
  if (now < 0) return top;
  return top + (firstIndex(to) + now) - (firstIndex(from) + at);
}
