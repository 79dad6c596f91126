/** The log panel's rows: loads what is looked at, follows what arrives, and knows where it stands in the whole. */
import type { Event, EventPage } from '@mantinel/contract';
import { getPage, type PageQuery } from '../../api/api.ts';
import { type Matches, matchesOf } from '../view/matches.ts';
import { isUnfiltered, type View } from '../view/view.ts';
import {
  appendMissed,
  appendPage,
  emptyWindow,
  firstIndex,
  insertLive,
  isMissed,
  prependPage,
  type RowWindow,
  reanchor,
  totalRows,
  trimWindow,
  windowOf,
} from './row-window.ts';
import { clampTop, lastTop } from './scroll-scale.ts';

export interface FeedState {
  readonly window: RowWindow;
  /** Row at the upper edge, on the scale of `total`, with a fraction. */
  readonly top: number;
  readonly total: number;
  /** Rows that fit on the screen, with a fraction. */
  readonly viewport: number;
  readonly paused: boolean;
  /** The newest row is on the screen and new ones push it up. */
  readonly following: boolean;
  /** Arrived since the screen stopped following. */
  readonly unseen: number;
  /** The first page has not come yet. */
  readonly starting: boolean;
  readonly selected: string | undefined;
  readonly problem: unknown;
}

const pageRows = 200;
const prefetchRows = 120;
/** Further than this from the loaded rows the place is jumped to, not read up to. */
const jumpRows = 800;
const mostRows = 3000;
/** Arrivals are drawn at most so often: more could not be read, and each costs a layout of every row. */
const drawEveryMs = 66;
/** What may wait for the next frame; a hidden tab draws none. */
const mostPending = 6000;

export interface FeedOptions {
  readonly view: View;
  /** The event to begin at; the newest when absent. */
  readonly at?: string;
  /** A page already asked for while the panel was loading. */
  readonly firstPage?: Promise<EventPage>;
  readonly fetchPage?: typeof getPage;
}

export class LogFeed {
  readonly #view: View;
  readonly #matches: Matches;
  readonly #fetch: typeof getPage;
  readonly #listeners = new Set<() => void>();
  readonly #stopped = new AbortController();
  readonly #ranked: boolean;
  #state: FeedState;
  #counted = 0;
  #pending: Event[] = [];
  #pendingMissed = 0;
  #frame = 0;
  #drawTimer: ReturnType<typeof setTimeout> | undefined;
  #drawnMs = Number.NEGATIVE_INFINITY;
  #loading = false;
  /** A jump asked for while another request was under way; only the last one matters. */
  #next: (() => Promise<void>) | undefined;

  constructor({ view, at, firstPage, fetchPage = getPage }: FeedOptions) {
    this.#view = view;
    this.#matches = matchesOf(view);
    this.#fetch = fetchPage;
    this.#ranked = view.text === undefined;
    this.#state = {
      window: emptyWindow,
      top: 0,
      total: 0,
      viewport: 30,
      paused: false,
      following: at === undefined,
      unseen: 0,
      starting: true,
      selected: at,
      problem: undefined,
    };
    if (at === undefined) this.#ask(() => this.#loadNewest(firstPage));
    else this.#ask(() => this.#loadAt({ atEvent: at }));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): FeedState => this.#state;

  stop(): void {
    this.#stopped.abort();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#drawTimer);
    this.#listeners.clear();
  }

  setViewport(rows: number): void {
    this.#set({ viewport: Math.max(1, rows) });
    this.#moveTo(this.#state.following ? lastTop(this.#scale()) : this.#state.top);
  }

  /** What the store counted: the length of the scale where the loaded rows do not reach the end. */
  setCounted(count: number): void {
    this.#counted = count;
    this.#update({});
  }

