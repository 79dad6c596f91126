/** The segments that have no blocks yet: each is sealed by its successor's header, which names its end. */
import type { Disk } from '../disk.ts';
import type { SegmentHeader } from '../segments/segment-header.ts';
import { OpenSegment } from './open-segment.ts';
import type { MemorySegment, Segment, SegmentContext } from './segment.ts';
import type { SpareFile } from './spare-files.ts';

/** Sealed segments whose image stays in memory for the rewriter and for readers. */
const imagesKept = 2;

export interface SegmentChainOptions extends SegmentContext {
  readonly disk: Disk;
  /** Those of former runs, oldest first. */
  readonly segments: readonly Segment[];
}

export interface NextSegment {
  readonly file: SpareFile;
  readonly header: Omit<SegmentHeader, 'index' | 'predecessor'>;
  readonly checkpoint: Buffer;
  readonly firstFrameBytes: number;
}

export class SegmentChain {
  readonly #options: SegmentChainOptions;
  /** Oldest first, the open one last. */
  #segments: readonly Segment[];
  #open: OpenSegment | undefined;
  #lastTaken = 0;

  constructor(options: SegmentChainOptions) {
    this.#options = options;
    this.#segments = options.segments;
  }

  /** The one being written, if any may be. */
  get open(): OpenSegment | undefined {
    return this.#open;
  }

  /** Oldest first, the open one last. */
  all(): readonly MemorySegment[] {
    return this.#segments;
  }

  /** Those that are complete. */
  sealed(): readonly MemorySegment[] {
    return this.#segments.filter((segment) => segment !== this.#open?.segment);
  }

  /** Throws what the disk throws; the former segment then stays as it is. */
  async begin({ file, header, ...next }: NextSegment): Promise<void> {
    const { disk, onHoles, keyring } = this.#options;
    const previous = this.#segments.at(-1);
    const begun = await OpenSegment.begin(disk, {
      ...next,
      file,
      capacity: file.bytes,
      header: {
        ...header,
        index: file.index,
        ...(previous && {
          predecessor: {
            index: previous.index,
            epoch: previous.epoch,
            endOffset: previous.endOffset,
            lastSeq: previous.lastSeq,
          },
        }),
      },
      onHoles,
      keyring,
    });
    await this.#open?.close();
    this.#open = begun;
    this.#segments = [...this.#segments, begun.segment];
  }

  /** Sealed since it was last asked: only now, as the successor's header has made their ends final. */
  takeSealed(): Segment[] {
    const taken = this.#segments.slice(0, -1).filter(({ index }) => index > this.#lastTaken);
    this.#lastTaken = taken.at(-1)?.index ?? this.#lastTaken;
    return taken;
  }

  /** Gives back the images of all but the latest. */
  unload(): void {
    for (const segment of this.#segments.slice(0, -imagesKept)) segment.unload();
  }

  /** Forgets a segment whose blocks are durable or that is empty; its file is the caller's to remove. */
  remove(name: string): Segment | undefined {
    const segment = this.#segments.find((candidate) => candidate.name === name);
    if (!segment || segment === this.#open?.segment) return undefined;
    this.#segments = this.#segments.filter((candidate) => candidate !== segment);
    return segment;
  }

  /** Nothing more is written to the open one. */
  async giveUp(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.close();
  }

  /** Leaves the open one as it is read for ever. */
  async finish(): Promise<void> {
    await this.#open?.finish();
  }
}
