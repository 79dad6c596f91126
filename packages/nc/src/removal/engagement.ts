/** How much of a tool is in the material: per operation, and per move for whoever colours a path by it. */
import type { Spread } from '../features/operations/weighted.ts';

/**
 * `removal`: material is taken off a model of the stock, move by move. `estimate`: read off levels and the distance of neighbouring ways, without
 * stock; cheaper, and less sure.
 */
export type EngagementModel = 'removal' | 'estimate';

/** Of one operation. Undefined is what cannot be known; `unknown` says why. Spreads leave out a twentieth of the way at either end. */
export interface Engagement {
  readonly model: EngagementModel;
  /** Milling: how far the material that is taken off reaches along the tool's axis. Turning: across the feed. mm; undefined for holes. */
  readonly apMm: Spread | undefined;
  /**
   * Milling: the section that is taken off, over ap; that is the width across the feed for tools with a flat end. Holes: (D - d)/2, with d what was
   * drilled before. mm; undefined for turning.
   */
  readonly aeMm: Spread | undefined;
  /** Milling: of the tool's circumference, as much as is in the material; degrees, 180 in a slot. */
  readonly engagementDeg: Spread | undefined;
  /** cm³/min at the programmed feed. */
  readonly mrrCm3PerMin: Spread | undefined;
  /** Undefined where nothing was modelled. */
  readonly removedMm3: number | undefined;
  /** Way at feed on which nothing is taken off; undefined where nothing was modelled. */
  readonly airMm: number | undefined;
  /** Way at feed of which nothing is known. */
  readonly unknownMm: number;
  /** 0–1, of ap and ae. */
  readonly confidence: number;
  /** What was assumed, and what it rests on: sentences. */
  readonly because: readonly string[];
  readonly unknown: readonly string[];
}

/** Of the rows of the chunk taken last; the arrays may be longer, and are used again for the next chunk. */
export interface MoveEngagement {
  /** mm. NaN: not known, or no cut. 0: nothing is taken off. */
  readonly apMm: Float32Array;
  readonly aeMm: Float32Array;
}

/** A rapid that goes through material that the stock, as it is told, still has there. Coordinates of the stream, mm. */
export interface RapidInStock {
  readonly file: string;
  readonly line: number;
  readonly source: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** How far it is below the material's surface. */
  readonly depthMm: number;
  /** Who has told the stock. */
  readonly known: 'given' | 'note';
}
