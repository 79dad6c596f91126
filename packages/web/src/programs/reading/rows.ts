/** What is told of the rows of the stream, row by row in typed arrays; rare things stand aside in settings. */

/** What holds for many rows. */
export interface Setting {
  /** Name of the file that `source` points into. */
  readonly file: string;
  readonly tool: number;
  readonly feedMode: 'per-minute' | 'per-revolution' | 'inverse-time';
  readonly spindle: 'off' | 'clockwise' | 'counterclockwise';
  readonly speedMode: 'rpm' | 'surface';
  /** Turns per minute, or m/min with `surface`. */
  readonly speed: number;
}

/** Rows that were read in one go, from `first` on. */
export interface RowPart {
  readonly first: number;
  readonly count: number;
  /** Byte offset of the block. */
  readonly source: Uint32Array<ArrayBuffer>;
  /** Index into the settings. */
  readonly setting: Uint32Array<ArrayBuffer>;
  readonly operation: Uint16Array<ArrayBuffer>;
  /** As programmed: see the setting. */
  readonly feed: Float32Array<ArrayBuffer>;
  /** mm/min along the way; NaN of rapids, events, and where none is known. */
  readonly pathFeed: Float32Array<ArrayBuffer>;
}

/** All rows so far. Arrays are longer than `count`, and others after `append`. */
export class Rows {
  count = 0;
  source = new Uint32Array(0);
  setting = new Uint32Array(0);
  operation = new Uint16Array(0);
  feed = new Float32Array(0);
  pathFeed = new Float32Array(0);

  append(part: RowPart): void {
    const end = part.first + part.count;
    if (end > this.source.length) {
      const room = Math.max(end, 2 * this.source.length);
      this.source = grown(this.source, new Uint32Array(room));
      this.setting = grown(this.setting, new Uint32Array(room));
      this.operation = grown(this.operation, new Uint16Array(room));
      this.feed = grown(this.feed, new Float32Array(room));
      this.pathFeed = grown(this.pathFeed, new Float32Array(room));
    }
    this.source.set(part.source, part.first);
    this.setting.set(part.setting, part.first);
    this.operation.set(part.operation, part.first);
    this.feed.set(part.feed, part.first);
    this.pathFeed.set(part.pathFeed, part.first);
    this.count = end;
  }
}

const grown = <Column extends { set(from: Column): void }>(from: Column, to: Column): Column => {
  to.set(from);
  return to;
};
