/** Counts, facets and histograms. */
import { type SeverityRange, severityRanges } from '@mantinel/domain';
import type { Counted, Facet, Faceted, Histogram, HistogramRequest, Selection } from '@mantinel/logbook';
import { bucketsOver } from '@mantinel/logbook/store-parts';
import { type ParameterList, parameterList } from './parameter-list.ts';
import type { Reading } from './reading.ts';
import { searches, timeOf, whereSql } from './where.ts';

/** So long rows are looked into to count what a search matches; then counts are lower bounds. */
const searchSeconds = 5;

const limited = ` SETTINGS max_execution_time = ${searchSeconds}, timeout_overflow_mode = 'break'`;

/** Runs a statement that counts; not exact where the server stopped it at its limit. */
export async function counting<T>(
  selection: Selection,
  ask: (suffix: string) => Promise<T>,
): Promise<{ readonly answer: T; readonly exact: boolean }> {
  if (!searches(selection)) return { answer: await ask(''), exact: true };
  const startedMs = performance.now();
  const answer = await ask(limited);
  return { answer, exact: performance.now() - startedMs < searchSeconds * 1000 };
}

const facetColumns: Readonly<Record<Facet, string>> = {
  machine: 'machine',
  code: 'code',
  kind: 'kind',
  severity: 'toString(severity)',
  path: 'path',
};

export function counter({ driver, tables, head }: Reading) {
  const from = (selection: Selection, list: ParameterList) =>
    `FROM ${tables.events} WHERE ${whereSql(selection, head(), list)}`;

  async function count(selection: Selection): Promise<Counted> {
    const list = parameterList();
    const { answer, exact } = await counting(selection, (suffix) =>
      driver.query<readonly [number]>(`SELECT count() ${from(selection, list)}${suffix}`, list.values),
    );
    return { count: answer[0]?.[0] ?? 0, exact };
  }

  async function facets(selection: Selection, by: Facet): Promise<Faceted> {
    const list = parameterList();
    const { answer, exact } = await counting(selection, (suffix) =>
      driver.query<readonly [string | null, number]>(
        `SELECT ${facetColumns[by]} AS value, count() AS rows ${from(selection, list)} GROUP BY value${suffix}`,
        list.values,
      ),
    );
    const values = answer
      .flatMap(([value, rows]) => (value === null ? [] : [{ value, count: rows }]))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    return { values, exact };
  }

  async function histogram(request: HistogramRequest): Promise<Histogram> {
    const { filter, order } = request;
    const list = parameterList();
    const time = timeOf(order);
    const bounded = filter.fromUs !== undefined && filter.toUs !== undefined;
    const extent = bounded ? undefined : await extentOf(request);
    const fromUs = filter.fromUs ?? extent?.[0] ?? filter.toUs ?? 0;
    const toUs = Math.max(fromUs, filter.toUs ?? (extent ? extent[1] + 1 : fromUs + 1));
    const buckets = bucketsOver({ fromUs, toUs }, request.buckets);
    const series = Object.fromEntries(
      severityRanges.map((range) => [range, Array.from({ length: buckets.count }, () => 0)]),
    ) as Record<SeverityRange, number[]>;
    const [start, width] = [list.put('Int64', buckets.fromUs), list.put('Int64', buckets.bucketUs)];
    const { answer, exact } = await counting(request, (suffix) =>
      // One number for bucket and range: groups of one key are counted faster than of two.
      driver.query<readonly [cell: number, rows: number]>(
        `SELECT intDiv(${time} - ${start}, ${width}) * ${severityRanges.length} + intDiv(severity - 1, 4) AS cell, count() ${from(request, list)} GROUP BY cell${suffix}`,
        list.values,
      ),
    );
    for (const [cell, rows] of answer) {
      const bucket = Math.floor(cell / severityRanges.length);
      const counts = series[severityRanges[cell % severityRanges.length]!];
      if (counts[bucket] !== undefined) counts[bucket] += rows;
    }
    return {
      fromUs: safe(buckets.fromUs),
      toUs: safe(buckets.fromUs + buckets.count * buckets.bucketUs),
      bucketUs: safe(buckets.bucketUs),
      series,
      exact,
    };
  }

  /** The least and greatest time of what matches. */
  async function extentOf(selection: Selection): Promise<readonly [number, number] | undefined> {
    const time = timeOf(selection.order);
    if (selection.order === 'time') {
      // The projection by time begins and ends with them.
      const [first, last] = await Promise.all(
        ['ASC', 'DESC'].map(async (way) => {
          const list = parameterList();
          const [row] = await driver.query<readonly [number]>(
            `SELECT ${time} ${from(selection, list)} ORDER BY ${time} ${way}, epoch ${way}, seq ${way} LIMIT 1`,
            list.values,
          );
          return row?.[0];
        }),
      );
      return first === undefined || last === undefined ? undefined : [first, last];
    }
    const list = parameterList();
    const { answer } = await counting(selection, (suffix) =>
      driver.query<readonly [number, number, number]>(
        `SELECT min(${time}), max(${time}), count() ${from(selection, list)}${suffix}`,
        list.values,
      ),
    );
    const [least, most, rows] = answer[0] ?? [0, 0, 0];
    return rows === 0 ? undefined : [least, most];
  }

  return { count, facets, histogram };
}

/** Round widths may reach beyond what a number holds exactly, where somebody asks for thousands of years. */
const safe = (us: number): number => Math.max(Number.MIN_SAFE_INTEGER, Math.min(us, Number.MAX_SAFE_INTEGER));
