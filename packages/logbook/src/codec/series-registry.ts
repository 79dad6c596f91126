/** One number for every distinct series ever seen: filters are decided once for each, rows then compare numbers. */
import type { Series } from './series.ts';

export interface SeriesRegistry {
  /** All series; a series' number is its index. */
  readonly series: readonly Series[];
  intern(series: Series): number;
}

export function seriesRegistry(): SeriesRegistry {
  const series: Series[] = [];
  const numbers = new Map<string, number>();
  return {
    series,
    intern(candidate) {
      const key = keyOf(candidate);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, series.length);
      return series.push(candidate) - 1;
    },
  };
}

/** Lengths before the free texts, so that no two series share a key. */
function keyOf({ site, machine, path, kind, severity, code, quality, shape }: Series): string {
  let key = `${site.length} ${site}${machine === undefined ? '-' : `${machine.length} ${machine}`}`;
  key += `${path === undefined ? '-' : `${path.length} ${path}`}${code.length} ${code}${severity} ${kind} ${quality}`;
  for (const attribute of shape) key += ` ${attribute.key.length} ${attribute.key}${attribute.type}`;
  return key;
}
