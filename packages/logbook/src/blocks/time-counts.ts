/** How many rows of each series fall into each span of time: histograms and counts without touching a row. */
import type { TimeCounts } from './block-format.ts';

const secondUs = 1_000_000;
/** Each divides the next, so that a longer bucket is a whole number of any of them it exceeds. */
const unitsUs = [1, 10, 60, 300, 1800, 10_800, 86_400].map((seconds) => seconds * secondUs);
/** The finest unit with this many rows a count is taken, so that the counts stay small beside the rows. */
const rowsPerCount = 16;
/** So many counts are always taken: a few thousand warnings would have to be read row by row for every histogram. */
const fewCounts = 4096;

interface Rows {
  readonly rows: Uint32Array;
  readonly times: Float64Array;
  readonly seriesOf: Uint32Array;
}

/** `durationUs`: of most rows; single late ones hardly change how many counts there will be. */
export function countByTime(
  source: Rows,
  { seriesCount, durationUs }: { seriesCount: number; durationUs: number },
): TimeCounts {
  const rows = source.rows.length;
  const limit = Math.max(rows / rowsPerCount, Math.min(rows, fewCounts));
  for (const unitUs of unitsUs) {
    const last = unitUs === unitsUs.at(-1);
    if (!last && likelyCells(rows, seriesCount * (1 + durationUs / unitUs)) > 1.3 * limit) continue;
    const counter = new SpanCounter(seriesCount, last ? source.rows.length : limit);
    if (counter.count(source, unitUs)) return counter.sorted(unitUs);
  }
  throw new Error('the last unit has no limit');
}

/** Cells that hold a row when rows fall into them at random: trying in vain costs as much as counting. */
const likelyCells = (rows: number, cells: number): number => cells * (1 - Math.exp(-rows / cells));

/** Counts under the number span × series + series, spans numbered as they come. */
class SpanCounter {
  readonly #series: number;
  readonly #limit: number;
  readonly #spans = new Map<number, number>();
  readonly #slots: Int32Array;
  readonly #keys: Float64Array;
  readonly #counts: Uint32Array;
  #size = 0;

  constructor(seriesCount: number, limit: number) {
    this.#series = seriesCount;
    this.#limit = Math.ceil(limit);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * this.#limit + 2))).fill(-1);
    this.#keys = new Float64Array(this.#limit);
    this.#counts = new Uint32Array(this.#limit);
  }

  /** False when there are more counts than the limit. */
  count({ rows, times, seriesOf }: Rows, unitUs: number): boolean {
    let base = 0;
    // Rows nearly follow the clock: the bounds of the last span spare most divisions.
    let [fromUs, toUs] = [0, 0];
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const time = times[row]!;
      if (!(time >= fromUs && time < toUs)) {
        const span = Math.floor(time / unitUs);
        fromUs = span * unitUs;
        toUs = fromUs + unitUs;
        let number = this.#spans.get(span);
        if (number === undefined) {
          number = this.#spans.size;
          this.#spans.set(span, number);
        }
        base = number * this.#series;
      }
      if (!this.#add(base + seriesOf[row]!)) return false;
    }
    return true;
  }

  #add(key: number): boolean {
    const at = this.#find(key);
    const entry = this.#slots[at]!;
    if (entry >= 0) {
      this.#counts[entry]!++;
      return true;
    }
    if (this.#size === this.#limit) return false;
    this.#slots[at] = this.#size;
    this.#keys[this.#size] = key;
    this.#counts[this.#size++] = 1;
    return true;
  }

  /** The slot of a key, or the free one where it belongs. */
  #find(key: number): number {
    const mask = this.#slots.length - 1;
    let slot = (Math.imul(key % 2 ** 32, 0x9e3779b1) >>> 7) & mask;
    for (let entry = this.#slots[slot]!; entry >= 0; entry = this.#slots[slot]!) {
      if (this.#keys[entry] === key) break;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  sorted(unitUs: number): TimeCounts {
    const spans = Float64Array.from(this.#spans.keys()).sort();
    const numbers = Uint32Array.from(spans, (span) => this.#spans.get(span)!);
    const rankOf = new Uint32Array(numbers.length);
    numbers.forEach((number, rank) => {
      rankOf[number] = rank;
    });
    const width = this.#series;
    const cells = this.#keys.slice(0, this.#size);
    for (let i = 0; i < cells.length; i++) {
      const number = Math.floor(cells[i]! / width);
      cells[i] = rankOf[number]! * width + (cells[i]! - number * width);
    }
    cells.sort();
    const starts = new Uint32Array(spans.length + 1);
    const series = new Uint32Array(cells.length);
    const counts = new Uint32Array(cells.length);
    for (let i = 0; i < cells.length; i++) {
      const rank = Math.floor(cells[i]! / width);
      series[i] = cells[i]! - rank * width;
      counts[i] = this.#counts[this.#slots[this.#find(numbers[rank]! * width + series[i]!)]!]!;
      starts[rank + 1] = i + 1;
    }
    return { unitUs, spans, starts, series, counts };
  }
}
