/** What the ways of one operation look like: sums that tell facing from pocketing and drilling from turning. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { firstEvent, MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { Chains } from './chains.ts';
import { Coverage } from './coverage.ts';
import { Helices } from './helices.ts';
import { Holes } from './holes.ts';
import { Lines } from './lines.ts';
import { Visits } from './visits.ts';
import { Walls } from './walls.ts';

const still = 1e-6;
const mostLevels = 256;
/** mm out of the part that part one way from the next; less goes over a tab. */
const lifted = 2;

/** Lengths in mm. The tool's axis is Z: on a mill arcs in other planes lead in and out. */
export class Shape {
  /** Of the tool; 0 while it is not known. */
  diameterMm = 0;
  cutMm = 0;
  cuts = 0;
  /** Feeding along the axis, in and out. */
  plungeMm = 0;
  liftMm = 0;
  /** Across the axis at one level; the part of it on arcs; the part with cutter compensation. */
  levelMm = 0;
  arcMm = 0;
  compensatedMm = 0;
  /** From one place to the next at a feed, above the part: what posts without rapids write. */
  linkMm = 0;
  /** Along and across at once: of lines, of arcs. */
  slopedMm = 0;
  helixMm = 0;
  helixRadiusMm = 0;
  /** Of the sloped lines those that rise. */
  climbMm = 0;
  rotaryMm = 0;
  threadMm = 0;
  tapMm = 0;
  /** Of taps and threads; 0 where none is cut. */
  pitchMm = 0;
  probes = 0;
  readonly chains = new Chains();
  /** Rapids back to feed. */
  passes = 0;
  plunges = 0;
  /** Lathe: of lines along Z, along X, and along Z in the centre. */
  alongZMm = 0;
  inwardMm = 0;
  outwardMm = 0;
  centreMm = 0;
  /** Lathe: least radius that is cut. */
  minX = Number.POSITIVE_INFINITY;
  maxX = Number.NEGATIVE_INFINITY;
  minZ = Number.POSITIVE_INFINITY;
  maxZ = Number.NEGATIVE_INFINITY;
  /** Holes and passes by `CycleCall.kind`, the deepest of them, and what cycles cut. */
  readonly cycles = new Map<string, number>();
  cycleMm = 0;
  cycleDepthMm = 0;
  /** Holes with G85, which feeds out as it fed in. */
  fedOut = 0;
  /** Mill: of the ways across the axis. */
  lowestZ = Number.POSITIVE_INFINITY;
  highestZ = Number.NEGATIVE_INFINITY;
  readonly levels = new Set<number>();
  readonly holes = new Holes();
  readonly helices = new Helices();
  readonly walls = new Walls();
  readonly visits = new Visits();
  #coverage: Coverage | undefined;
  /** Straight ways at a level. */
  readonly lines = new Lines();
  /** First axis, second axis: extent of what is cut. */
  readonly low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  readonly high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  #afterCut = false;
  /** Lathe: along X at feed, whatever else moves. */
  acrossMm = 0;
  /** Lathe: of what was cut along a contour that the program went through before, as G70 does. */
  againMm = 0;

