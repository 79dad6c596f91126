/** Takes what a lathe's tools pass off the bar, move by move. The tool is its tip: noses are not modelled. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { firstEvent, MoveKind } from '../../moves/move-kind.ts';
import { Way } from '../../moves/way.ts';
import { feedPerS } from '../../time/piece.ts';
import type { Columns, RowModel } from '../columns.ts';
import type { EngagementGathering } from '../engagement-gathering.ts';
import type { Groups } from '../groups.ts';
import { eachChord } from '../mill/chords.ts';
import type { LatheStock } from './lathe-stock.ts';
import { ProfileMap } from './profile-map.ts';
import { TurnedRows } from './turned.ts';
import type { TurningTool } from './turning-tool.ts';

export interface LatheRemovalOptions {
  /** By work offset. */
  readonly stocks: ReadonlyMap<number, LatheStock>;
  readonly toolOf: (workOffset: number, tool: number) => TurningTool;
  readonly groups: Groups;
  readonly columns: Columns;
}

/** What an insert faces at once; thicker is a groove. */
const mostFaceMm = 6;
/** Deeper passes are none: then something else stood there than was assumed. */
const mostPassMm = 12;
const chordMm = 0.02;
const barUnknown = 'How thick the material is before the first pass is not told, so ap is not known there.';
const tooDeep = `Passes of more than ${mostPassMm} mm would be cut here: something else stood there than is assumed.`;

interface Bar {
  readonly stock: LatheStock;
  readonly map: ProfileMap;
}

/** Of the row at hand. */
interface Cut {
  readonly chunk: MoveChunk;
  readonly row: number;
  readonly length: number;
  readonly bar: Bar;
  readonly tool: TurningTool;
  readonly gathering: EngagementGathering;
}

export class LatheRemoval implements RowModel {
  readonly #options: LatheRemovalOptions;
  readonly #rows = new TurnedRows();
  readonly #way = new Way();
  readonly #bars = new Map<number, Bar>();
  /** Deepest pass of the thread at hand; NaN before the first. */
  #thread = Number.NaN;
  #threadGroup = -1;

  constructor(options: LatheRemovalOptions) {
    this.#options = options;
  }

  end(): void {}

  row(chunk: MoveChunk, row: number, group: number): void {
    const kind = chunk.kind[row]!;
    if (kind >= firstEvent) return;
    const context = chunk.contexts[chunk.context[row]!]!;
    const turned = this.#rows.read(chunk, row, context);
    if (kind === MoveKind.rapid || kind === MoveKind.probe || !this.#way.read(chunk, row)) return;
    const gathering = this.#options.groups.of(group);
    const { length } = this.#way;
    const bar = this.#at(context.workOffset);
    if (!turned || !bar) {
      gathering.unknown(length, this.#rows.problem ?? 'Only rotary axes move.');
      return;
    }
    const tool = this.#options.toolOf(context.workOffset, context.tool);
    const cut = { chunk, row, length, bar, tool, gathering };
    if (turned === 'thread') this.#threading(cut, group);
    else if (turned === 'centre') this.#drill(cut);
    else if (turned === 'across') this.#across(cut);
    else this.#along(cut);
  }

  #at(workOffset: number): Bar | undefined {
    const known = this.#bars.get(workOffset);
    if (known) return known;
    const stock = this.#options.stocks.get(workOffset);
    if (!stock || stock.minZ > stock.maxZ) return undefined;
    const bar = { stock, map: new ProfileMap(stock) };
    this.#bars.set(workOffset, bar);
    return bar;
  }

  #along(cut: Cut): void {
    const { chunk, row, length, bar, tool } = cut;
    const { fromRadius, fromZ } = this.#rows;
    const taken = new Taken();
    const axis = chunk.contexts[chunk.context[row]!]!.placement.offsetMm[0];
    let [r, z] = [fromRadius, fromZ];
    const line = (x: number, _y: number, toZ: number): void => {
      const toR = Math.abs(x - axis);
      taken.share = length > 0 ? Math.hypot(toR - r, toZ - z) / length : 0;
      if (Math.abs(toZ - z) > 1e-9) bar.map.along(r, z, toR, toZ, tool.inside, taken.visit);
      [r, z] = [toR, toZ];
    };
    if (chunk.kind[row] === MoveKind.arc) eachChord(chunk, row, this.#way, chordMm, line);
    else line(chunk.x[row + 1]!, 0, chunk.z[row + 1]!);
    this.#tell(cut, taken, bar.map.cellMm);
  }

  #tell({ chunk, row, length, bar, tool, gathering }: Cut, taken: Taken, cellMm: number): void {
    const { columns } = this.#options;
    const feedMmPerMin = feedPerS(chunk, row, length) * 60;
    if (taken.unknown > 0) gathering.unknown(taken.unknown * length, barUnknown);
    if (taken.air > 0) gathering.air(taken.air * length);
    if (taken.cut > 0 && taken.depth / taken.cut > mostPassMm) gathering.unknown(taken.cut * length, tooDeep);
    else if (taken.cut > 0) {
      const apMm = taken.depth / taken.cut;
      const lengthMm = taken.cut * length;
      gathering.cut({
        lengthMm,
        apMm,
        aeMm: Number.NaN,
        angleDeg: Number.NaN,
        sectionMm2: (taken.rings * cellMm) / lengthMm,
        feedMmPerMin,
        confidence: this.#confidence(bar, tool, gathering),
      });
      columns.put(row, apMm, Number.NaN, 1);
    } else if (taken.unknown === 0) columns.put(row, 0, Number.NaN, 0);
  }

