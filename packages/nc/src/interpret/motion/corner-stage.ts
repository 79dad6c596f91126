/** Chamfers and fillets between two lines, programmed as `,C` and `,R` (on lathes also without the comma). */
import { MoveKind } from '../../moves/move-kind.ts';
import { planeAxes } from '../../moves/plane-axes.ts';
import { copyRow, newRow, type Row, type RowSink } from './move-writer.ts';

export interface CornerStage extends RowSink {
  /** The next row ends in a corner that is cut by `size` (chamfer) or rounded with that radius. */
  pend(kind: 'chamfer' | 'fillet', size: number, start: Float64Array): void;
  flush(): void;
}

interface Pending {
  readonly kind: 'chamfer' | 'fillet';
  readonly size: number;
  readonly start: Float64Array;
}

const mostBetween = 16;

export const cornerStage = (next: RowSink): CornerStage => {
  /** The corner at the end of `held`, and the one at the end of the row that comes. */
  let pending: Pending | undefined;
  let coming: Pending | undefined;
  let held: Row | undefined;
  let between: Row[] = [];
  const inserted = newRow();

  const flush = (): void => {
    pending = undefined;
    if (!held) return;
    const row = held;
    held = undefined;
    next.take(row);
    for (const other of between) next.take(other);
    between = [];
  };

  /** Answers where the row behind the corner then begins; undefined: the corner stays. */
  const join = (first: Row, corner: Pending, row: Row): Float64Array | undefined => {
    const { first: u, second: v } = planeAxes(row.context.plane);
    const cornerU = first.end[u]!;
    const cornerV = first.end[v]!;
    const inU = cornerU - corner.start[u]!;
    const inV = cornerV - corner.start[v]!;
    const outU = row.end[u]! - cornerU;
    const outV = row.end[v]! - cornerV;
    const inLength = Math.hypot(inU, inV);
    const outLength = Math.hypot(outU, outV);
    const cross = (inU * outV - inV * outU) / (inLength * outLength);
    const dot = (inU * outU + inV * outV) / (inLength * outLength);
    const cut = corner.kind === 'chamfer' ? corner.size : corner.size * Math.tan(Math.acos(clamp(dot)) / 2);
    if (!(cut > 0) || cut > inLength + 1e-6 || cut > outLength + 1e-6 || Math.abs(cross) < 1e-9) {
      flush();
      return undefined;
    }
    const end = new Float64Array(first.end);
    end[u] = cornerU + (outU / outLength) * cut;
    end[v] = cornerV + (outV / outLength) * cut;
    Object.assign(inserted, { ...first, end: inserted.end });
    inserted.end.set(end);
    first.end[u] = cornerU - (inU / inLength) * cut;
    first.end[v] = cornerV - (inV / inLength) * cut;
    if (corner.kind === 'fillet') {
      inserted.kind = MoveKind.arc;
      inserted.turns = cross > 0 ? 1 : -1;
      const side = (cross > 0 ? 1 : -1) * corner.size;
      inserted.centre1 = first.end[u]! - (inV / inLength) * side;
      inserted.centre2 = first.end[v]! + (inU / inLength) * side;
    }
    flush();
    next.take(inserted);
    return end;
  };

  return {
    pend(kind, size, start) {
      coming = { kind, size, start: start.slice() };
    },
    take(row) {
      if (!held && !coming) {
        next.take(row);
        return;
      }
      if (held && pending) {
        const { first: u, second: v } = planeAxes(row.context.plane);
        const moves = row.end[u] !== held.end[u] || row.end[v] !== held.end[v];
        if (row.kind >= 16 || (!moves && row.kind !== MoveKind.arc)) {
          between.push(copyRow(row));
          if (between.length > mostBetween) flush();
          return;
        }
        if (row.kind === MoveKind.linear && held.kind === MoveKind.linear) {
          const cut = join(held, pending, row);
          if (cut && coming) coming = { ...coming, start: cut };
        } else flush();
      }
      if (!coming) {
        next.take(row);
        return;
      }
      held = copyRow(row);
      pending = coming;
      coming = undefined;
    },
    flush,
  };
};

const clamp = (value: number): number => Math.max(-1, Math.min(1, value));
