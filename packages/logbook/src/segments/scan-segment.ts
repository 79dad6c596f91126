/** Reads the frames of a segment's image: torn ends are cut, damage in the middle is stepped over and reported. */
import { AppError } from '@mantinel/contract/app-error';
import { type FileCipher, type Keyring, markBytes } from '../crypt/keyring.ts';
import {
  align,
  type FrameHeader,
  frameHeaderBytes,
  frameType,
  isIntact,
  openFrame,
  readFrameHeader,
} from './frame.ts';
import { decodeOrigin, type Origin } from './origin.ts';
import { cipherMark, headerPageBytes, readSegmentHeader } from './segment-header.ts';

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

/** What can be told of a segment without its key. */
export interface Walk {
  /** Frames that are intact, in order. */
  readonly places: readonly FramePlace[];
  readonly holes: readonly Hole[];
  /** Offset after the last frame that counts. */
  readonly endOffset: number;
  /** What was written after it and never acknowledged. */
  readonly tornBytes: number;
}

export interface FramePlace {
  readonly at: number;
  readonly header: FrameHeader;
}

export interface Scan extends Omit<Walk, 'places'> {
  readonly frames: readonly ScannedFrame[];
  /** The payload of the checkpoint frame, if it is intact. */
  readonly checkpoint: Uint8Array | undefined;
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

export interface ScanOptions {
  readonly keyring: Keyring;
  readonly sealed?: SealedExtent;
}

/**
 * `start`: the epoch and first seq of the segment's header. Throws AppError `logbook.keyMissing` when the segment is encrypted
 * with a key that is not there.
 */
export function scanSegment(image: Buffer, start: Place, { keyring, sealed }: ScanOptions): Scan {
  const { places, ...walk } = walkSegment(image, start, sealed);
  const cipher = places.some(({ header }) => header.isEncrypted) ? cipherOf(image, keyring) : undefined;
  const frames: ScannedFrame[] = [];
  const holes: Hole[] = [...walk.holes];
  let checkpoint: Uint8Array | undefined;
  for (const place of places) {
    const { type, epoch, firstSeq, count, isEncrypted, length } = place.header;
    try {
      const { origin, payload } = openFrame(image, place, isEncrypted ? cipher : undefined);
      if (type === frameType.checkpoint) checkpoint = payload;
      else frames.push({ epoch, firstSeq, count, origin: decodeOrigin(origin, count), bytes: payload });
    } catch (error) {
      // Under a checksum that fits, and yet altered: somebody wrote it who has no key.
      if (!(error instanceof RangeError)) throw error;
      noteHole(holes, { epoch, firstSeq, lastSeq: firstSeq + count - 1, bytes: length });
    }
  }
  return { ...walk, frames, checkpoint, holes };
}

export function walkSegment(image: Buffer, start: Place, sealed?: SealedExtent): Walk {
  const limit = Math.min(image.length, sealed?.endOffset ?? image.length);
  const places: FramePlace[] = [];
  const holes: Hole[] = [];
  let nextSeq = start.firstSeq;
  let at = headerPageBytes;
  while (at < limit) {
    const header = readFrameHeader(image, at);
    if (header !== undefined && isIntact(image, at, header)) {
      const { epoch, firstSeq, count } = header;
      if (header.type === frameType.checkpoint) places.push({ at, header });
      else if (sealed === undefined || firstSeq <= sealed.lastSeq) {
        if (firstSeq > nextSeq)
          noteHole(holes, { epoch, firstSeq: nextSeq, lastSeq: firstSeq - 1, bytes: 0 });
        places.push({ at, header });
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
  return { places, holes, endOffset, tornBytes: sealed === undefined ? Math.max(0, last - at) : 0 };
}

/** By the header page, or where that is damaged by the checkpoint behind it. */
function cipherOf(image: Buffer, keyring: Keyring): FileCipher {
  const header = readSegmentHeader(image.subarray(0, headerPageBytes), 'a segment');
  const checkpoint = readFrameHeader(image, headerPageBytes);
  const at = headerPageBytes + frameHeaderBytes;
  const mark =
    (header && cipherMark(header)) ??
    (checkpoint?.originLength === markBytes ? image.subarray(at, at + markBytes) : undefined);
  const cipher = mark && keyring.ofFile(mark);
  if (!cipher) throw new AppError('logbook.keyMissing', { data: { directory: 'a segment' } });
  return cipher;
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
