/** A linear or logarithmic axis: values to shares of its length and back, and where it is marked. */

export interface Scale {
  readonly log: boolean;
  readonly from: number;
  readonly to: number;
}

/** Around all values; a logarithmic axis leaves out what is not above 0. */
export function scaleOf(values: readonly number[], log: boolean): Scale {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (log && value <= 0) continue;
    from = Math.min(from, value);
    to = Math.max(to, value);
  }
  if (from > to) return { log, from: log ? 1 : 0, to: 10 };
  if (log) return { log, from: from / 1.2, to: to * 1.2 };
  // What differs by less than a millionth is one value with the noise of its arithmetic: no axis tells it apart.
  const spread = to - from;
  const margin = (spread > Math.max(Math.abs(from), Math.abs(to)) * 1e-6 ? spread : Math.abs(to) || 1) * 0.04;
  return { log, from: from >= 0 ? Math.max(0, from - margin) : from - margin, to: to + margin };
}

/** 0 – 1 within the axis. */
export const shareOf = ({ log, from, to }: Scale, value: number): number =>
  log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);

export const valueAt = ({ log, from, to }: Scale, share: number): number =>
  log ? from * (to / from) ** share : from + share * (to - from);

/** Round numbers, some 5 of them. */
export function ticksOf(scale: Scale): number[] {
  const { log, from, to } = scale;
  if (log && to / from > 8) {
    const ticks: number[] = [];
    const steps = to / from > 1000 ? [1] : [1, 2, 5];
    for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++)
      for (const step of steps) {
        const value = Number((step * 10 ** power).toPrecision(3));
        if (value >= from && value <= to) ticks.push(value);
      }
    return ticks;
  }
  const rough = (to - from) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10) * power;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step); at * step <= to; at++) {
    const value = Number((at * step).toPrecision(12));
    if (value >= from && value <= to) ticks.push(value);
  }
  return ticks;
}
