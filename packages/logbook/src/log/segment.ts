/** A segment as the log holds it: the open one with its image in memory, sealed ones loaded from disk when somebody asks. */
import { readFileSync } from 'node:fs';
import type { Keyring } from '../crypt/keyring.ts';
import { type Hole, type SegmentFrame, scanSegment } from '../segments/scan-segment.ts';

/** What queries see of a segment: its durable frames. */
export interface MemorySegment {
  readonly name: string;
  readonly path: string;
  readonly epoch: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Offset in the file after the last of them. */
  readonly endOffset: number;
  /** In seq order; those of the open segment grow. */
  readonly frames: readonly SegmentFrame[];
}

export interface SegmentPlace {
  readonly index: number;
  readonly name: string;
  readonly path: string;
  readonly epoch: number;
  readonly firstSeq: number;
}

export type OnHoles = (holes: readonly Hole[], segment: MemorySegment) => void;

export interface SegmentContext {
  readonly onHoles: OnHoles;
  readonly keyring: Keyring;
}

export class Segment implements MemorySegment {
  readonly index: number;
  readonly name: string;
  readonly path: string;
  readonly epoch: number;
  readonly firstSeq: number;
  lastSeq: number;
  endOffset: number;
  readonly #context: SegmentContext;
  #frames: SegmentFrame[] | undefined;
  /** Frames loaded for a reader, until memory is wanted elsewhere. */
  #loaded: WeakRef<readonly SegmentFrame[]> | undefined;

  constructor(
    place: SegmentPlace,
    state: { lastSeq: number; endOffset: number; frames?: SegmentFrame[] },
    context: SegmentContext,
  ) {
    this.index = place.index;
    this.name = place.name;
    this.path = place.path;
    this.epoch = place.epoch;
    this.firstSeq = place.firstSeq;
    this.lastSeq = state.lastSeq;
    this.endOffset = state.endOffset;
    this.#frames = state.frames;
    this.#context = context;
  }

  get frames(): readonly SegmentFrame[] {
    const held = this.#frames ?? this.#loaded?.deref();
    if (held) return held;
    const { keyring, onHoles } = this.#context;
    const { frames, holes } = scanSegment(readFileSync(this.path), this, { keyring, sealed: this });
    if (holes.length > 0) onHoles(holes, this);
    this.#loaded = new WeakRef(frames);
    return frames;
  }

  /** A durable frame of the open segment. */
  push(frame: SegmentFrame, endOffset: number): void {
    this.#frames!.push(frame);
    this.lastSeq = frame.firstSeq + frame.count - 1;
    this.endOffset = endOffset;
  }

  /** Gives the image back; frames are read from disk from now on. */
  unload(): void {
    if (this.#frames) this.#loaded = new WeakRef(this.#frames);
    this.#frames = undefined;
  }
}
