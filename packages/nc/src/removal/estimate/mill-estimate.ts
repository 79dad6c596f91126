/** ap and ae of a mill without stock: how far a level lies under the one before, and a way beside its neighbour. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { MoveKind } from '../../moves/move-kind.ts';
import { Way } from '../../moves/way.ts';
import { feedPerS } from '../../time/piece.ts';
import type { Columns, RowModel } from '../columns.ts';
import type { EngagementGathering } from '../engagement-gathering.ts';
import type { Groups } from '../groups.ts';
import { Clampings } from '../mill/clampings.ts';
import { type Cutter, radiusAt } from '../mill/cutter.ts';
import type { MillStock } from '../mill/mill-stock.ts';
import type { CutterOf } from '../mill/mill-survey.ts';
import { Levels } from './levels.ts';
import { Neighbours } from './neighbours.ts';

export interface MillEstimateOptions {
  readonly stocks: ReadonlyMap<number, MillStock>;
  readonly cutters: CutterOf;
  readonly groups: Groups;
  readonly columns: Columns;
}

/** Rise over way: more is no level. */
const slopes = 0.01;
/** Of both figures: there is no knowing what other operations have left. */
const confidence = 0.4;
/** With nothing beside it a way may be a slot, or the finish of a wall. */
const aloneConfidence = 0.2;

export class MillEstimate implements RowModel {
  readonly #options: MillEstimateOptions;
  readonly #clampings = new Clampings();
  readonly #way = new Way();
  readonly #levels = new Levels();
  #neighbours = new Neighbours(1);
  #group = -1;

  constructor(options: MillEstimateOptions) {
    this.#options = options;
  }

  end(): void {}

  row(chunk: MoveChunk, row: number, group: number): void {
    const kind = chunk.kind[row]!;
    const context = chunk.contexts[chunk.context[row]!]!;
    const clamping = this.#clampings.read(chunk, row, context);
    if (kind === MoveKind.rapid || kind >= MoveKind.probe || !this.#way.read(chunk, row)) return;
    const gathering = this.#options.groups.of(group);
    const cutter = this.#options.cutters(context.tool);
    const stock = clamping && this.#options.stocks.get(clamping.index);
    const { length } = this.#way;
    if (!clamping || !stock || 'unknown' in cutter) {
      gathering.unknown(
        length,
        'unknown' in cutter ? cutter.unknown : (this.#clampings.problem ?? 'Nothing is cut here.'),
      );
      return;
    }
    if (group !== this.#group) {
      this.#group = group;
      this.#levels.clear();
      this.#neighbours = new Neighbours(2 * cutter.radiusMm);
    }
    const { x, y } = chunk;
    const across = Math.hypot(x[row + 1]! - x[row]!, y[row + 1]! - y[row]!);
    if (across < 1e-6 && kind !== MoveKind.arc) this.#plunge({ chunk, row, gathering, cutter });
    else if (across > 1e-6) this.#across({ chunk, row, gathering, cutter }, stock);
  }

  #plunge({ chunk, row, gathering, cutter }: Row): void {
    const down = chunk.z[row]! - chunk.z[row + 1]!;
    if (down < 0) return;
    const section = Math.PI * cutter.radiusMm ** 2;
    gathering.because('Holes are taken to be drilled into the solid.');
    gathering.cut({
      lengthMm: down,
      apMm: Number.NaN,
      aeMm: cutter.radiusMm,
      angleDeg: 360,
      sectionMm2: section,
      feedMmPerMin: feedPerS(chunk, row, down) * 60,
      confidence: cutter.confidence * (cutter.hole ? 0.6 : confidence),
    });
    this.#options.columns.put(row, Number.NaN, cutter.radiusMm, section);
  }

  #across({ chunk, row, gathering, cutter }: Row, stock: MillStock): void {
    const { x, y, z } = chunk;
    const kind = chunk.kind[row]!;
    const level = (z[row]! + z[row + 1]!) / 2;
    const lengthMm = this.#way.length;
    const rise = Math.abs(z[row + 1]! - z[row]!);
    // On a helix the turn before is above by the pitch.
    const pitch = kind === MoveKind.arc && rise > 1e-6 ? (2 * Math.PI * rise) / this.#way.sweep : 0;
    if (pitch === 0 && rise > slopes * lengthMm) {
      gathering.unknown(lengthMm, 'It slopes: how deep it cuts shows only with a model of the stock.');
      return;
    }
    const above = pitch > 0 ? level + pitch : (this.#levels.above(level) ?? stock.box.top);
    const apMm = above - level;
    if (z[row + 1] === z[row]) this.#levels.add(level);
    if (apMm <= 1e-6) {
      gathering.unknown(
        lengthMm,
        'Nothing was cut above this level, and where the material ends is not told.',
      );
      return;
    }
    const width = 2 * radiusAt(cutter, apMm);
    const beside = this.#neighbours.nearest(x[row]!, y[row]!, x[row + 1]!, y[row + 1]!, level, width);
    this.#neighbours.add(x[row]!, y[row]!, x[row + 1]!, y[row + 1]!, level);
    const aeMm = Math.min(width, beside !== undefined && beside > 1e-3 ? beside : width);
    const alone = beside === undefined;
    if (alone) gathering.because('A way with none beside it is taken as a slot: ae is at most what is said.');
    gathering.because('ap is the way down from the level above.');
    gathering.cut({
      lengthMm,
      apMm,
      aeMm,
      angleDeg: (Math.acos(1 - (2 * aeMm) / width) * 180) / Math.PI,
      sectionMm2: apMm * aeMm,
      feedMmPerMin: feedPerS(chunk, row, lengthMm) * 60,
      confidence: cutter.confidence * (alone ? aloneConfidence : confidence),
    });
    this.#options.columns.put(row, apMm, aeMm, apMm * aeMm);
  }
}

interface Row {
  readonly chunk: MoveChunk;
  readonly row: number;
  readonly gathering: EngagementGathering;
  readonly cutter: Cutter;
}
