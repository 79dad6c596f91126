/** The segment being written: its image in memory, its file, and what of it is durable. */
import type { FileCipher, Keyring } from '../crypt/keyring.ts';
import type { Disk } from '../disk.ts';
import { align, frameHeaderBytes, frameLength, frameType, writeFrame } from '../segments/frame.ts';
import type { SegmentFrame } from '../segments/scan-segment.ts';
import { headerPageBytes, type SegmentHeader, writeSegmentHeader } from '../segments/segment-header.ts';
import { type OnHoles, Segment } from './segment.ts';

const noBytes = Buffer.alloc(0);
/** Making the next file takes 40 ms beside full load, as long as 70 writes of it; twice that where the disk is shared. */
const writesAhead = 128;

export interface NewSegment {
  readonly file: { readonly name: string; readonly path: string };
  readonly header: SegmentHeader;
  readonly checkpoint: Buffer;
  /** Bytes of the prepared file; it grows when the first batch needs more. */
  readonly capacity: number;
  readonly firstFrameBytes: number;
  readonly onHoles: OnHoles;
  readonly keyring: Keyring;
}

export class OpenSegment {
  readonly segment: Segment;
  readonly #disk: Disk;
  readonly #descriptor: number;
  readonly #image: Buffer;
  readonly #cipher: FileCipher | undefined;
  #end: number;
  #isFillingUp = false;

  private constructor(
    segment: Segment,
    disk: Disk,
    file: { descriptor: number; image: Buffer; end: number; cipher: FileCipher | undefined },
  ) {
    this.segment = segment;
    this.#disk = disk;
    this.#descriptor = file.descriptor;
    this.#image = file.image;
    this.#end = file.end;
    this.#cipher = file.cipher;
  }

  /** Resolves when header and checkpoint are durable: only then may frames follow, and is the predecessor's end final. */
  static async begin(disk: Disk, { file, header, checkpoint, ...sizes }: NewSegment): Promise<OpenSegment> {
    const { epoch, firstSeq, index } = header;
    const cipher = sizes.keyring.newFile();
    const origin = cipher?.mark ?? noBytes;
    const start = headerPageBytes + align(frameLength(origin, checkpoint));
    const image = Buffer.allocUnsafeSlow(Math.max(sizes.capacity, start + sizes.firstFrameBytes));
    writeSegmentHeader(image, {
      ...header,
      ...(cipher && { cipher: Buffer.from(cipher.mark).toString('base64') }),
    });
    const frame = { type: frameType.checkpoint, epoch, firstSeq, count: 0, synced: 0, origin, cipher };
    const end = writeFrame(image, headerPageBytes, { ...frame, payload: checkpoint });
    const descriptor = await disk.open(file.path);
    try {
      await disk.write(descriptor, image.subarray(0, end), 0);
      await disk.datasync(descriptor);
    } catch (error) {
      await disk.close(descriptor);
      throw error;
    }
    const place = { index, epoch, firstSeq, ...file };
    const state = { lastSeq: firstSeq - 1, endOffset: end, frames: [] };
    return new OpenSegment(new Segment(place, state, sizes), disk, { descriptor, image, end, cipher });
  }

  /** The next segment is needed soon: half of this one is written, or at the size of the last write few more fit. */
  get isFillingUp(): boolean {
    return this.#isFillingUp;
  }

  hasRoomFor(frameBytes: number): boolean {
    return this.#end + align(frameBytes) <= this.#image.length;
  }

  /** Puts a frame behind the last one, to be written by the next flush. The frame's bytes are the log's own. */
  add(frame: { firstSeq: number; count: number; origin: Buffer; payload: Uint8Array }): SegmentFrame {
    const { firstSeq, count, origin, payload } = frame;
    const { epoch, endOffset } = this.segment;
    const at = this.#end;
    this.#end = writeFrame(this.#image, at, {
      type: frameType.events,
      epoch,
      firstSeq,
      count,
      synced: endOffset,
      origin,
      payload,
      cipher: this.#cipher,
    });
    // What the image holds is what readers read, unless it is sealed there.
    if (this.#cipher) return { firstSeq, count, bytes: payload.slice() };
    const from = at + frameHeaderBytes + origin.length;
    return { firstSeq, count, bytes: this.#image.subarray(from, from + payload.length) };
  }

  /** One write and one fdatasync for everything added. After an error nothing more may be written here. */
  async flush(frames: readonly SegmentFrame[]): Promise<void> {
    const from = this.segment.endOffset;
    await this.#disk.write(this.#descriptor, this.#image.subarray(from, this.#end), from);
    await this.#disk.datasync(this.#descriptor);
    for (const frame of frames) this.segment.push(frame, this.#end);
    const room = this.#image.length - this.#end;
    this.#isFillingUp ||= room < Math.max(this.#image.length / 2, writesAhead * (this.#end - from));
  }

  /** Gives the zeros behind the last frame back and closes; should that fail they stay, and nothing is lost. */
  async finish(): Promise<void> {
    try {
      await this.#disk.truncate(this.#descriptor, this.segment.endOffset);
      await this.#disk.datasync(this.#descriptor);
    } finally {
      await this.close();
    }
  }

  close(): Promise<void> {
    return this.#disk.close(this.#descriptor);
  }
}
