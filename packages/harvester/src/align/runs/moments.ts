/** What a machine told while a program ran, in columns: a row for each moment at which something changed. */
import type { MachineSample } from '../samples/sample.ts';

export interface Moments {
  readonly count: number;
  /** Seconds since the run began; a row holds until the next one. */
  readonly atS: Float64Array;
  /** 1: the control executed; 0: it was held, stopped, or not heard. */
  readonly active: Uint8Array;
  /** −1: not told. */
  readonly line: Int32Array;
  /** −1: not told; 0: none in the spindle. */
  readonly tool: Int32Array;
  /** Index into `texts`; −1: not told. */
  readonly block: Int32Array;
  /** Per cent; NaN: not told. */
  readonly feedOverride: Float32Array;
  readonly load: Float32Array;
  /** 1/min; NaN: not told. */
  readonly spindleRpm: Float32Array;
  /** Texts of blocks as the control shows them, each once. */
  readonly texts: readonly string[];
}

/** Changes nearer to each other become one row. */
const finestS = 0.05;
/** Rows of a run; beyond, they are told ten times coarser. 200,000 rows are 9 MB. */
const mostRows = 200_000;
/** Different texts of blocks of a run. */
const mostTexts = 100_000;

export class MomentGathering {
  #capacity = 256;
  #count = 0;
  #stepS = finestS;
  #atS = new Float64Array(this.#capacity);
  #active = new Uint8Array(this.#capacity);
  #line = new Int32Array(this.#capacity);
  #tool = new Int32Array(this.#capacity);
  #block = new Int32Array(this.#capacity);
  #feedOverride = new Float32Array(this.#capacity);
  #load = new Float32Array(this.#capacity);
  #spindleRpm = new Float32Array(this.#capacity);
  readonly #texts = new Map<string, number>();

  add(atS: number, active: boolean, sample: MachineSample): void {
    const last = this.#count - 1;
    const line = sample.line ?? -1;
    const tool = sample.tool ?? -1;
    // What decides how time is counted is never left out.
    const same = last >= 0 && this.#active[last] === Number(active) && this.#tool[last] === tool;
    const block = this.#blockOf(sample.block);
    if (same && this.#line[last] === line && this.#block[last] === block && this.#alike(last, sample)) return;
    if (!same || atS - this.#atS[last]! >= this.#stepS) {
      if (this.#count === this.#capacity) this.#grow();
      this.#atS[this.#count++] = atS;
    }
    const row = this.#count - 1;
    this.#active[row] = Number(active);
    this.#line[row] = line;
    this.#tool[row] = tool;
    this.#block[row] = block;
    this.#feedOverride[row] = sample.feedOverride ?? Number.NaN;
    this.#load[row] = sample.load ?? Number.NaN;
    this.#spindleRpm[row] = sample.spindleRpm ?? Number.NaN;
    if (this.#count > mostRows) this.#coarsen();
  }

  finish(): Moments {
    const to = this.#count;
    return {
      count: to,
      atS: this.#atS.slice(0, to),
      active: this.#active.slice(0, to),
      line: this.#line.slice(0, to),
      tool: this.#tool.slice(0, to),
      block: this.#block.slice(0, to),
      feedOverride: this.#feedOverride.slice(0, to),
      load: this.#load.slice(0, to),
      spindleRpm: this.#spindleRpm.slice(0, to),
      texts: [...this.#texts.keys()],
    };
  }

  #alike(row: number, { feedOverride, load, spindleRpm }: MachineSample): boolean {
    return (
      Object.is(this.#feedOverride[row], Math.fround(feedOverride ?? Number.NaN)) &&
      Object.is(this.#load[row], Math.fround(load ?? Number.NaN)) &&
      Object.is(this.#spindleRpm[row], Math.fround(spindleRpm ?? Number.NaN))
    );
  }

  #blockOf(text: string | undefined): number {
    if (text === undefined) return -1;
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    if (this.#texts.size >= mostTexts) return -1;
    this.#texts.set(text, this.#texts.size);
    return this.#texts.size - 1;
  }

  #columns() {
    return [
      this.#atS,
      this.#active,
      this.#line,
      this.#tool,
      this.#block,
      this.#feedOverride,
      this.#load,
      this.#spindleRpm,
    ];
  }

  #grow(): void {
    this.#capacity *= 2;
    const grown = <T extends { set(from: T): void }>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#atS = grown(new Float64Array(this.#capacity), this.#atS);
    this.#active = grown(new Uint8Array(this.#capacity), this.#active);
    this.#line = grown(new Int32Array(this.#capacity), this.#line);
    this.#tool = grown(new Int32Array(this.#capacity), this.#tool);
    this.#block = grown(new Int32Array(this.#capacity), this.#block);
    this.#feedOverride = grown(new Float32Array(this.#capacity), this.#feedOverride);
    this.#load = grown(new Float32Array(this.#capacity), this.#load);
    this.#spindleRpm = grown(new Float32Array(this.#capacity), this.#spindleRpm);
  }

  #coarsen(): void {
    this.#stepS *= 10;
    let kept = 0;
    for (let row = 1; row < this.#count; row++) {
      const same = this.#active[row] === this.#active[kept] && this.#tool[row] === this.#tool[kept];
      if (!same || this.#atS[row]! - this.#atS[kept]! >= this.#stepS) kept += 1;
      // The time of the first, what the last one told.
      for (const column of this.#columns()) {
        if (column !== this.#atS || this.#atS[kept]! < this.#atS[row]! - this.#stepS || !same)
          column[kept] = column[row]!;
      }
    }
    this.#count = kept + 1;
  }
}
