/** Takes what a mill's tools sweep off the stock, move by move. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { firstEvent, MoveKind } from '../../moves/move-kind.ts';
import { Way } from '../../moves/way.ts';
import { feedPerS } from '../../time/piece.ts';
import type { Columns, RowModel } from '../columns.ts';
import type { RapidInStock } from '../engagement.ts';
import type { EngagementGathering } from '../engagement-gathering.ts';
import type { Groups } from '../groups.ts';
import { eachChord } from './chords.ts';
import { Clampings } from './clampings.ts';
import type { Cutter } from './cutter.ts';
import { HeightMap } from './height-map.ts';
import type { MillStock } from './mill-stock.ts';
import type { CutterOf } from './mill-survey.ts';
import { type Heading, Stretch } from './stretch.ts';
import { isSure } from './sure-stock.ts';

export interface MillRemovalOptions {
  readonly stocks: ReadonlyMap<number, MillStock>;
  readonly cutters: CutterOf;
  readonly groups: Groups;
  readonly columns: Columns;
  readonly rapids: RapidInStock[];
}

interface Block {
  readonly stock: MillStock;
  readonly map: HeightMap;
  /** A tool without a model has cut here. */
  unmodelled: boolean;
  stops: number;
  halts: number;
  /** Of the last cut; of a level NaN where it sloped. */
  group: number;
  level: number;
}

const mostRapids = 100;
/** What a rapid may touch: rounding of the part's corners by cells. */
const touchMm = 0.5;
/** Of the thickness at the assumed top nothing is known. */
const topMm = 0.01;
const levelMm = 0.02;
/** Of one way: X99999999 is none of this world. */
const mostPieces = 20_000;
/** Once a part may have been turned over, or a tool without a model has cut. */
const afterStop = 0.7;
const afterUnmodelled = 0.7;
const coarse = 0.7;

/** Of a tool of which nothing is told at least this goes where it goes. */
const axisAlone: Cutter = {
  radiusMm: 0.5,
  form: 'flat',
  cornerRadiusMm: 0,
  rise: 0,
  hole: false,
  confidence: 0,
  because: '',
};

export class MillRemoval implements RowModel {
  readonly #options: MillRemovalOptions;
  readonly #clampings = new Clampings();
  readonly #blocks = new Map<number, Block>();
  readonly #way = new Way();
  #block: Block | undefined;
  #stretch: Stretch | undefined;
  #cutter: Cutter | undefined;
  #gathering: EngagementGathering | undefined;
  #group = -1;
  #feed = 0;
  #curvature = 0;
  #firstRow = 0;
  #row = 0;
  #x = 0;
  #y = 0;
  #z = 0;

  constructor(options: MillRemovalOptions) {
    this.#options = options;
  }

  end(): void {
    this.#flush();
  }

