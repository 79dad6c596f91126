/** What the ways of a program are, as numbers: one reducer over the stream of moves, for each tool or operation. */
import type { MoveChunk } from '../moves/move-chunk.ts';
import type { MoveContext } from '../moves/move-context.ts';
import { firstEvent, MoveFlag, MoveKind } from '../moves/move-kind.ts';
import { planeAxes } from '../moves/plane-axes.ts';
import { Way } from '../moves/way.ts';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A level at which is cut across the tool's axis. */
export interface DepthLevel {
  /** In the program's coordinates along the axis across the plane, mm. */
  readonly atMm: number;
  readonly cutMm: number;
}

/** Holes that are alike: the same cycle to the same depth. */
export interface HolePattern {
  /** `CycleCall.kind`. */
  readonly kind: string;
  readonly depthMm: number;
  readonly peckMm: number;
  /** 0 where it is no tapping. */
  readonly pitchMm: number;
  readonly holes: number;
}

export interface PathFeatures {
  /** Way at feed, threads and taps included; mm. */
  readonly cutMm: number;
  readonly rapidMm: number;
  /**
   * Of what is cut, in the program's coordinates, mm: of arcs their ends and the middle of their way. `undefined` along an axis that the program
   * does not place.
   */
  readonly box: readonly [Range | undefined, Range | undefined, Range | undefined];
  /** Ways across the axis at one level, the longest first; at most 64. */
  readonly levels: readonly DepthLevel[];
  /** Changes of direction of more than 10° between two ways that are cut. */
  readonly corners: number;
  /** Of the smallest arc; undefined without one. */
  readonly minRadiusMm: number | undefined;
  readonly holes: readonly HolePattern[];
  /** Of the moves that are cut, those whose length weighs: mm/min, or mm per turn, as `MoveContext.feedMode`. */
  readonly feed: Range | undefined;
  /** Turns per minute; at constant cutting speed as far as the diameter tells. */
  readonly rpm: Range | undefined;
  /** Programmed at constant cutting speed; m/min. */
  readonly surfaceSpeed: Range | undefined;
  readonly moves: number;
}

const cornerCosine = Math.cos((10 * Math.PI) / 180);
const levelMm = 0.001;
const mostLevels = 64;
/** A helix of so little rise for its way is a level: what a ramp is not. */
const levelRise = 0.001;

export interface PathReducer {
  take(chunk: MoveChunk): void;
  finish(): ReadonlyMap<number, PathFeatures>;
}

/** `groupOf`: see `TimeOptions`. */
export function pathReducer(groupOf: (chunk: MoveChunk, row: number) => number = () => 0): PathReducer {
  const groups = new Map<number, Gathering>();
  const way = new Way();
  let latest = -1;
  let gathering = new Gathering(way);
  return {
    take(chunk) {
      for (let row = 0; row < chunk.count; row++) {
        const group = groupOf(chunk, row);
        // Rows of a group come together.
        if (group !== latest) {
          gathering = groups.get(group) ?? new Gathering(way);
          groups.set(group, gathering);
          latest = group;
        }
        gathering.row(chunk, row);
      }
    },
    finish: () => new Map([...groups].map(([group, gathering]) => [group, gathering.features()])),
  };
}

class Gathering {
  #cutMm = 0;
  #rapidMm = 0;
  #moves = 0;
  #corners = 0;
  #minRadius = Number.POSITIVE_INFINITY;
  readonly #box = [new Extent(), new Extent(), new Extent()] as const;
  readonly #feed = new Extent();
  readonly #rpm = new Extent();
  readonly #surface = new Extent();
  readonly #levels = new Map<number, number>();
  readonly #holes = new Map<
    string,
    { kind: string; depthMm: number; peckMm: number; pitchMm: number; holes: number }
  >();
  readonly #way: Way;
  /** Where the last way that was cut headed at its end; nothing after anything else. */
  #after = false;
  #lastX = 0;
  #lastY = 0;
  #lastZ = 0;

  constructor(way: Way) {
    this.#way = way;
  }

