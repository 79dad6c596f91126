/**
 * When what is drawn: all of it where the processor does that within a frame; else a coarse picture while it moves, and the whole one in slices once it
 * rests, so that neither the pointer nor the page ever waits for a million lines.
 */

/** What draws. Lines are the measure of its work. */
export interface Painter<View> {
  /** Of the whole picture, those included that are drawn several times. */
  readonly lines: number;
  /** An empty picture, as seen from there. */
  begin(view: View): void;
  /** Goes on with the whole picture at a step, for about so many lines. */
  slice(from: number, lines: number): { readonly lines: number; readonly next: number | undefined };
  /** The whole picture by about so many lines. */
  coarse(lines: number): { readonly lines: number };
  /** Whether what was asked for has been drawn. */
  isDone(): boolean;
}

export interface DrawLoopOptions<View> {
  readonly painter: Painter<View>;
  readonly view: () => View;
  /** Called when the picture begins anew. */
  readonly onBegin: () => void;
  /** `performance.now`, `requestAnimationFrame`, `cancelAnimationFrame`. */
  readonly now: () => number;
  readonly request: (next: () => void) => number;
  readonly cancel: (request: number) => void;
}

/** What a frame may take while it moves, and a slice once it rests. */
const movingMs = 22;
const sliceMs = 40;
const restMs = 180;
/** Of 60 Hz, with a little to spare. */
const frameMs = 20;
/** Before anything was measured: a processor without graphics. */
const startingRate = 2000;
const leastLines = 4000;

export class DrawLoop<View> {
  readonly #options: DrawLoopOptions<View>;
  #request = 0;
  #dirty = false;
  /** Step at which the whole picture goes on; undefined: it is there, or does not wait. */
  #next: number | undefined;
  #restsFrom = 0;
  /** Lines a millisecond. */
  #rate = startingRate;
  #asked: { readonly lines: number; readonly atMs: number } | undefined;

  constructor(options: DrawLoopOptions<View>) {
    this.#options = options;
  }

  /** Something changed. */
  invalidate(): void {
    this.#dirty = true;
    this.#wait();
  }

  stop(): void {
    this.#options.cancel(this.#request);
    this.#request = 0;
  }

  #wait(): void {
    if (this.#request === 0) this.#request = this.#options.request(() => this.#frame());
  }

  #frame(): void {
    this.#request = 0;
    if (!this.#measure()) {
      this.#wait();
      return;
    }
    const { painter, now } = this.#options;
    if (this.#dirty) {
      this.#dirty = false;
      this.#begin();
      if (painter.lines <= this.#within(movingMs)) {
        this.#ask(painter.slice(0, Number.POSITIVE_INFINITY).lines);
        this.#next = undefined;
      } else {
        this.#ask(painter.coarse(this.#within(movingMs)).lines);
        this.#next = 0;
        this.#restsFrom = now() + restMs;
      }
    } else if (this.#next !== undefined && now() >= this.#restsFrom) {
      if (this.#next === 0) this.#begin();
      const { lines, next } = painter.slice(this.#next, this.#within(sliceMs));
      this.#ask(lines);
      this.#next = next;
    }
    if (this.#next !== undefined || this.#asked) this.#wait();
  }

  #begin(): void {
    this.#options.painter.begin(this.#options.view());
    this.#options.onBegin();
  }

  #within(ms: number): number {
    return Math.max(leastLines, this.#rate * ms);
  }

  #ask(lines: number): void {
    this.#asked = { lines, atMs: this.#options.now() };
  }

  /** False while it is still being drawn. */
  #measure(): boolean {
    const asked = this.#asked;
    if (!asked) return true;
    if (!this.#options.painter.isDone()) return false;
    this.#asked = undefined;
    const tookMs = this.#options.now() - asked.atMs;
    // What is there by the next frame may have taken far less than that: then more is tried.
    if (tookMs > frameMs) this.#rate = (this.#rate + asked.lines / tookMs) / 2;
    else if (asked.lines >= this.#within(movingMs) / 4) this.#rate *= 2;
    return true;
  }
}
