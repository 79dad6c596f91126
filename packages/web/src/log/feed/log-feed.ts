/** The log panel's rows: loads what is looked at, follows what arrives, and knows where it stands in the whole. */
import type { Event, EventPage } from '@mantinel/contract';
import { getPage } from '../../api/api.ts';
import { firstIndex, isMissed, type RowWindow, reanchor, trimWindow } from '../rows/row-window.ts';
import { clampTop, lastTop } from '../rows/scroll-scale.ts';
import { type Matches, matchesOf } from '../view/matches.ts';
import { isRanked, isUnfiltered, type View } from '../view/view.ts';
import { Arrivals, mostRows, withArrived } from './arrivals.ts';
import { type FeedPages, feedPages } from './feed-pages.ts';
import {
  type FeedState,
  indexToSelect,
  movedTo,
  settled,
  startingState,
  topToReveal,
  topToShow,
} from './feed-state.ts';
import { nextLoad } from './next-load.ts';
import { type OneAtATime, oneAtATime } from './one-at-a-time.ts';
import { type Sought, seekLoaded, seekStored } from './seek.ts';

export interface FeedOptions {
  readonly view: View;
  /** Whether what arrives belongs to the view; by the view itself when left out. */
  readonly matches?: Matches;
  /** The event to begin at; the newest when absent. */
  readonly at?: string;
  /** A page already asked for while the panel was loading. */
  readonly firstPage?: Promise<EventPage>;
  readonly fetchPage?: typeof getPage;
}

export class LogFeed {
  readonly #view: View;
  readonly #fetchPage: typeof getPage;
  readonly #pages: FeedPages;
  readonly #requests: OneAtATime;
  readonly #arrivals: Arrivals;
  readonly #listeners = new Set<() => void>();
  readonly #stopped = new AbortController();
  #state: FeedState;
  #counted = 0;
  #frame = 0;
  #drawTimer: ReturnType<typeof setTimeout> | undefined;
  /** The stream began after the rows were read: what came in between is in neither. */
  #behind = false;

