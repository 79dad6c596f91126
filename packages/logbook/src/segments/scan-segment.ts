/** Reads the frames of a segment's image: torn ends are cut, damage in the middle is stepped over and reported. */
import { align, type FrameHeader, frameHeaderBytes, frameType, isIntact, readFrameHeader } from './frame.ts';
import { decodeOrigin, type Origin } from './origin.ts';
import { headerPageBytes } from './segment-header.ts';

export interface SegmentFrame {
  readonly firstSeq: number;
  readonly count: number;
  /** The encoded batch. */
  readonly bytes: Uint8Array;
}

export interface ScannedFrame extends SegmentFrame {
  readonly epoch: number;
  readonly origin: Origin;
}

/** Acknowledged events that can no longer be read. */
export interface Hole {
  readonly epoch: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  readonly bytes: number;
}

export interface Scan {
  readonly frames: readonly ScannedFrame[];
  /** The payload of the checkpoint frame, if it is intact. */
  readonly checkpoint: Uint8Array | undefined;
  readonly holes: readonly Hole[];
  /** Offset after the last frame that counts. */
  readonly endOffset: number;
  /** What was written after it and never acknowledged. */
  readonly tornBytes: number;
}

/** What is known of a sealed segment from its successor; absent for the last one. */
export interface SealedExtent {
  readonly endOffset: number;
  readonly lastSeq: number;
}

interface Place {
  readonly epoch: number;
  readonly firstSeq: number;
}

/** `start`: the epoch and first seq of the segment's header. */
export function scanSegment(image: Buffer, start: Place, sealed?: SealedExtent): Scan {
  const limit = Math.min(image.length, sealed?.endOffset ?? image.length);
  const frames: ScannedFrame[] = [];
  const holes: Hole[] = [];
  let checkpoint: Uint8Array | undefined;
  let nextSeq = start.firstSeq;
  let at = headerPageBytes;
  while (at < limit) {
    const header = readFrameHeader(image, at);
    if (header !== undefined && isIntact(image, at, header)) {
      const { epoch, firstSeq, count } = header;
      const origin = at + frameHeaderBytes;
      const payload = image.subarray(origin + header.originLength, at + header.length);
      if (header.type === frameType.checkpoint) checkpoint = payload;
      else if (sealed === undefined || firstSeq <= sealed.lastSeq) {
        if (firstSeq > nextSeq)
          noteHole(holes, { epoch, firstSeq: nextSeq, lastSeq: firstSeq - 1, bytes: 0 });
        frames.push({
          epoch,
          firstSeq,
          count,
          origin: decodeOrigin(image.subarray(origin, origin + header.originLength), count),
          bytes: payload,
        });
        nextSeq = firstSeq + count;
      }
      at = align(at + header.length);
      continue;
    }
    const next = nextIntact(image, at, header, limit);
    if (next === undefined || (sealed === undefined && !wasDurable(image, at, next, limit))) break;
    at = next;
  }
  const endOffset = sealed?.endOffset ?? at;
  if (sealed !== undefined && nextSeq <= sealed.lastSeq)
    noteHole(holes, { epoch: start.epoch, firstSeq: nextSeq, lastSeq: sealed.lastSeq, bytes: limit - at });
  let last = image.length;
  if (sealed === undefined) while (last > at && image[last - 1] === 0) last--;
  return {
    frames,
    checkpoint,
    holes,
    endOffset,
    tornBytes: sealed === undefined ? Math.max(0, last - at) : 0,
  };
}

function noteHole(holes: Hole[], hole: Hole): void {
  if (hole.lastSeq >= hole.firstSeq) holes.push(hole);
}

/** The next intact frame after a broken one: at its end when its header still tells it, else wherever one begins. */
function nextIntact(
  image: Buffer,
  at: number,
  broken: FrameHeader | undefined,
  limit: number,
): number | undefined {
  for (let from = broken ? align(at + broken.length) : at + 8; from < limit; from += 8) {
    const header = readFrameHeader(image, from);
    if (header !== undefined && isIntact(image, from, header)) return from;
  }
  return undefined;
}

/** Whether any later frame says that the bytes at `at` were on disk when it was written. */
function wasDurable(image: Buffer, at: number, next: number, limit: number): boolean {
  for (let from = next; from < limit; ) {
    const header = readFrameHeader(image, from);
    if (header === undefined || !isIntact(image, from, header)) {
      from += 8;
      continue;
    }
    if (header.synced > at) return true;
    from = align(from + header.length);
  }
  return false;
}
