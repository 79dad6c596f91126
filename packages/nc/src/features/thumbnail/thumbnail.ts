/** A small picture of what a program cuts: one reducer over the stream of moves, bounded whatever the program. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { firstEvent, MoveKind } from '../../moves/move-kind.ts';
import { ShownWay } from '../../moves/shown-way.ts';
import { type GridLine, PixelGrid } from './pixel-grid.ts';
import { Simplifier } from './simplify.ts';

export interface Thumbnail {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** mm of a pixel. */
  readonly pixelMm: number;
  /** Data of an SVG path, in pixels, from the upper left corner; Z to the right and X up on a lathe, else X to the right and Y up. */
  readonly path: string;
}

export interface ThumbnailOptions {
  /** `MachineProfile.kind`: a lathe is drawn in Z and X. */
  readonly kind: 'mill' | 'lathe';
  /** Pixels at most in both directions, below 4096. */
  readonly pixels?: number;
  /** Of the path's data. */
  readonly mostBytes?: number;
  /** What is cut, or how it goes there. */
  readonly moves?: 'cuts' | 'rapids';
}

export interface ThumbnailReducer {
  take(chunk: MoveChunk): void;
  /** Undefined where nothing is drawn. */
  finish(): Thumbnail | undefined;
}

const frameBytes = 300;

export function thumbnailReducer(options: ThumbnailOptions): ThumbnailReducer {
  const { kind, pixels = 160, mostBytes = 8192 - frameBytes, moves = 'cuts' } = options;
  const [across, up] = kind === 'lathe' ? [2, 0] : [0, 1];
  const grid = new PixelGrid(pixels);
  const way = new ShownWay(grid.cellMm);
  const simplifier = new Simplifier(grid.cellMm / 2, (fromX, fromY, toX, toY) => {
    grid.add(fromX, fromY, toX, toY);
    // What was fine for the first moves would be far too fine for a part of a metre.
    simplifier.tolerance = grid.cellMm / 2;
    way.toleranceMm = grid.cellMm / 2;
  });
  const at = [0, 0, 0];
  const lineTo = (x: number, y: number, z: number) => {
    at[0] = x;
    at[1] = y;
    at[2] = z;
    simplifier.lineTo(at[across]!, at[up]!);
  };
  return {
    take(chunk) {
      for (let row = 0; row < chunk.count; row++) {
        const rowKind = chunk.kind[row]!;
        const shown = way.read(chunk, row);
        if (!shown || rowKind >= firstEvent || (rowKind === MoveKind.rapid) !== (moves === 'rapids'))
          continue;
        const [x, y] = [way.from[across]!, way.from[up]!];
        // A hole is a dot.
        if (way.to[across] === x && way.to[up] === y) grid.add(x, y, x, y);
        simplifier.moveTo(x, y);
        way.eachPoint(chunk, row, lineTo);
      }
    },
    finish() {
      simplifier.finish();
      if (grid.isEmpty) return undefined;
      for (;;) {
        const { width, height } = grid.extent();
        const path = pathData(grid.lines(), height);
        if (path.length <= mostBytes || width * height <= 1)
          return { width, height, pixelMm: grid.cellMm, path };
        grid.coarsen();
      }
    },
  };
}

/** Relative steps are shorter; lines that go on where the last one ended go without a new start. */
function pathData(lines: readonly GridLine[], height: number): string {
  let path = '';
  let [atX, atY] = [Number.NaN, Number.NaN];
  for (const { fromX, fromY, toX, toY } of lines) {
    if (fromX !== atX || fromY !== atY) path += `M${fromX} ${height - 1 - fromY}`;
    const [dx, dy] = [toX - fromX, fromY - toY];
    // A point that is nothing but a round end of a line.
    if (dx === 0 && dy === 0) path += 'h0';
    else path += dy === 0 ? `h${dx}` : dx === 0 ? `v${dy}` : `l${dx}${dy < 0 ? '' : ' '}${dy}`;
    [atX, atY] = [toX, toY];
  }
  return path;
}

/** A file of its own; takes the colour of the text around it. */
export const thumbnailSvg = ({ width, height, path }: Thumbnail): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 ${width + 1} ${height + 1}"><path d="${path}" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
