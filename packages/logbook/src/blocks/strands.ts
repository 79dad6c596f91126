/** How the rows of a block are laid out: in order of seq, one run for each clock, rare series apart. */
import type { RowTable } from './row-table.ts';

/** A row this far behind the newest time of its run is a stray: it would stretch the extent of its page. */
const lateUs = 5_000_000;
/** A row this far ahead begins a run of its own, so that one clock that says 2099 makes nobody else late. */
const aheadUs = 60_000_000;
const openRuns = 16;
/** Runs shorter than this part of a page are strays among the rows around them. */
const minRunShare = 1 / 16;
/** A series of a strand has at least this share of its rows, hence some rows on nearly every page. */
const minShare = 1 / 1024;

export interface Strands {
  /** Every row once, each strand in order of seq. */
  readonly strands: readonly Uint32Array[];
  /** Row of the table → 1 when its time is not that of its strand. */
  readonly isStray: Uint8Array;
}

export function strandsOf(table: RowTable, rows: Uint32Array, pageRows: number): Strands {
  const { runOf, counts } = runsByClock(table.timeUs, rows);
  const strandOf = new Int32Array(counts.length).fill(-1);
  const sizes: number[] = [];
  const longest = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  counts.forEach((count, run) => {
    if (count >= pageRows * minRunShare || run === longest) strandOf[run] = sizes.push(0) - 1;
  });
  const isStray = new Uint8Array(table.count);
  const placed = new Int32Array(rows.length);
  let last = strandOf[longest]!;
  for (let i = 0; i < rows.length; i++) {
    const strand = strandOf[runOf[i]!]!;
    if (strand >= 0) last = strand;
    else isStray[rows[i]!] = 1;
    placed[i] = last;
    sizes[last]!++;
  }
  const byClock = sizes.map((size) => new Uint32Array(size));
  const ends = new Uint32Array(sizes.length);
  for (let i = 0; i < rows.length; i++) byClock[placed[i]!]![ends[placed[i]!]!++] = rows[i]!;
  return { strands: byClock.flatMap((strand) => lanes(table, strand, pageRows)), isStray };
}

interface Run {
  readonly number: number;
  newestUs: number;
}

/** A machine that replays last year and one that lives today write into the same log: each row joins the clock it continues. */
function runsByClock(timeUs: Float64Array, rows: Uint32Array): { runOf: Uint32Array; counts: number[] } {
  const runOf = new Uint32Array(rows.length);
  const counts: number[] = [];
  let open: Run[] = [];
  let current: Run | undefined;
  for (let i = 0; i < rows.length; i++) {
    const time = timeUs[rows[i]!]!;
    if (!current || Math.abs(time - current.newestUs) > lateUs) {
      current = nearestRun(open, time);
      if (!current) current = { number: counts.push(0) - 1, newestUs: time };
      const used = current;
      open = [used, ...open.filter((run) => run !== used)].slice(0, openRuns);
    }
    counts[current.number]!++;
    runOf[i] = current.number;
    if (time > current.newestUs) current.newestUs = time;
  }
  return { runOf, counts };
}

/** The run that a row of this time continues with the least jump. */
function nearestRun(open: readonly Run[], timeUs: number): Run | undefined {
  let nearest: Run | undefined;
  for (const run of open) {
    const jumpUs = timeUs - run.newestUs;
    if (jumpUs < -lateUs || jumpUs > aheadUs) continue;
    if (!nearest || Math.abs(jumpUs) < Math.abs(timeUs - nearest.newestUs)) nearest = run;
  }
  return nearest;
}

/** Series too rare for their strand move to one of their own, again and again until none is left. */
function lanes(table: RowTable, rows: Uint32Array, pageRows: number): Uint32Array[] {
  if (rows.length <= pageRows) return [rows];
  const { seriesOf } = table;
  const counts = new Uint32Array(table.series.length);
  for (let i = 0; i < rows.length; i++) counts[seriesOf[rows[i]!]!]!++;
  const least = rows.length * minShare;
  let rareRows = 0;
  for (const count of counts) if (count < least) rareRows += count;
  if (rareRows === 0 || rareRows === rows.length) return [rows];
  const rare = new Uint32Array(rareRows);
  const common = new Uint32Array(rows.length - rareRows);
  let [rares, commons] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (counts[seriesOf[row]!]! < least) rare[rares++] = row;
    else common[commons++] = row;
  }
  return [common, ...lanes(table, rare, pageRows)];
}