  row(chunk: MoveChunk, row: number, group: number): void {
    const kind = chunk.kind[row]!;
    const context = chunk.contexts[chunk.context[row]!]!;
    const clamping = this.#clampings.read(chunk, row, context);
    if (kind >= firstEvent) return;
    if (group !== this.#group) this.#flush();
    this.#group = group;
    const rapid = kind === MoveKind.rapid;
    if (rapid) this.#flush();
    const length = this.#way.read(chunk, row) ? this.#way.length : 0;
    if (length === 0) return;
    const gathering = this.#options.groups.of(group);
    this.#gathering = gathering;
    if (!clamping) {
      this.#flush();
      if (!rapid) gathering.unknown(length, this.#clampings.problem!);
      return;
    }
    const cutter = this.#options.cutters(context.tool);
    const block = this.#at(clamping.index);
    if ('unknown' in cutter || !block) {
      this.#flush();
      if (rapid) {
        if (block?.stock.sure) this.#rapid(chunk, row, block, axisAlone);
        return;
      }
      gathering.unknown(length, 'unknown' in cutter ? cutter.unknown : 'No stock is known in this clamping.');
      if (block) block.unmodelled = true;
      return;
    }
    if (rapid) {
      this.#rapid(chunk, row, block, cutter);
      return;
    }
    if (kind === MoveKind.probe) return;
    this.#cut(chunk, row, block, cutter);
  }

  #at(clamping: number): Block | undefined {
    const known = this.#blocks.get(clamping);
    if (known) return known;
    const stock = this.#options.stocks.get(clamping);
    if (!stock) return undefined;
    const block = {
      stock,
      map: new HeightMap(stock.box, stock.cellMm),
      unmodelled: false,
      stops: this.#clampings.stops,
      halts: this.#clampings.halts,
      group: -1,
      level: Number.NaN,
    };
    this.#blocks.set(clamping, block);
    return block;
  }

  /** Where a rapid goes there is taken to be nothing; of material that is told to be there it is said. */
  #rapid(chunk: MoveChunk, row: number, block: Block, cutter: Cutter): void {
    const { stock, map } = block;
    const { x, y, z } = chunk;
    const { box } = stock;
    if (Math.min(z[row]!, z[row + 1]!) >= box.top) return;
    const touched = { depth: 0, x: 0, y: 0, z: 0 };
    // Straight down it is one piece: else each would meet only a little of the material.
    const across = Math.hypot(x[row + 1]! - x[row]!, y[row + 1]! - y[row]!);
    const steps = Math.max(1, Math.min(4096, Math.ceil(across / cutter.radiusMm)));
    for (let step = 0; step < steps; step++) {
      const at = (column: Float64Array, share: number): number =>
        column[row]! + (column[row + 1]! - column[row]!) * share;
      const [from, to] = [step / steps, (step + 1) / steps];
      map.sweep(cutter, at(x, from), at(y, from), at(z, from), at(x, to), at(y, to), at(z, to));
      if (map.depth <= touched.depth || !isSure(stock.sure, cutter.radiusMm, at(x, to), at(y, to))) continue;
      touched.depth = map.depth;
      touched.x = at(x, to);
      touched.y = at(y, to);
      touched.z = at(z, to);
    }
    const { rapids } = this.#options;
    if (!stock.sure || touched.depth <= touchMm + map.cellMm || rapids.length >= mostRapids) return;
    if (block.unmodelled || this.#mayBeTurned(block, stock.sure.source)) return;
    rapids.push({
      file: chunk.contexts[chunk.context[row]!]!.frame.file,
      line: chunk.line[row]!,
      source: chunk.source[row]!,
      x: touched.x,
      y: touched.y,
      z: touched.z,
      depthMm: touched.depth,
      known: stock.sure.source,
    });
  }

  #mayBeTurned({ stops, halts }: Block, source: 'given' | 'note'): boolean {
    return source === 'given' ? this.#clampings.halts > halts : this.#clampings.stops > stops;
  }

