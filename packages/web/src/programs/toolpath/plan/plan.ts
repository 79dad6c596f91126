/** Lines as the data of an SVG path: on a grid of pixels, each stretch between two of them once. */
import { LineKind, type Piece } from '../../reading/piece.ts';
import type { Box } from '../../reading/toolpath.ts';

export interface PlanOptions {
  /** What the plan shows the whole of. */
  readonly box: Box;
  readonly machine: 'mill' | 'lathe';
  /** `LineKind`. */
  readonly kind: number;
  readonly only?: (row: number) => boolean;
}

export interface Plan {
  readonly width: number;
  readonly height: number;
  readonly path: string;
}

const sizePx = 1000;
/** So that a browser can draw it in a moment. */
const mostLines = 60_000;

export function planOf(pieces: readonly Piece[], { box, machine, kind, only }: PlanOptions): Plan {
  const [across, up] = machine === 'lathe' ? ([2, 0] as const) : ([0, 1] as const);
  const [wide, high] = [box.max[across] - box.min[across], box.max[up] - box.min[up]];
  const scale = sizePx / Math.max(wide, high, 1e-6);
  const height = Math.max(1, Math.round(high * scale));
  const drawn = new Set<number>();
  let path = '';
  let [atX, atY] = [Number.NaN, Number.NaN];
  for (const { positions, kinds, rows } of pieces)
    for (let point = 1; point < kinds.length && drawn.size < mostLines; point++) {
      if (kinds[point] !== kind || kinds[point] === LineKind.none || (only && !only(rows[point]!))) continue;
      const place = (at: number) =>
        [
          Math.round((positions[3 * at + across]! - box.min[across]) * scale),
          height - Math.round((positions[3 * at + up]! - box.min[up]) * scale),
        ] as const;
      const [fromX, fromY] = place(point - 1);
      const [toX, toY] = place(point);
      if (fromX === toX && fromY === toY) continue;
      const key = ((fromX * 1024 + fromY) * 1024 + toX) * 1024 + toY;
      if (drawn.has(key)) continue;
      drawn.add(key);
      path += fromX === atX && fromY === atY ? `L${toX} ${toY}` : `M${fromX} ${fromY}L${toX} ${toY}`;
      [atX, atY] = [toX, toY];
    }
  return { width: Math.max(1, Math.round(wide * scale)), height, path };
}
