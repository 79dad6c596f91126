/** A moment as people type it: `2026-03-02T06:00`, `06:00` (today), or `15m` ago. */
const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Microseconds since 1970 UTC; times without an offset are local. Undefined when the text is none. */
export function parseMoment(text: string, nowUs: number): number | undefined {
  const ago = /^(\d+)([smhd])$/.exec(text);
  if (ago) return nowUs - Number(ago[1]) * unitMs[ago[2]!]! * 1000;
  const today = /^(\d{1,2}):(\d{2})$/.exec(text);
  const date = today
    ? new Date(nowUs / 1000)
    : new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text);
  if (today) date.setHours(Number(today[1]), Number(today[2]), 0, 0);
  else if (!/^\d{4}-\d{2}/.test(text)) return undefined;
  return Number.isNaN(date.getTime()) ? undefined : date.getTime() * 1000;
}
