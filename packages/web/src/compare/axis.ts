/** The stretch of time that both machines are shown in, as the address bar carries it, and how it is moved. */
export interface Axis {
  readonly fromUs: number;
  readonly toUs: number;
}

export interface Compared {
  readonly machines: readonly string[];
  /** Up to now where none is named. */
  readonly toUs?: number;
  readonly spanUs: number;
}

const shortestUs = 10e6;
const longestUs = 31 * 86_400e6;
export const usualSpansUs = [15 * 60e6, 3600e6, 8 * 3600e6, 24 * 3600e6] as const;

const numberOf = (text: string | null): number | undefined =>
  text !== null && /^\d{1,16}$/.test(text) ? Number(text) : undefined;
const within = (spanUs: number): number => Math.min(Math.max(Math.round(spanUs), shortestUs), longestUs);

export function parseCompared(search: string): Compared {
  const params = new URLSearchParams(search);
  const toUs = numberOf(params.get('toUs'));
  return {
    machines: [...new Set(params.getAll('machine'))].slice(0, 2),
    ...(toUs === undefined ? {} : { toUs }),
    spanUs: within(numberOf(params.get('spanUs')) ?? usualSpansUs[1]),
  };
}

export function comparedAddress({ machines, toUs, spanUs }: Compared): string {
  const params = new URLSearchParams(machines.map((machine) => ['machine', machine]));
  params.set('spanUs', String(spanUs));
  if (toUs !== undefined) params.set('toUs', String(Math.round(toUs)));
  return `/compare?${params}`;
}

/** Around a time, which stays where it is on the screen. */
export function zoomed(
  { fromUs, toUs }: Axis,
  atUs: number,
  factor: number,
): { toUs: number; spanUs: number } {
  const spanUs = within((toUs - fromUs) * factor);
  const share = (atUs - fromUs) / (toUs - fromUs);
  return { toUs: Math.round(atUs + spanUs * (1 - share)), spanUs };
}

/** Place of a time on the axis, 0 to 1, cut off at its ends. */
export const shareOf = ({ fromUs, toUs }: Axis, atUs: number): number =>
  Math.min(Math.max((atUs - fromUs) / (toUs - fromUs), 0), 1);
