/** n, vc, vf, f and fz of an operation: what was programmed, and what follows from it where the tool is known. */
import type { MoveChunk } from '../../moves/move-chunk.ts';
import { MoveKind } from '../../moves/move-kind.ts';
import { spindleRpm } from '../../time/piece.ts';
import type { ProgramTool } from '../tools/tools.ts';
import { type Spread, spreadOf, Weighted } from './weighted.ts';

/** Undefined where it cannot be known; `unknown` says why. */
export interface CuttingData {
  /** Turns per minute while it cuts. */
  readonly n: Spread | undefined;
  /** m/min: of the tool's diameter, or on a lathe of the diameters that are turned. */
  readonly vc: Spread | undefined;
  /** mm per turn, and mm/min. */
  readonly f: Spread | undefined;
  readonly vf: Spread | undefined;
  /** mm per tooth. */
  readonly fz: Spread | undefined;
  /** mm/min of moves along the tool's axis only, inwards. */
  readonly vfPlunge: Spread | undefined;
  /** 0–1: of vc and fz, the surest that the tool's diameter and flutes allow. */
  readonly confidence: number;
  /** Sentences. */
  readonly unknown: readonly string[];
}

export class CuttingGathering {
  readonly #n = new Weighted();
  readonly #vc = new Weighted();
  readonly #f = new Weighted();
  readonly #vf = new Weighted();
  readonly #plunge = new Weighted();
  #still = false;
  #noFeed = false;

  row(chunk: MoveChunk, row: number, { length, lathe }: { length: number; lathe: boolean }): void {
    const context = chunk.contexts[chunk.context[row]!]!;
    const kind = chunk.kind[row]!;
    const on = context.spindle !== 'off';
    const n = on ? spindleRpm(chunk, row) : 0;
    if (n > 0) this.#n.add(n, length);
    else this.#still = true;
    if (lathe && n > 0) {
      if (context.speedMode === 'surface') this.#vc.add(context.speed, length);
      else {
        const x = chunk.x[row + 1]! - context.placement.offsetMm[0];
        if ((chunk.unplaced[row]! & 1) === 0) this.#vc.add((2 * Math.PI * Math.abs(x) * n) / 1000, length);
      }
    }
    const feed = chunk.feed[row]!;
    if (feed === 0) {
      this.#noFeed = true;
      return;
    }
    const turns = context.feedMode === 'per-revolution' || kind === MoveKind.thread || kind === MoveKind.tap;
    const vf = turns ? feed * n : context.feedMode === 'inverse-time' ? feed * length : feed;
    const along = chunk.z[row + 1]! - chunk.z[row]!;
    const plunging =
      !lathe &&
      context.cycle === undefined &&
      along < 0 &&
      chunk.x[row] === chunk.x[row + 1] &&
      chunk.y[row] === chunk.y[row + 1];
    if (plunging) {
      this.#plunge.add(vf, length);
      return;
    }
    if (turns) this.#f.add(feed, length);
    else if (n > 0) this.#f.add(vf / n, length);
    if (vf > 0) this.#vf.add(vf, length);
  }

  /** `turned`: vc is that of the diameter of the part. */
  data(tool: ProgramTool | undefined, { number, turned }: { number: number; turned: boolean }): CuttingData {
    const unknown: string[] = [];
    const n = this.#n.spread();
    const plunge = this.#plunge.spread();
    // A program that only plunges (holes without a cycle) has that as its feed.
    const vf = this.#vf.spread() ?? plunge;
    const f = this.#f.spread() ?? (n && plunge ? spreadOf(plunge, (each) => each / n.typical) : undefined);
    if (this.#still && n) unknown.push('Parts of it are cut with a spindle that stands.');
    else if (!n) unknown.push('The spindle stands, or its speed is not programmed.');
    if (this.#noFeed) unknown.push('Some moves at feed have no feed.');
    const named = number > 0 ? `tool ${number}` : 'the tool';
    let vc = turned ? this.#vc.spread() : undefined;
    let confidence = vc ? 0.9 : 0;
    if (!turned && n) {
      const diameter = tool?.diameterMm;
      vc = diameter && spreadOf(n, (each) => (Math.PI * diameter.value * each) / 1000);
      confidence = diameter?.confidence ?? 0;
      if (!diameter) unknown.push(`vc: the diameter of ${named} is not told.`);
    }
    const flutes = tool?.flutes;
    const fz = !turned && f && flutes ? spreadOf(f, (each) => each / flutes.value) : undefined;
    if (!turned && f && !flutes && cutsWithTeeth(tool))
      unknown.push(`fz: the number of flutes of ${named} is not told.`);
    return { n, vc, f, vf, fz, vfPlunge: plunge, confidence, unknown };
  }
}

/** Of a drill or tap nobody programs the feed by the tooth. */
const cutsWithTeeth = (tool: ProgramTool | undefined): boolean =>
  !['drill', 'spot-drill', 'centre-drill', 'tap', 'probe', 'boring-bar'].includes(tool?.kind?.value ?? '');