  row(chunk: MoveChunk, row: number): void {
    const kind = chunk.kind[row]!;
    if (kind >= firstEvent) {
      this.#after = false;
      return;
    }
    const context = chunk.contexts[chunk.context[row]!]!;
    this.#countHole(context, chunk.flags[row]!);
    const way = this.#way;
    if (!way.read(chunk, row)) return;
    if (kind === MoveKind.rapid) {
      this.#rapidMm += way.length;
      this.#after = false;
      return;
    }
    this.#moves += 1;
    this.#cutMm += way.length;
    const straight = this.#lastX * way.beginX + this.#lastY * way.beginY + this.#lastZ * way.beginZ;
    if (this.#after && straight < cornerCosine) this.#corners += 1;
    this.#after = true;
    this.#lastX = way.endX;
    this.#lastY = way.endY;
    this.#lastZ = way.endZ;
    if (way.radius < this.#minRadius) this.#minRadius = way.radius;
    this.#extend(chunk, row, context);
    this.#level(chunk, row, context);
    if (chunk.feed[row]! > 0) this.#feed.add(chunk.feed[row]!);
    if (context.speedMode === 'surface') this.#surface.add(context.speed);
    else if (context.spindle !== 'off') this.#rpm.add(context.speed);
  }

  #countHole({ cycle }: MoveContext, flags: number): void {
    if (!cycle || (flags & MoveFlag.cycleStart) === 0) return;
    const { kind, depthMm, peckMm, pitchMm } = cycle;
    const depth = Math.round(depthMm * 1000) / 1000;
    const key = JSON.stringify([kind, depth, peckMm, pitchMm]);
    const known = this.#holes.get(key);
    if (known) known.holes += 1;
    else this.#holes.set(key, { kind, depthMm: depth, peckMm, pitchMm, holes: 1 });
  }

  #extend(chunk: MoveChunk, row: number, { placement: { offsetMm }, plane }: MoveContext): void {
    const unplaced = chunk.unplaced[row]!;
    if ((unplaced & 1) === 0) this.#box[0].add(chunk.x[row + 1]! - offsetMm[0]);
    if ((unplaced & 2) === 0) this.#box[1].add(chunk.y[row + 1]! - offsetMm[1]);
    if ((unplaced & 4) === 0) this.#box[2].add(chunk.z[row + 1]! - offsetMm[2]);
    if (chunk.kind[row] !== MoveKind.arc) return;
    const { first, second } = planeAxes(plane);
    this.#box[first]!.add(this.#way.middle1 - offsetMm[first]!);
    this.#box[second]!.add(this.#way.middle2 - offsetMm[second]!);
  }

  #level(chunk: MoveChunk, row: number, { plane, placement }: MoveContext): void {
    const { normal } = planeAxes(plane);
    if ((chunk.unplaced[row]! & (1 << normal)) !== 0) return;
    const { deltas, length } = this.#way;
    if (Math.abs(deltas[normal]!) > length * levelRise) return;
    const along = normal === 2 ? chunk.z : normal === 1 ? chunk.y : chunk.x;
    const level = Math.round((along[row + 1]! - placement.offsetMm[normal]!) / levelMm);
    this.#levels.set(level, (this.#levels.get(level) ?? 0) + length);
    // A surface of free form has thousands: the shortest of them are none.
    if (this.#levels.size > 4 * mostLevels) this.#keepLongest();
  }

  #keepLongest(): void {
    const kept = [...this.#levels].sort((a, b) => b[1] - a[1]).slice(0, 2 * mostLevels);
    this.#levels.clear();
    for (const [level, way] of kept) this.#levels.set(level, way);
  }

  features(): PathFeatures {
    return {
      cutMm: this.#cutMm,
      rapidMm: this.#rapidMm,
      box: [this.#box[0].range(), this.#box[1].range(), this.#box[2].range()],
      levels: [...this.#levels]
        .sort((a, b) => b[1] - a[1])
        .slice(0, mostLevels)
        .map(([level, cutMm]) => ({ atMm: level * levelMm, cutMm })),
      corners: this.#corners,
      minRadiusMm: Number.isFinite(this.#minRadius) ? this.#minRadius : undefined,
      holes: [...this.#holes.values()],
      feed: this.#feed.range(),
      rpm: this.#rpm.range(),
      surfaceSpeed: this.#surface.range(),
      moves: this.#moves,
    };
  }
}

class Extent {
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;

  add(value: number): void {
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
  }

  range(): Range | undefined {
    return this.#min <= this.#max ? { min: this.#min, max: this.#max } : undefined;
  }
}
