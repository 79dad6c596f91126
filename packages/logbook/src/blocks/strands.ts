/** Divides the rows of a block into strands that both orders can be read from without opening much. */
import type { RowTable } from './row-table.ts';

/** A row this far behind the newest time of its run is late: it would stretch the extent of every page it stands in. */
const lateUs = 5_000_000;
/** A row this far ahead begins a run of its own, so that one clock that says 2099 makes nobody else late. */
const aheadUs = 60_000_000;
const openRuns = 8;
/** Runs shorter than this part of a page are not worth pages of their own. */
const minRunShare = 1 / 16;
/** A series of a strand has at least this share of its rows, hence some rows on nearly every page. */
const minShare = 1 / 1024;

export interface Strand {
  readonly rows: Uint32Array;
  readonly pageRows: number;
}

/** Every row once. `rows` in seq order; strands come in seq order too, except the strays, which are sorted by time. */
export function strandsOf(table: RowTable, rows: Uint32Array, pageRows: number): Strand[] {
  const runs = runsByClock(table, rows);
  const isLong = (run: number[]) => run.length >= pageRows * minRunShare;
  const strands = runs
    .filter(isLong)
    .flatMap((run) => lanes(table, Uint32Array.from(run), pageRows))
    .map((lane): Strand => ({ rows: lane, pageRows }));
  const strays = runs.filter((run) => !isLong(run)).flat();
  if (strays.length > 0) {
    strays.sort((a, b) => table.timeUs[a]! - table.timeUs[b]! || a - b);
    // Short pages: the strays of many segments may have to be looked through for one moment.
    strands.push({ rows: Uint32Array.from(strays), pageRows: Math.ceil(pageRows / 4) });
  }
  return strands;
}

interface Run {
  newestUs: number;
  readonly rows: number[];
}

/** A machine that replays last year and one that lives today write into the same log: each row joins the clock it continues. */
function runsByClock(table: RowTable, rows: Uint32Array): number[][] {
  const all: Run[] = [];
  let open: Run[] = [];
  let current: Run | undefined;
  for (const row of rows) {
    const timeUs = table.timeUs[row]!;
    if (!current || Math.abs(timeUs - current.newestUs) > lateUs) {
      current = nearestRun(open, timeUs);
      if (!current) {
        current = { newestUs: timeUs, rows: [] };
        all.push(current);
      }
      const used = current;
      open = [used, ...open.filter((run) => run !== used)].slice(0, openRuns);
    }
    current.rows.push(row);
    if (timeUs > current.newestUs) current.newestUs = timeUs;
  }
  return all.map((run) => run.rows);
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
  const counts = new Uint32Array(table.series.length);
  for (const row of rows) counts[table.seriesOf[row]!]!++;
  const isRare = (row: number) => counts[table.seriesOf[row]!]! < rows.length * minShare;
  const rare = rows.filter(isRare);
  if (rare.length === 0 || rare.length === rows.length) return [rows];
  return [rows.filter((row) => !isRare(row)), ...lanes(table, rare, pageRows)];
}