  #cut(chunk: MoveChunk, row: number, block: Block, cutter: Cutter): void {
    const { x, y, z } = chunk;
    const feed = feedPerS(chunk, row, this.#way.length) * 60;
    const still = chunk.kind[row] !== MoveKind.arc && x[row] === x[row + 1] && y[row] === y[row + 1];
    const heading = still ? (z[row + 1]! < z[row]! ? 'down' : 'up') : 'across';
    const stretch = this.#stretch;
    if (
      stretch &&
      (this.#block !== block ||
        this.#cutter !== cutter ||
        stretch.heading !== heading ||
        Math.abs(feed - this.#feed) > 1e-6 * feed)
    )
      this.#flush();
    if (!this.#stretch) this.#firstRow = row;
    if (cutter.form !== 'flat') this.#layers(block, z[row]!, z[row + 1]!);
    this.#block = block;
    this.#cutter = cutter;
    this.#feed = feed;
    const { turns } = chunk;
    this.#curvature = turns[row] === 0 ? 0 : Math.sign(turns[row]!) / this.#way.radius;
    this.#row = row;
    this.#x = x[row]!;
    this.#y = y[row]!;
    this.#z = z[row]!;
    const to = (toX: number, toY: number, toZ: number): void => this.#line(toX, toY, toZ, heading);
    if (chunk.kind[row] === MoveKind.arc) eachChord(chunk, row, this.#way, block.map.cellMm / 8, to);
    else to(x[row + 1]!, y[row + 1]!, z[row + 1]!);
  }

  /** An operation, and a level of it, is a layer. */
  #layers(block: Block, fromZ: number, toZ: number): void {
    const other = block.group !== this.#group;
    block.group = this.#group;
    if (!other && (fromZ !== toZ || Math.abs(toZ - block.level) < levelMm)) return;
    block.level = fromZ === toZ ? toZ : Number.NaN;
    block.map.nextLayer();
  }

  /** Straight on from where the tool is, in pieces of a stretch. */
  #line(toX: number, toY: number, toZ: number, heading: Heading): void {
    const { map } = this.#block!;
    const cutter = this.#cutter!;
    const [x, y, z] = [this.#x, this.#y, this.#z];
    const length = Math.sqrt((toX - x) ** 2 + (toY - y) ** 2 + (toZ - z) ** 2);
    const most = Math.max(cutter.radiusMm / 2, 4 * map.cellMm, length / mostPieces);
    let done = 0;
    while (done < length - 1e-9) {
      this.#stretch ??= new Stretch(map, cutter, heading);
      const left = most - this.#stretch.lengthMm;
      // What is shorter than a hundredth of a stretch goes with it.
      const step = length - done < left + most / 100 ? length - done : Math.max(left, most / 100);
      const to = (done + step) / length;
      const [nextX, nextY, nextZ] = [x + (toX - x) * to, y + (toY - y) * to, z + (toZ - z) * to];
      map.sweep(cutter, this.#x, this.#y, this.#z, nextX, nextY, nextZ);
      this.#stretch.add(step, this.#curvature);
      done += step;
      this.#x = nextX;
      this.#y = nextY;
      this.#z = nextZ;
      if (this.#stretch.lengthMm < most * 0.999) continue;
      this.#flush();
      this.#firstRow = this.#row;
    }
  }

  #flush(): void {
    const stretch = this.#stretch;
    this.#stretch = undefined;
    if (!stretch || stretch.lengthMm === 0) return;
    const gathering = this.#gathering!;
    const { columns } = this.#options;
    const { stock } = this.#block!;
    if (stretch.empty) {
      if (!stock.topTold && Math.abs(this.#z - stock.box.top) < topMm) {
        gathering.unknown(
          stretch.lengthMm,
          'How thick the material is above the highest level is not told, so ap is not known there.',
        );
        return;
      }
      gathering.air(stretch.lengthMm);
      for (let row = this.#firstRow; row <= this.#row; row++) columns.put(row, 0, 0, 0);
      return;
    }
    const bite = stretch.bite(this.#feed, this.#confidence(stretch, gathering));
    gathering.cut(bite);
    for (let row = this.#firstRow; row <= this.#row; row++)
      columns.put(row, bite.apMm, bite.aeMm, bite.sectionMm2 ** 2 * bite.lengthMm);
  }

  /** What was cut before is known by the program itself; what was not rests on the stock. */
  #confidence(stretch: Stretch, gathering: EngagementGathering): number {
    const { stock, map, unmodelled, stops } = this.#block!;
    const cutter = this.#cutter!;
    gathering.because(cutter.because);
    let confidence = cutter.confidence * (0.9 - (0.9 - stock.confidence) * stretch.untouched);
    if (stretch.untouched > 0) for (const sentence of stock.because) gathering.because(sentence);
    if (unmodelled) {
      confidence *= afterUnmodelled;
      gathering.because('A tool of which nothing is known has cut here before.');
    }
    if (this.#clampings.stops > stops) {
      confidence *= afterStop;
      gathering.because('Behind a stop the part is taken to lie as before.');
    }
    if (map.cellMm > cutter.radiusMm / 3) {
      confidence *= coarse;
      gathering.because(
        `The model is coarse for this tool: cells of ${Math.round(map.cellMm * 100) / 100} mm.`,
      );
    }
    return confidence;
  }
}