  row(chunk: MoveChunk, row: number, { length, lathe }: { length: number; lathe: boolean }): void {
    const kind = chunk.kind[row]!;
    if (kind >= firstEvent) return;
    const context = chunk.contexts[chunk.context[row]!]!;
    const { x, y, z } = chunk;
    const d1 = lathe ? z[row + 1]! - z[row]! : x[row + 1]! - x[row]!;
    const d2 = lathe ? x[row + 1]! - x[row]! : y[row + 1]! - y[row]!;
    const dn = lathe ? y[row + 1]! - y[row]! : z[row + 1]! - z[row]!;
    if ((chunk.flags[row]! & MoveFlag.cycleStart) !== 0 && context.cycle) {
      const { code, kind: name, depthMm, bottomMm, pitchMm } = context.cycle;
      if (code === 85) this.fedOut += 1;
      this.cycles.set(name, (this.cycles.get(name) ?? 0) + 1);
      this.cycleDepthMm = Math.max(this.cycleDepthMm, depthMm);
      this.pitchMm = Math.max(this.pitchMm, pitchMm);
      if (!lathe) this.holes.add(x[row + 1]!, y[row + 1]!, { bottomMm, depthMm });
    }
    if (kind === MoveKind.rapid) {
      this.chains.end();
      this.#plunging = false;
      this.#lifted = false;
      this.helices.end();
      if (lathe) {
        this.walls.rapid(chunk, row);
        this.visits.rapid(chunk, row);
      }
      this.#afterCut = false;
      return;
    }
    if (length === 0) return;
    if (!this.#afterCut) this.passes += 1;
    this.#afterCut = true;
    this.cuts += 1;
    this.cutMm += length;
    if ((chunk.flags[row]! & MoveFlag.cycle) !== 0) this.cycleMm += length;
    if (kind === MoveKind.thread) this.threadMm += length;
    else if (kind === MoveKind.tap) this.tapMm += length;
    else if (kind === MoveKind.probe) this.probes += 1;
    if (kind === MoveKind.thread || kind === MoveKind.tap)
      this.pitchMm = Math.max(this.pitchMm, chunk.feed[row]!);
    if (context.compensation !== 'off') this.compensatedMm += length;
    if (turned(chunk, row)) this.rotaryMm += length;
    if (lathe) this.#turning(chunk, row, length);
    const flat =
      Math.abs(d1) + Math.abs(d2) < still && (kind !== MoveKind.arc || context.plane !== (lathe ? 18 : 17));
    if (flat && dn < 0) {
      this.plungeMm += length;
      if (!this.#plunging) this.plunges += 1;
      this.#plunging = true;
      this.#lifted = false;
      if (!lathe && (chunk.flags[row]! & MoveFlag.cycle) === 0)
        this.holes.add(x[row]!, y[row]!, { bottomMm: z[row + 1]!, depthMm: z[row]! - z[row + 1]! });
      this.chains.end();
      return;
    }
    this.#plunging = false;
    if (flat) {
      this.liftMm += length;
      if (dn > lifted) {
        this.#lifted = !lathe;
        this.chains.end();
      }
      return;
    }
    if (this.#lifted && Math.abs(dn) <= 1e-4 * length + still) {
      this.linkMm += length;
      return;
    }
    this.#lifted = false;
    const first = lathe ? z : x;
    const second = lathe ? x : y;
    const arc = kind === MoveKind.arc && context.plane === (lathe ? 18 : 17);
    if (Math.abs(dn) > 1e-4 * length + still || (kind === MoveKind.arc && !arc)) {
      if (arc) {
        this.helixMm += length;
        this.helices.helix(chunk, row, length);
        const radius = Math.hypot(chunk.centre1[row]! - x[row]!, chunk.centre2[row]! - y[row]!);
        this.helixRadiusMm = Math.max(this.helixRadiusMm, radius);
      } else {
        this.slopedMm += length;
        if (dn > 0) this.climbMm += length;
      }
    } else {
      this.levelMm += length;
      if (arc) this.arcMm += length;
      else this.lines.add(chunk, row, { d1, d2, length });
      if (!lathe && this.levels.size < mostLevels) this.levels.add(Math.round(z[row + 1]! * 100));
    }
    const at1 = first[row + 1]!;
    const at2 = second[row + 1]!;
    this.chains.add(first[row]!, second[row]!, { at1, at2, length });
    this.#extend(0, first[row]!);
    this.#extend(1, second[row]!);
    this.#extend(0, at1);
    this.#extend(1, at2);
    // A whole circle ends where it began: the point opposite the start stands for its extent.
    const far1 = arc ? 2 * chunk.centre1[row]! - first[row]! : at1;
    const far2 = arc ? 2 * chunk.centre2[row]! - second[row]! : at2;
    const whole = arc && Math.hypot(d1, d2) < 0.05 * length;
    if (whole) {
      this.#extend(0, far1);
      this.#extend(1, far2);
    }
    if (lathe) return;
    this.helices.way(chunk, row, length);
    if (z[row + 1]! < this.lowestZ) this.lowestZ = z[row + 1]!;
    if (z[row + 1]! > this.highestZ) this.highestZ = z[row + 1]!;
    this.#coverage ??= new Coverage(this.diameterMm);
    if (whole) {
      this.#coverage.add(first[row]!, second[row]!, { at1: far1, at2: far2, level: z[row + 1]! });
      this.#coverage.add(far1, far2, { at1, at2, level: z[row + 1]! });
    } else this.#coverage.add(first[row]!, second[row]!, { at1, at2, level: z[row + 1]! });
  }

  #plunging = false;
  #lifted = false;

  #extend(axis: 0 | 1, at: number): void {
    if (at < this.low[axis]!) this.low[axis] = at;
    if (at > this.high[axis]!) this.high[axis] = at;
  }

  #turning(chunk: MoveChunk, row: number, length: number): void {
    const { offsetMm } = chunk.contexts[chunk.context[row]!]!.placement;
    const x = chunk.x[row + 1]! - offsetMm[0];
    const z = chunk.z[row + 1]! - offsetMm[2];
    const dx = chunk.x[row + 1]! - chunk.x[row]!;
    const dz = chunk.z[row + 1]! - chunk.z[row]!;
    const placed = (chunk.unplaced[row]! & 1) === 0;
    this.visits.feed(chunk, row);
    this.walls.feed(chunk, row, { dx, dz, radius: placed && length > 1 ? Math.abs(x) : undefined });
    if (Math.abs(dx) > still) this.acrossMm += Math.abs(dx);
    if (placed && Math.abs(x) < this.minX) this.minX = Math.abs(x);
    if (placed && Math.abs(x) > this.maxX) this.maxX = Math.abs(x);
    if (z < this.minZ) this.minZ = z;
    if (z > this.maxZ) this.maxZ = z;
    if (Math.abs(dx) < still) {
      this.alongZMm += length;
      if (placed && Math.abs(x) < 0.05) this.centreMm += length;
    } else if (Math.abs(dz) < still) {
      // Past the centre, as facing goes, is inwards as well.
      if (Math.abs(x) < Math.abs(x - dx) || placed === false) this.inwardMm += length;
      else this.outwardMm += length;
    }
  }

  /** Half the way around the box of what is cut. */
  get span(): number {
    return this.high[0]! < this.low[0]! ? 0 : this.high[0]! - this.low[0]! + this.high[1]! - this.low[1]!;
  }

  /** See `Coverage`. */
  get times(): number {
    return this.#coverage?.times ?? 0;
  }

  /** See `Lines`. */
  get stepMm(): number | undefined {
    return this.lines.stepMm(this.levelMm);
  }

  /** Lathe: above 0 it works inside, below outside. */
  get inside(): number {
    // How a roughing cycle draws back is the control's affair.
    if (this.cycles.has('rough-turn')) return 0;
    const sides = 3 * (this.visits.inside - this.visits.outside);
    return this.alongZMm < 0.4 * this.cutMm ? sides : sides + this.walls.inside;
  }

  finish(): this {
    this.chains.end();
    this.helices.end();
    return this;
  }
}

const turned = ({ a, b, c }: MoveChunk, row: number): boolean =>
  Math.abs(a[row + 1]! - a[row]!) + Math.abs(b[row + 1]! - b[row]!) + Math.abs(c[row + 1]! - c[row]!) > 1e-4;
