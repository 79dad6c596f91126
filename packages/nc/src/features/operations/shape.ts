/** What the ways of one operation look like: sums that tell facing from pocketing and drilling from turning. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { firstEvent, MoveFlag, MoveKind } from '../../moves/move-kind.ts';
import { planeAxes } from '../../moves/plane-axes.ts';

const still = 1e-6;
const bins = 12;
const mostLevels = 256;

/** Lengths in mm. `normal`: along the tool's axis (mill: across the plane). */
export class Shape {
  cutMm = 0;
  cuts = 0;
  /** Feeding along the axis, in and out. */
  plungeMm = 0;
  liftMm = 0;
  /** Across the axis at one level; the part of it on arcs; the part with cutter compensation. */
  levelMm = 0;
  arcMm = 0;
  compensatedMm = 0;
  /** Along and across at once: of lines, of arcs. */
  slopedMm = 0;
  helixMm = 0;
  /** Of the sloped lines those that rise. */
  climbMm = 0;
  rotaryMm = 0;
  threadMm = 0;
  tapMm = 0;
  probes = 0;
  /** Runs of cuts without a rapid or a plunge between; those that end where they began, by number and length. */
  chains = 0;
  closedChains = 0;
  closedMm = 0;
  /** Rapids back to feed. */
  passes = 0;
  plunges = 0;
  /** Lathe: of lines along Z, along X, and along Z in the centre. */
  alongZMm = 0;
  inwardMm = 0;
  outwardMm = 0;
  centreMm = 0;
  /** Lathe: rapids right behind a cut that go towards the centre, and away from it. */
  retractsIn = 0;
  retractsOut = 0;
  /** Lathe: least radius that is cut. */
  minX = Number.POSITIVE_INFINITY;
  maxX = Number.NEGATIVE_INFINITY;
  minZ = Number.POSITIVE_INFINITY;
  maxZ = Number.NEGATIVE_INFINITY;
  /** Holes and passes by `CycleCall.kind`, the deepest of them, and what cycles cut. */
  readonly cycles = new Map<string, number>();
  cycleMm = 0;
  cycleDepthMm = 0;
  readonly levels = new Set<number>();
  /** Straight ways at a level by their direction, 15° a bin, there and back alike. */
  readonly directions = new Float64Array(bins);
  /** First axis, second axis: extent of what is cut. */
  readonly low = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  readonly high = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  readonly #chain = { from1: 0, from2: 0, length: 0, at1: 0, at2: 0 };
  #afterCut = false;

  row(chunk: MoveChunk, row: number, length: number): void {
    const kind = chunk.kind[row]!;
    if (kind >= firstEvent) return;
    const context = chunk.contexts[chunk.context[row]!]!;
    const { first, second, normal } = planeAxes(context.plane);
    const axes = [chunk.x, chunk.y, chunk.z];
    const d1 = axes[first]![row + 1]! - axes[first]![row]!;
    const d2 = axes[second]![row + 1]! - axes[second]![row]!;
    const dn = axes[normal]![row + 1]! - axes[normal]![row]!;
    if ((chunk.flags[row]! & MoveFlag.cycleStart) !== 0 && context.cycle) {
      const { kind: name, depthMm } = context.cycle;
      this.cycles.set(name, (this.cycles.get(name) ?? 0) + 1);
      this.cycleDepthMm = Math.max(this.cycleDepthMm, depthMm);
    }
    if (kind === MoveKind.rapid) {
      this.#endChain();
      const dx = chunk.x[row + 1]! - chunk.x[row]!;
      if (this.#afterCut) {
        if (dx < -still) this.retractsIn += 1;
        else if (dx > still) this.retractsOut += 1;
        if (Math.abs(dx) > still) this.#afterCut = false;
      }
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
    if (context.compensation !== 'off') this.compensatedMm += length;
    if (turned(chunk, row)) this.rotaryMm += length;
    this.#turning(chunk, row, length);
    const flat = Math.abs(d1) + Math.abs(d2) < still && kind !== MoveKind.arc;
    if (flat && dn < 0) {
      this.plungeMm += length;
      if (!this.#plunging) this.plunges += 1;
      this.#plunging = true;
      this.#endChain();
      return;
    }
    this.#plunging = false;
    if (flat) {
      this.liftMm += length;
      this.#endChain();
      return;
    }
    if (Math.abs(dn) > 1e-4 * length + still) {
      if (kind === MoveKind.arc) this.helixMm += length;
      else {
        this.slopedMm += length;
        if (dn > 0) this.climbMm += length;
      }
    } else {
      this.levelMm += length;
      if (kind === MoveKind.arc) this.arcMm += length;
      else {
        const angle = Math.atan2(d2, d1) / Math.PI + 1;
        this.directions[Math.round(angle * bins) % bins]! += length;
      }
      if (this.levels.size < mostLevels) this.levels.add(Math.round(axes[normal]![row + 1]! * 100));
    }
    const chain = this.#chain;
    if (chain.length === 0) {
      chain.from1 = axes[first]![row]!;
      chain.from2 = axes[second]![row]!;
    }
    chain.length += length;
    chain.at1 = axes[first]![row + 1]!;
    chain.at2 = axes[second]![row + 1]!;
    this.#extend(0, chain.at1);
    this.#extend(1, chain.at2);
    if (kind === MoveKind.arc) {
      // A whole circle ends where it began: the point opposite the start stands for its extent.
      this.#extend(0, 2 * chunk.centre1[row]! - axes[first]![row]!);
      this.#extend(1, 2 * chunk.centre2[row]! - axes[second]![row]!);
    }
  }

  #plunging = false;

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
    if (placed && Math.abs(x) < this.minX) this.minX = Math.abs(x);
    if (placed && Math.abs(x) > this.maxX) this.maxX = Math.abs(x);
    if (z < this.minZ) this.minZ = z;
    if (z > this.maxZ) this.maxZ = z;
    if (Math.abs(dx) < still) {
      this.alongZMm += length;
      if (placed && Math.abs(x) < 0.05) this.centreMm += length;
    } else if (Math.abs(dz) < still) {
      if (dx * Math.sign(x || 1) < 0 || placed === false) this.inwardMm += length;
      else this.outwardMm += length;
    }
  }

  #endChain(): void {
    const chain = this.#chain;
    if (chain.length === 0) return;
    this.chains += 1;
    if (Math.hypot(chain.at1 - chain.from1, chain.at2 - chain.from2) < 0.01 + 0.02 * chain.length) {
      this.closedChains += 1;
      this.closedMm += chain.length;
    }
    chain.length = 0;
  }

  /** Half the way around the box of what is cut. */
  get span(): number {
    return this.high[0]! < this.low[0]! ? 0 : this.high[0]! - this.low[0]! + this.high[1]! - this.low[1]!;
  }

  finish(): this {
    this.#endChain();
    return this;
  }
}

const turned = ({ a, b, c }: MoveChunk, row: number): boolean =>
  Math.abs(a[row + 1]! - a[row]!) + Math.abs(b[row + 1]! - b[row]!) + Math.abs(c[row + 1]! - c[row]!) > 1e-4;
