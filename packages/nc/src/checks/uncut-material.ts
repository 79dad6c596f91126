/** Rapids through places that are cut only later and higher up: material stood there, whatever the stock was. */
import type { Place } from '../diagnostics/collector.ts';
import type { MoveChunk } from '../moves/move-chunk.ts';
import { MoveKind } from '../moves/move-kind.ts';
import { placeOf } from './place-of.ts';

/** Coordinates of the program, mm. */
export interface Obstacle {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** Line and level of the cut that shows it. */
  readonly line: number;
  readonly cut: number;
}

interface Cell {
  /** Lowest level that is cut here or beside, so far. */
  cutTo: number;
  /** Lowest rapid before a cut was as deep. */
  rapid: number;
  place: Place | undefined;
}

const cellMm = 2;
/** Beside the centre the tool cuts as well; small tools less, which finds less. */
const reachCells = 3;
const mostCells = 100_000;
/** A finishing cut is this much above what was roughed, and no more. */
const clearMm = 1;
const mostSteps = 500;

/** Milling in G17 with every axis placed, in one work offset at a time. Only the tool's centre is looked at: it finds what is sure, not everything. */
export function uncutMaterial(found: (obstacle: Obstacle) => void) {
  const cells = new Map<number, Cell>();
  let offset = -1;
  let told = 0;
  let lastI = Number.NaN;
  let lastJ = Number.NaN;
  let lastZ = Number.NaN;
  /** Where a control is said to start at zero, Z is no height before it has moved. */
  let raised = false;
  const at = (i: number, j: number): Cell | undefined => {
    const key = i * 65_536 + j;
    let cell = cells.get(key);
    if (!cell && cells.size < mostCells) {
      cell = { cutTo: Number.POSITIVE_INFINITY, rapid: Number.POSITIVE_INFINITY, place: undefined };
      cells.set(key, cell);
    }
    return cell;
  };

  return {
    row(chunk: MoveChunk, row: number, unplacedBefore: number): void {
      const context = chunk.contexts[chunk.context[row]!]!;
      const kind = chunk.kind[row]!;
      // M0: somebody may turn the part or take the next one.
      if (kind === MoveKind.stop || kind === MoveKind.optionalStop) {
        cells.clear();
        lastI = Number.NaN;
      }
      if (context.plane !== 17 || ((chunk.unplaced[row]! | unplacedBefore) & 0b111) !== 0) return;
      if (kind !== MoveKind.rapid && kind !== MoveKind.linear) return;
      if (context.cycle || told >= 20) return;
      if (context.workOffset !== offset || context.placement.rotationDeg !== 0) {
        cells.clear();
        lastI = Number.NaN;
        offset = context.workOffset;
        if (context.placement.rotationDeg !== 0) return;
      }
      const { offsetMm } = context.placement;
      const x0 = chunk.x[row]! - offsetMm[0];
      const y0 = chunk.y[row]! - offsetMm[1];
      const z0 = chunk.z[row]! - offsetMm[2];
      const dx = chunk.x[row + 1]! - chunk.x[row]!;
      const dy = chunk.y[row + 1]! - chunk.y[row]!;
      const dz = chunk.z[row + 1]! - chunk.z[row]!;
      if (dz !== 0) raised = true;
      if (!raised || (kind === MoveKind.rapid && dx === 0 && dy === 0)) return;
      const steps = Math.min(mostSteps, Math.max(1, Math.ceil(Math.hypot(dx, dy) / cellMm)));
      for (let step = 0; step <= steps; step++) {
        const t = step / steps;
        const z = z0 + dz * t;
        const i = Math.round((x0 + dx * t) / cellMm);
        const j = Math.round((y0 + dy * t) / cellMm);
        if (kind === MoveKind.rapid) {
          lastI = Number.NaN;
          const cell = at(i, j);
          if (!cell || z > cell.cutTo - clearMm || z >= cell.rapid) continue;
          cell.rapid = z;
          cell.place = placeOf(chunk, row);
          continue;
        }
        // Most cuts are shorter than a cell: those that go no deeper have been seen.
        if (i === lastI && j === lastJ && Math.abs(z - lastZ) < clearMm / 4) continue;
        [lastI, lastJ, lastZ] = [i, j, z];
        const cell = at(i, j);
        if (cell?.place && z > cell.rapid + clearMm) {
          told += 1;
          found({
            place: cell.place,
            x: i * cellMm,
            y: j * cellMm,
            z: cell.rapid,
            line: chunk.line[row]!,
            cut: z,
          });
          cell.place = undefined;
        }
        for (let k = -reachCells; k <= reachCells; k++)
          for (let l = -reachCells; l <= reachCells; l++) {
            const beside = at(i + k, j + l);
            if (beside && z < beside.cutTo) beside.cutTo = z;
          }
      }
    },
  };
}
