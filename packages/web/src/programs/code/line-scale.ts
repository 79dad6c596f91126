/** Lines as pixels of a scrolled area: browsers lay out some 17 million, a program of a million lines has more. */

const mostPx = 8_000_000;

export interface LineScale {
  readonly lines: number;
  readonly rowPx: number;
  readonly viewPx: number;
}

/** Of the whole area. */
export const areaPx = ({ lines, rowPx, viewPx }: LineScale): number =>
  Math.max(viewPx, Math.min(mostPx, lines * rowPx));

/** Pixels of the lines' own height at a place of the scrolled area. */
export function contentPx(scrolledPx: number, scale: LineScale): number {
  const { lines, rowPx, viewPx } = scale;
  const room = areaPx(scale) - viewPx;
  const own = Math.max(0, lines * rowPx - viewPx);
  return room <= 0 ? 0 : Math.min(own, (scrolledPx / room) * own);
}

/** The way back: where to scroll to so that these pixels of the content are at the top. */
export function scrollPx(content: number, scale: LineScale): number {
  const { lines, rowPx, viewPx } = scale;
  const own = lines * rowPx - viewPx;
  return own <= 0 ? 0 : (Math.min(own, Math.max(0, content)) / own) * (areaPx(scale) - viewPx);
}
