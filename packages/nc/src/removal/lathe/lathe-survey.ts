/** First reading of a lathe's program: how far it reaches, how its first passes lie, and on which side each tool cuts. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { type Turned, TurnedRows } from './turned.ts';
import type { Retracts } from './turning-tool.ts';

export interface LatheSurveyed {
  readonly units: 'mm' | 'inch';
  readonly minZ: number;
  readonly maxZ: number;
  /** Z0 of the work offset. */
  readonly zero: number;
  /** By tool, in the order in which they are cut: radii of cuts along Z, in thousandths. */
  readonly radii: ReadonlyMap<number, ReadonlySet<number>>;
  /** Z of cuts towards the axis, in thousandths, in their order. */
  readonly faces: ReadonlySet<number>;
  /** Way at feed along Z, mm: what a resolution costs. */
  readonly alongMm: number;
  /** Where G71 begins, the farthest out; 0 without. */
  readonly roughedFromMm: number;
  readonly retracts: ReadonlyMap<number, Retracts>;
}

const mostLevels = 4096;

type Writable<Of> = { -readonly [Key in keyof Of]: Of[Key] };
type Gathering = Writable<Omit<LatheSurveyed, 'radii' | 'faces' | 'retracts'>> & {
  readonly radii: Map<number, Set<number>>;
  readonly faces: Set<number>;
  readonly retracts: Map<number, Retracts>;
};

/** By work offset. */
export class LatheSurvey {
  readonly #found = new Map<number, Gathering>();
  readonly #rows = new TurnedRows();
  #afterCut = false;

  take(chunk: MoveChunk): void {
    for (let row = 0; row < chunk.count; row++) {
      const context = chunk.contexts[chunk.context[row]!]!;
      const turned = this.#rows.read(chunk, row, context);
      if (!turned) continue;
      let found = this.#found.get(context.workOffset);
      if (!found) {
        found = {
          units: context.units,
          minZ: Number.POSITIVE_INFINITY,
          maxZ: Number.NEGATIVE_INFINITY,
          zero: context.placement.offsetMm[2],
          radii: new Map(),
          faces: new Set(),
          roughedFromMm: 0,
          alongMm: 0,
          retracts: new Map(),
        };
        this.#found.set(context.workOffset, found);
      }
      if (context.cycle?.kind === 'rough-turn' && (chunk.flags[row]! & MoveFlag.cycleStart) !== 0)
        found.roughedFromMm = Math.max(found.roughedFromMm, this.#rows.fromRadius);
      if (chunk.kind[row] === MoveKind.rapid) this.#rapid(found, context.tool);
      else this.#cut(found, turned, context.tool);
    }
  }

  #rapid({ retracts }: Gathering, tool: number): void {
    const way = this.#rows.toRadius - this.#rows.fromRadius;
    if (!this.#afterCut || Math.abs(way) < 1e-6) return;
    this.#afterCut = false;
    const known = retracts.get(tool) ?? { inwards: 0, outwards: 0 };
    if (way < 0) known.inwards += 1;
    else known.outwards += 1;
    retracts.set(tool, known);
  }

  #cut(found: Gathering, turned: Turned, tool: number): void {
    const { fromRadius, toRadius, fromZ, toZ } = this.#rows;
    this.#afterCut = true;
    found.alongMm += Math.abs(toZ - fromZ);
    found.minZ = Math.min(found.minZ, fromZ, toZ);
    found.maxZ = Math.max(found.maxZ, fromZ, toZ);
    const level = (of: Set<number>, at: number): void => {
      if (of.size < mostLevels) of.add(Math.round(at * 1000));
    };
    if (turned === 'across' && toRadius < fromRadius) level(found.faces, toZ);
    else if (turned === 'along' && Math.abs(toRadius - fromRadius) < 1e-6) {
      const radii = found.radii.get(tool) ?? new Set();
      found.radii.set(tool, radii);
      level(radii, toRadius);
    }
  }

  finish(): ReadonlyMap<number, LatheSurveyed> {
    return this.#found;
  }
}
