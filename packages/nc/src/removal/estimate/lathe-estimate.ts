/** ap of a lathe without stock: what the cycle says, or how far a pass lies beside the one before. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { firstEvent, MoveKind } from '../../moves/move-kind.ts';
import { Way } from '../../moves/way.ts';
import { feedPerS } from '../../time/piece.ts';
import type { Columns, RowModel } from '../columns.ts';
import type { Groups } from '../groups.ts';
import { TurnedRows } from '../lathe/turned.ts';
import type { TurningTool } from '../lathe/turning-tool.ts';

export interface LatheEstimateOptions {
  readonly toolOf: (workOffset: number, tool: number) => TurningTool;
  readonly groups: Groups;
  readonly columns: Columns;
}

const byCycle = 0.6;
const byPass = 0.45;
/** Farther than this a pass is no step from the one before. */
const mostStepMm = 8;

export class LatheEstimate implements RowModel {
  readonly #options: LatheEstimateOptions;
  readonly #rows = new TurnedRows();
  readonly #way = new Way();
  #group = -1;
  /** Something was cut along the part since the last rapid. */
  #inPass = false;
  /** Of the pass before, by what stays in a pass: radius for turning, Z for facing. */
  readonly #before = { along: Number.NaN, across: Number.NaN, thread: Number.NaN };
  /** How deep the pass at hand is. */
  readonly #depth = { along: Number.NaN, across: Number.NaN, thread: Number.NaN };

  constructor(options: LatheEstimateOptions) {
    this.#options = options;
  }

  end(): void {}

  row(chunk: MoveChunk, row: number, group: number): void {
    const kind = chunk.kind[row]!;
    if (kind >= firstEvent) return;
    const context = chunk.contexts[chunk.context[row]!]!;
    const turned = this.#rows.read(chunk, row, context);
    if (kind === MoveKind.rapid) this.#inPass = false;
    if (kind === MoveKind.rapid || kind === MoveKind.probe || !this.#way.read(chunk, row)) return;
    const gathering = this.#options.groups.of(group);
    const { length } = this.#way;
    if (!turned) {
      gathering.unknown(length, this.#rows.problem ?? 'Only rotary axes move.');
      return;
    }
    if (group !== this.#group) {
      this.#group = group;
      for (const way of ['along', 'across', 'thread'] as const) {
        this.#before[way] = Number.NaN;
        this.#depth[way] = Number.NaN;
      }
    }
    const tool = this.#options.toolOf(context.workOffset, context.tool);
    const feedMmPerMin = feedPerS(chunk, row, length) * 60;
    const common = { lengthMm: length, angleDeg: Number.NaN, feedMmPerMin };
    if (turned === 'centre') {
      if (tool.drillMm === undefined) gathering.unknown(length, 'The diameter of the drill is not told.');
      else if (this.#rows.toZ < this.#rows.fromZ) {
        const aeMm = tool.drillMm / 2;
        gathering.because('Holes are taken to be drilled into the solid.');
        gathering.cut({
          ...common,
          apMm: Number.NaN,
          aeMm,
          sectionMm2: Math.PI * aeMm ** 2,
          confidence: 0.6 * tool.confidence,
        });
        this.#options.columns.put(row, Number.NaN, aeMm, 1);
      }
      return;
    }
    const { cycle } = context;
    const cycled =
      turned !== 'thread' &&
      cycle &&
      ['rough-turn', 'rough-face', 'pattern'].includes(cycle.kind) &&
      cycle.depthMm > 0;
    const apMm = cycled ? cycle.depthMm : tool.grooves ? (tool.widthMm ?? Number.NaN) : this.#step(turned);
    if (!(apMm > 0)) {
      gathering.unknown(
        length,
        'The depth of a pass follows from the one before it; of the first it is not known.',
      );
      return;
    }
    gathering.because(
      cycled ? 'ap is the depth that the cycle is given.' : 'ap is the step from the pass before.',
    );
    // A ring at the radius of the pass.
    const radius = (this.#rows.fromRadius + this.#rows.toRadius) / 2;
    const sectionMm2 = turned === 'thread' ? Number.NaN : 2 * Math.PI * radius * apMm;
    const confidence = (cycled ? byCycle : byPass) * tool.confidence;
    gathering.cut({ ...common, apMm, aeMm: Number.NaN, sectionMm2, confidence });
    this.#options.columns.put(row, apMm, Number.NaN, 1);
  }

  #step(turned: 'along' | 'across' | 'thread'): number {
    const at = turned === 'across' ? this.#rows.toZ : this.#rows.toRadius;
    const level = turned === 'across' || Math.abs(this.#rows.toRadius - this.#rows.fromRadius) < 1e-3;
    if (!level) return this.#depth[turned];
    const before = this.#before[turned];
    if (at === before) return this.#depth[turned];
    // Another radius within a pass is the contour's, not the next pass.
    if (turned === 'along' && this.#inPass) return Number.NaN;
    if (turned === 'along') this.#inPass = true;
    this.#before[turned] = at;
    const step = Math.abs(before - at);
    this.#depth[turned] = step <= mostStepMm ? step : Number.NaN;
    return this.#depth[turned];
  }
}
