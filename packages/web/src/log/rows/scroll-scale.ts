/**
 * The scrollbar's arithmetic. Ten million rows of 22 px are 220 million px, beyond what browsers lay out (about 33 million in
 * Chromium, 17 in Firefox), so nothing is laid out: the place is a rank with a fraction, and only the thumb is drawn.
 */
export interface ScrollScale {
  readonly total: number;
  /** Rows that fit; with a fraction. */
  readonly viewport: number;
  readonly trackPx: number;
}

/** Small enough for any log, large enough for a finger or a mouse. */
const leastThumbPx = 28;

export const lastTop = ({ total, viewport }: Pick<ScrollScale, 'total' | 'viewport'>): number =>
  Math.max(0, total - viewport);

export const clampTop = (top: number, scale: Pick<ScrollScale, 'total' | 'viewport'>): number =>
  Math.min(Math.max(top, 0), lastTop(scale));

export function thumbOf(top: number, scale: ScrollScale): { offsetPx: number; lengthPx: number } {
  const { total, viewport, trackPx } = scale;
  const share = total <= viewport ? 1 : viewport / total;
  const lengthPx = Math.min(trackPx, Math.max(leastThumbPx, trackPx * share));
  const end = lastTop(scale);
  return { lengthPx, offsetPx: end === 0 ? 0 : (clampTop(top, scale) / end) * (trackPx - lengthPx) };
}

/** The place when the thumb's upper end is dragged to `offsetPx`; the track's ends are the log's ends exactly. */
export function topOfThumb(offsetPx: number, scale: ScrollScale): number {
  const room = scale.trackPx - thumbOf(0, scale).lengthPx;
  if (room <= 0) return 0;
  return Math.min(Math.max(offsetPx / room, 0), 1) * lastTop(scale);
}