  constructor({ view, matches = matchesOf(view), at, firstPage, fetchPage = getPage }: FeedOptions) {
    const { signal } = this.#stopped;
    this.#view = view;
    this.#fetchPage = fetchPage;
    this.#pages = feedPages({ view, fetchPage, signal });
    this.#arrivals = new Arrivals(matches);
    this.#state = startingState(at);
    this.#requests = oneAtATime({
      onFailure: (problem) => {
        if (!signal.aborted) this.#set({ problem, starting: false });
      },
      onIdle: () => {
        if (this.#state.problem === undefined) this.#loadAround();
      },
    });
    if (at === undefined) this.#requests.ask(() => this.#showNewest(firstPage));
    else this.#requests.ask(() => this.#showEventOfStore(at));
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
    this.#moveTo(this.#state.following ? lastTop(this.#state) : this.#state.top);
  }

  /** What the store counted: the length of the scale where the loaded rows do not reach the end. */
  setCounted(count: number): void {
    this.#counted = count;
    this.#set({});
  }

  /** One row of the page before stays, to keep one's place. */
  scrollByPage(pages: number): void {
    this.scrollBy(pages * Math.max(1, Math.floor(this.#state.viewport) - 1));
  }

  scrollBy(rows: number): void {
    this.scrollTo(this.#state.top + rows);
  }

  scrollTo(top: number): void {
    this.#moveTo(clampTop(top, this.#state));
    this.#loadAround();
  }

  toNewest(): void {
    this.#set({ paused: false });
    if (this.#state.window.reachesNewest) this.scrollTo(Number.POSITIVE_INFINITY);
    else this.#requests.ask(() => this.#showNewest());
  }

  toOldest(): void {
    this.#set({ following: false });
    if (this.#state.window.reachesOldest) this.scrollTo(0);
    else this.#requests.ask(async () => this.#replace(await this.#pages.oldest(), 0));
  }

  setPaused(paused: boolean): void {
    this.#set({ paused, following: false });
    if (!paused) this.toNewest();
  }

  select(id: string | undefined): void {
    this.#set({ selected: id });
  }

  /** Of a row that is loaded; undefined for the product's own. */
  machineOf(id: string): string | undefined {
    const row = this.#state.window.rows.find((each) => each.id === id);
    return row && !isMissed(row) ? row.machine : undefined;
  }

  /** Moves the selection by rows. */
  selectBy(step: number): void {
    const index = indexToSelect(step, this.#state);
    const row = this.#state.window.rows[index - firstIndex(this.#state.window)];
    if (!row || isMissed(row)) return;
    this.#set({ selected: row.id });
    this.#bring(topToReveal(index, this.#state));
  }

  /** Selects the next row that is wanted; false when there is none. */
  async seek(sought: Sought): Promise<boolean> {
    const found = seekLoaded(this.#state, sought);
    if (found) {
      this.#set({ selected: found.event.id });
      this.#bring(topToShow(firstIndex(this.#state.window) + found.at, this.#state));
      return true;
    }
    const id = await seekStored(this.#state.window, {
      ...sought,
      view: this.#view,
      fetchPage: this.#fetchPage,
      signal: this.#stopped.signal,
    });
    if (id !== undefined) this.showEvent(id);
    return id !== undefined;
  }

  showEvent(id: string): void {
    this.#set({ selected: id, following: false });
    const at = this.#state.window.rows.findIndex((row) => row.id === id);
    if (at >= 0) this.#bring(topToShow(firstIndex(this.#state.window) + at, this.#state));
    else this.#requests.ask(() => this.#showEventOfStore(id));
  }

  retry(): void {
    this.#set({ problem: undefined });
    this.#requests.ask(() => this.#showNewest());
  }

  /** Takes what arrives; drawn with the next frame. */
  readonly onEvents = (events: readonly Event[], missed: number): void => {
    this.#arrivals.add(events, missed);
    if (this.#arrivals.waiting) this.#drawSoon();
  };

  /** For each time the stream begins: it tells what comes from then on, and the rows were read before. */
  catchUp(): void {
    this.#behind = true;
    this.#loadAround();
  }

  #drawSoon(): void {
    if (this.#drawTimer !== undefined || this.#stopped.signal.aborted) return;
    this.#drawTimer = setTimeout(() => {
      this.#drawTimer = undefined;
      this.#notifySoon();
    }, this.#arrivals.dueInMs(performance.now()));
  }

  #takeArrivals(): void {
    if (this.#state.starting || !this.#arrivals.waiting) return;
    const nowMs = performance.now();
    if (this.#arrivals.dueInMs(nowMs) > 0) {
      this.#drawSoon();
      return;
    }
    const arrived = this.#arrivals.take(nowMs);
    this.#counted += arrived.events.length + (isUnfiltered(this.#view) ? arrived.missed : 0);
    this.#set(withArrived(this.#state, arrived, this.#view));
  }

  #moveTo(top: number): void {
    this.#set(movedTo(top, this.#state));
  }

  #bring(top: number | undefined): void {
    if (top === undefined) this.#loadAround();
    else this.scrollTo(top);
  }

  async #showNewest(firstPage?: Promise<EventPage>): Promise<void> {
    this.#replace(await this.#pages.newest(firstPage), Number.POSITIVE_INFINITY);
    this.#set({ following: !this.#state.paused, unseen: 0 });
  }

  async #showEventOfStore(id: string): Promise<void> {
    const window = await this.#pages.at({ atEvent: id });
    const at = window.rows.findIndex((row) => row.id === id);
    this.#replace(window, firstIndex(window) + at - Math.floor(this.#state.viewport / 3));
  }

  #replace(window: RowWindow, top: number): void {
    this.#set({ window, top, starting: false, problem: undefined });
    this.#takeArrivals();
  }

  #loadAround(): void {
    if (this.#stopped.signal.aborted) return;
    if (this.#behind && !this.#requests.busy() && !this.#state.starting) {
      this.#behind = false;
      // Elsewhere in the log whatever is newer is read from the store when it is come to.
      if (this.#state.window.reachesNewest) this.#requests.ask(() => this.#readOn());
      return;
    }
    const next = nextLoad(this.#state, {
      ranked: isRanked(this.#view),
      busy: this.#requests.busy(),
    });
    if (next === undefined) return;
    if (next === 'older' || next === 'newer') this.#requests.ask(() => this.#extend(next));
    else this.#requests.ask(async () => this.#replace(await this.#pages.at(next), this.#state.top));
  }

  async #readOn(): Promise<void> {
    const { events, all } = await this.#pages.after(this.#state.window);
    if (all) this.onEvents(events, 0);
    else if (this.#state.following) await this.#showNewest();
    else this.#set({ window: { ...this.#state.window, reachesNewest: false } });
  }

  async #extend(side: 'older' | 'newer'): Promise<void> {
    const join = await this.#pages.beside(this.#state.window, side);
    const { window: before, top } = this.#state;
    const window = join(before);
    if (!window) return;
    const joined = reanchor(top, before, window);
    const kept = trimWindow(window, joined, mostRows);
    this.#set({ window: kept, top: reanchor(joined, window, kept), problem: undefined });
    this.#moveTo(this.#state.top);
  }

  #set(change: Partial<FeedState>): void {
    this.#state = settled({ ...this.#state, ...change }, this.#counted);
    this.#notifySoon();
  }

  #notifySoon(): void {
    if (this.#frame !== 0 || this.#stopped.signal.aborted) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#takeArrivals();
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      for (const listener of this.#listeners) listener();
    });
  }
}