  /** One row of the page before stays, to keep one's place. */
  scrollByPage(pages: number): void {
    this.scrollBy(pages * Math.max(1, Math.floor(this.#viewport) - 1));
  }

  scrollBy(rows: number): void {
    this.scrollTo(this.#state.top + rows);
  }

  scrollTo(top: number): void {
    this.#moveTo(clampTop(top, this.#scale()));
    this.#loadAround();
  }

  toNewest(): void {
    this.#update({ paused: false });
    if (this.#state.window.reachesNewest) this.scrollTo(Number.POSITIVE_INFINITY);
    else this.#ask(() => this.#loadNewest());
  }

  toOldest(): void {
    this.#update({ following: false });
    if (this.#state.window.reachesOldest) this.scrollTo(0);
    else
      this.#ask(async () => {
        const asked = { direction: 'newer', limit: pageRows } as const;
        const page = await this.#page(asked);
        this.#replace(windowOf(page, { ...asked, fromEnd: true, ranked: this.#ranked }), 0);
      });
  }

  setPaused(paused: boolean): void {
    this.#update({ paused, following: false });
    if (!paused) this.toNewest();
  }

  select(id: string | undefined): void {
    this.#update({ selected: id });
  }

  /** Moves the selection; from nothing selected, or from a row scrolled away, it begins at the screen's edge. */
  selectBy(step: number): void {
    const { window, selected, top } = this.#state;
    const first = firstIndex(window);
    const at = window.rows.findIndex((row) => row.id === selected);
    const onScreen = at >= 0 && first + at >= top - 1 && first + at <= top + this.#viewport;
    const edge = step > 0 ? Math.ceil(top) : Math.floor(top + this.#viewport) - 1;
    let to = onScreen ? first + at + step : edge;
    to = Math.min(Math.max(to, first), first + window.rows.length - 1);
    const row = window.rows[to - first];
    if (!row || isMissed(row)) return;
    this.#update({ selected: row.id });
    this.#reveal(to);
  }

  /** The next row that `wanted` accepts, near ones first; `search` is the store's own filter for the same. */
  async seek(step: 1 | -1, wanted: (event: Event) => boolean, search: Partial<View>): Promise<boolean> {
    const { window, selected, top } = this.#state;
    const first = firstIndex(window);
    const selectedAt = window.rows.findIndex((row) => row.id === selected);
    const from =
      selectedAt >= 0 ? selectedAt : Math.floor(top) - first + (step > 0 ? -1 : Math.ceil(this.#viewport));
    for (let at = from + step; at >= 0 && at < window.rows.length; at += step) {
      const row = window.rows[at]!;
      if (isMissed(row)) break;
      if (!wanted(row)) continue;
      this.#update({ selected: row.id });
      this.#reveal(first + at);
      return true;
    }
    return this.#seekInStore({ step, wanted, search });
  }

  async #seekInStore({
    step,
    wanted,
    search,
  }: {
    step: 1 | -1;
    wanted: (event: Event) => boolean;
    search: Partial<View>;
  }): Promise<boolean> {
    const { window } = this.#state;
    const edge = step > 0 ? window.rows.findLast((row) => !isMissed(row)) : window.rows[0];
    if (!edge || (step > 0 ? window.reachesNewest : window.reachesOldest)) return false;
    const direction = step > 0 ? 'newer' : 'older';
    const view = {
      ...this.#view,
      ...search,
      minSeverity: Math.max(this.#view.minSeverity ?? 1, search.minSeverity ?? 1),
    };
    let place: Partial<PageQuery> = { atEvent: edge.id };
    for (;;) {
      const page = await this.#fetch(view, { direction, limit: pageRows, ...place }, this.#stopped.signal);
      const found =
        step > 0
          ? page.events.find((event) => event.id !== edge.id && wanted(event))
          : page.events.findLast((event) => event.id !== edge.id && wanted(event));
      if (found) {
        this.showEvent(found.id);
        return true;
      }
      const cursor = step > 0 ? page.newer : page.older;
      if (cursor === undefined || page.events.length < pageRows) return false;
      place = { cursor };
    }
  }

  showEvent(id: string): void {
    this.#update({ selected: id, following: false });
    const at = this.#state.window.rows.findIndex((row) => row.id === id);
    if (at >= 0) this.#reveal(firstIndex(this.#state.window) + at);
    else this.#ask(() => this.#loadAt({ atEvent: id }));
  }

  retry(): void {
    this.#update({ problem: undefined });
    this.#ask(() => this.#loadNewest());
  }

  /** Takes what arrives; drawn with the next frame. */
  readonly onEvents = (events: readonly Event[], missed: number): void => {
    for (const event of events) if (this.#matches(event)) this.#pending.push(event);
    this.#pendingMissed += missed;
    if (this.#pending.length > mostPending) {
      this.#pendingMissed += this.#pending.length - mostPending;
      this.#pending = this.#pending.slice(-mostPending);
    }
    if (this.#pending.length > 0 || this.#pendingMissed > 0) this.#drawSoon();
  };

  #drawSoon(): void {
    if (this.#drawTimer !== undefined || this.#stopped.signal.aborted) return;
    const waitMs = Math.max(0, this.#drawnMs + drawEveryMs - performance.now());
    this.#drawTimer = setTimeout(() => {
      this.#drawTimer = undefined;
      this.#notifySoon();
    }, waitMs);
  }

  #takePending(): void {
    if (this.#state.starting || (this.#pending.length === 0 && this.#pendingMissed === 0)) return;
    const nowMs = performance.now();
    if (nowMs - this.#drawnMs < drawEveryMs) {
      this.#drawSoon();
      return;
    }
    this.#drawnMs = nowMs;
    const events = this.#pending;
    const missed = this.#pendingMissed;
    this.#pending = [];
    this.#pendingMissed = 0;
    const { following, window: before } = this.#state;
    const follow = following && before.reachesNewest;
    const marked = missed > 0 && follow ? appendMissed(before, missed) : before;
    const { window, beyond } = insertLive(marked, events, { order: this.#view.order, follow });
    this.#counted += events.length + (isUnfiltered(this.#view) ? missed : 0);
    const unseen = follow ? 0 : this.#state.unseen + beyond + missed;
    const end = firstIndex(window) + window.rows.length;
    const kept = trimWindow(window, follow ? end : this.#state.top, mostRows);
    // Missed events take their place in the whole as well: the rows after them stand that much further on.
    const shifted =
      follow && missed > 0 && kept.startRank !== undefined && isUnfiltered(this.#view)
        ? { ...kept, startRank: kept.startRank + missed - 1 }
        : kept;
    const top = follow ? Number.POSITIVE_INFINITY : reanchor(this.#state.top, before, shifted);
    this.#set({ window: shifted, unseen, top });
  }

  get #viewport(): number {
    return this.#state.viewport;
  }

  #scale() {
    return { total: this.#state.total, viewport: this.#viewport };
  }

  #moveTo(top: number): void {
    const atEnd = top >= lastTop(this.#scale()) - 0.5 && this.#state.window.reachesNewest;
    // While following nothing was counted as unseen, so that coming back to the end starts afresh.
    const following =
      atEnd && !this.#state.paused && !this.#state.starting
        ? true
        : this.#state.starting && this.#state.following;
    this.#update({ top, following, ...(following ? { unseen: 0 } : {}) });
  }

  #reveal(index: number): void {
    const { top } = this.#state;
    const bottom = top + this.#viewport;
    if (index < top) this.scrollTo(index);
    else if (index + 1 > bottom) this.scrollTo(index + 1 - this.#viewport);
    else this.#loadAround();
  }

  #page(query: PageQuery): Promise<EventPage> {
    return this.#fetch(this.#view, query, this.#stopped.signal);
  }

  async #loadNewest(firstPage?: Promise<EventPage>): Promise<void> {
    const asked = { direction: 'older', limit: pageRows } as const;
    const page = await (firstPage ?? this.#page(asked));
    this.#replace(
      windowOf(page, { ...asked, fromEnd: true, ranked: this.#ranked }),
      Number.POSITIVE_INFINITY,
    );
    this.#update({ following: !this.#state.paused, unseen: 0 });
  }

  async #loadAt(place: Pick<PageQuery, 'atRank' | 'atEvent'>): Promise<void> {
    const newerAsked = { direction: 'newer', limit: pageRows, ...place } as const;
    const page = await this.#page(newerAsked);
    let window = windowOf(page, { ...newerAsked, fromEnd: false, ranked: this.#ranked });
    if (place.atRank !== undefined && this.#ranked)
      window = { ...window, startRank: page.rank ?? place.atRank };
    if (page.older !== undefined && place.atEvent !== undefined) {
      const before = await this.#page({ direction: 'older', limit: pageRows, cursor: page.older });
      window = prependPage(window, before);
    }
    const at =
      place.atEvent === undefined ? undefined : window.rows.findIndex((row) => row.id === place.atEvent);
    const top = at === undefined ? this.#state.top : firstIndex(window) + at - Math.floor(this.#viewport / 3);
    this.#replace(window, top);
  }

  #replace(window: RowWindow, top: number): void {
    this.#set({ window, top, starting: false, problem: undefined });
    this.#takePending();
  }

  /** One request at a time; of those that wait only the last is made. */
  #ask(work: () => Promise<void>): void {
    if (this.#loading) {
      this.#next = work;
      return;
    }
    this.#loading = true;
    work()
      .catch((problem: unknown) => {
        if (!this.#stopped.signal.aborted) this.#update({ problem, starting: false });
      })
      .finally(() => {
        this.#loading = false;
        const next = this.#next;
        this.#next = undefined;
        if (next) this.#ask(next);
        else if (this.#state.problem === undefined) this.#loadAround();
      });
  }

  #loadAround(): void {
    const { window, top, starting } = this.#state;
    if (starting || this.#stopped.signal.aborted) return;
    const first = firstIndex(window);
    const end = first + window.rows.length;
    const bottom = top + this.#viewport;
    const away = Math.max(first - bottom, top - end);
    if (this.#ranked && away > jumpRows) {
      const place = Math.max(0, Math.floor(top + this.#viewport / 2 - pageRows / 2));
      this.#ask(() => this.#loadAt({ atRank: place }));
    } else if (!this.#loading && !window.reachesOldest && top - first < prefetchRows) {
      this.#ask(() => this.#extendOlder());
    } else if (
      !this.#loading &&
      !window.reachesNewest &&
      end - bottom < prefetchRows &&
      !this.#state.paused
    ) {
      this.#ask(() => this.#extendNewer());
    } else if (!this.#loading && !window.reachesNewest && end < bottom + 1) {
      this.#ask(() => this.#extendNewer());
    }
  }

  async #extendOlder(): Promise<void> {
    const edge = this.#state.window.rows[0];
    const { older } = this.#state.window;
    const place = older === undefined ? { atEvent: edge!.id } : { cursor: older };
    const page = await this.#page({ direction: 'older', limit: pageRows, ...place });
    // The window may have grown or moved meanwhile; a page belongs to the edge it was asked for.
    if (this.#state.window.rows[0]?.id !== edge?.id) return;
    this.#join(prependPage(this.#state.window, page));
  }

  async #extendNewer(): Promise<void> {
    const edge = this.#state.window.rows.findLast((row) => !isMissed(row));
    const { newer } = this.#state.window;
    const place =
      newer === undefined && edge ? { atEvent: edge.id } : newer === undefined ? {} : { cursor: newer };
    const page = await this.#page({ direction: 'newer', limit: pageRows, ...place });
    if (this.#state.window.rows.findLast((row) => !isMissed(row))?.id !== edge?.id) return;
    this.#join(appendPage(this.#state.window, page, pageRows));
  }

  #join(window: RowWindow): void {
    const { window: before, top } = this.#state;
    const joined = reanchor(top, before, window);
    const kept = trimWindow(window, joined, mostRows);
    this.#set({ window: kept, top: reanchor(joined, window, kept), problem: undefined });
    this.#moveTo(this.#state.top);
  }

  /** `total` and the bounds of `top` follow from the rest. */
  #set(change: Partial<FeedState>): void {
    const state = { ...this.#state, ...change };
    const total = totalRows(state.window, this.#counted);
    this.#state = { ...state, total, top: clampTop(state.top, { total, viewport: state.viewport }) };
    this.#notifySoon();
  }

  #update(change: Partial<FeedState>): void {
    this.#set(change);
  }

  #notifySoon(): void {
    if (this.#frame !== 0 || this.#stopped.signal.aborted) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#takePending();
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      for (const listener of this.#listeners) listener();
    });
  }
}
