/** Where a row's way ends, and which row is drawn next. */
import { LineKind, type Piece } from '../../reading/piece.ts';
import type { Vector } from './viewpoint.ts';

/** Undefined where the row is not drawn. */
export function endOfRow(pieces: readonly Piece[], row: number): Vector | undefined {
  for (const { rows, kinds, positions } of pieces.toReversed()) {
    const point = firstBehind(rows, row) - 1;
    // A piece begins with the point where the one before ended, which no line leads to.
    if (point < 0 || rows[point] !== row || kinds[point] === LineKind.none) continue;
    return [positions[3 * point]!, positions[3 * point + 1]!, positions[3 * point + 2]!];
  }
  return undefined;
}

/** The drawn row before or behind `row`; the first one without. Undefined at the ends. */
export function nextRow(pieces: readonly Piece[], row: number | undefined, by: 1 | -1): number | undefined {
  const order = by === 1 ? pieces : pieces.toReversed();
  for (const { rows, kinds } of order) {
    const last = rows.length - 1;
    const beyond = (at: number) => row === undefined || (by === 1 ? rows[at]! > row : rows[at]! < row);
    if (last < 0 || !beyond(by === 1 ? last : 0)) continue;
    let point =
      row === undefined
        ? by === 1
          ? 0
          : last
        : by === 1
          ? firstBehind(rows, row)
          : firstBehind(rows, row - 1) - 1;
    for (; point >= 0 && point <= last; point += by)
      if (kinds[point] !== LineKind.none && beyond(point)) return rows[point];
  }
  return undefined;
}

/** The first point of a row beyond this one. */
function firstBehind(rows: Uint32Array, row: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]! <= row) low = middle + 1;
    else high = middle;
  }
  return low;
}