  /** Facing, a shoulder, or a groove. */
  #across(cut: Cut): void {
    const { bar, tool, gathering, length } = cut;
    const { fromRadius, toRadius, toZ } = this.#rows;
    const inner = Math.min(fromRadius, toRadius);
    if (tool.inside) {
      gathering.unknown(length, 'How thick the material is before a face within a bore is not known.');
      return;
    }
    if (tool.grooves) {
      if (toRadius > fromRadius) this.#told(cut, 0);
      else if (tool.widthMm === undefined)
        gathering.unknown(length, 'The width of the grooving insert is not told, so ap is not known.');
      else this.#told(cut, bar.map.groove(toZ, tool.widthMm, inner));
      return;
    }
    const thick = bar.map.face(toZ, inner, mostFaceMm);
    if (thick === Number.POSITIVE_INFINITY)
      gathering.unknown(
        length,
        'It feeds across in the middle of the part: how wide the tool is, is not told.',
      );
    else this.#told(cut, thick);
  }

  #told(cut: Cut, apMm: number): void {
    const { chunk, row, length, bar, tool, gathering } = cut;
    if (Number.isNaN(apMm)) {
      gathering.unknown(length, barUnknown);
      return;
    }
    if (!(apMm > 0)) {
      gathering.air(length);
      this.#options.columns.put(row, 0, Number.NaN, 0);
      return;
    }
    gathering.cut({
      lengthMm: length,
      apMm,
      aeMm: Number.NaN,
      angleDeg: Number.NaN,
      sectionMm2: bar.map.volume / length,
      feedMmPerMin: feedPerS(chunk, row, length) * 60,
      confidence: this.#confidence(bar, tool, gathering),
    });
    this.#options.columns.put(row, apMm, Number.NaN, 1);
  }

  #drill(cut: Cut): void {
    const { chunk, row, length, bar, tool, gathering } = cut;
    const { fromZ, toZ } = this.#rows;
    if (tool.drillMm === undefined) {
      gathering.unknown(length, 'The diameter of the drill is not told.');
      return;
    }
    if (toZ > fromZ) {
      gathering.air(length);
      this.#options.columns.put(row, Number.NaN, 0, 0);
      return;
    }
    const taken = new Taken();
    taken.share = 1;
    bar.map.drill(tool.drillMm / 2, fromZ, toZ, taken.visit);
    if (taken.air > 0) gathering.air(taken.air * length);
    if (taken.cut === 0) return;
    gathering.because('The first drill is assumed to go into the solid.');
    const lengthMm = taken.cut * length;
    const aeMm = taken.depth / taken.cut;
    gathering.cut({
      lengthMm,
      apMm: Number.NaN,
      aeMm,
      angleDeg: Number.NaN,
      sectionMm2: (taken.rings * bar.map.cellMm) / lengthMm,
      feedMmPerMin: feedPerS(chunk, row, length) * 60,
      confidence: 0.8 * tool.confidence,
    });
    this.#options.columns.put(row, Number.NaN, aeMm, 1);
  }

  /** Each pass as much as it is deeper than the one before. */
  #threading({ row, length, bar, tool, gathering }: Cut, group: number): void {
    const { fromRadius, toRadius, fromZ, toZ } = this.#rows;
    const radius = tool.inside ? Math.max(fromRadius, toRadius) : Math.min(fromRadius, toRadius);
    const first = group !== this.#threadGroup;
    this.#threadGroup = group;
    const before = first ? bar.map.outerAt((fromZ + toZ) / 2) : this.#thread;
    const apMm = tool.inside ? (first ? Number.NaN : radius - before) : before - radius;
    this.#thread = radius;
    if (!Number.isFinite(apMm)) {
      gathering.unknown(length, barUnknown);
      return;
    }
    // A free pass at the end takes off what springs back.
    this.#options.columns.put(row, Math.max(0, apMm), Number.NaN, 1);
    if (apMm <= 1e-9) {
      gathering.air(length);
      return;
    }
    const cutting = { lengthMm: length, apMm, aeMm: Number.NaN, angleDeg: Number.NaN };
    gathering.cut({ ...cutting, sectionMm2: Number.NaN, feedMmPerMin: 0, confidence: 0.8 * tool.confidence });
  }

  #confidence({ stock }: Bar, tool: TurningTool, gathering: EngagementGathering): number {
    for (const sentence of stock.because) gathering.because(sentence);
    gathering.because('The tool is taken as its tip, without the radius of its nose.');
    return tool.confidence * (stock.confidence > 0 ? 0.5 + 0.5 * stock.confidence : 0.8);
  }
}

/** Sums over the cells of a row; shares of its way. */
class Taken {
  share = 1;
  cut = 0;
  air = 0;
  unknown = 0;
  depth = 0;
  rings = 0;

  readonly visit = (depthMm: number, ringMm2: number, share: number): void => {
    const own = share * this.share;
    if (Number.isNaN(depthMm)) this.unknown += own;
    else if (depthMm <= 1e-9) this.air += own;
    else {
      this.cut += own;
      this.depth += depthMm * own;
      this.rings += ringMm2;
    }
  };
}
