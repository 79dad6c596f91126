/**
 * What stands in a segment after its header page: frames, each beginning at a multiple of 8 bytes. All numbers little endian.
 *
 *   0 magic u32 | 4 length u32, header included | 8 crc32 u32 of everything after the header | 12 type u8
 *   13 flags u8 (1: encrypted) | 14 u16 (0) | 16 epoch f64 | 24 first seq f64 | 32 count u32
 *   36 synced u32: the offset up to which the segment was durable when this frame was written
 *   40 length of the origin u32 | 44 crc32 u32 of bytes 0 to 43 | 48 origin, then payload
 *
 * Encrypted, origin and payload are sealed as one with bytes 12 to 43 beside them, 16 bytes of tag behind. A checkpoint has no
 * origin; encrypted, the mark of the segment's key stands there in clear, so that a damaged header page costs no events.
 *
 * `synced` tells a torn write from damage: bytes that a later frame calls durable were acknowledged once.
 */
import { crc32 } from 'node:zlib';
import { type FileCipher, tagBytes } from '../crypt/keyring.ts';

export const frameHeaderBytes = 48;
export const frameType = { events: 1, checkpoint: 2 } as const;
const encryptedFlag = 1;
const flagsAt = 13;
const besideFrom = 12;
const besideTo = 44;
const magic = 0x4d524647;

export interface FrameHeader {
  readonly type: number;
  readonly isEncrypted: boolean;
  readonly length: number;
  readonly epoch: number;
  readonly firstSeq: number;
  readonly count: number;
  readonly synced: number;
  readonly originLength: number;
  readonly crc: number;
}

export const align = (offset: number): number => (offset + 7) & ~7;

/** At most: what encryption adds included. */
export const frameLength = (origin: Uint8Array, payload: Uint8Array): number =>
  frameHeaderBytes + origin.length + payload.length + tagBytes;

export interface NewFrame {
  readonly type: number;
  readonly epoch: number;
  readonly firstSeq: number;
  readonly count: number;
  readonly synced: number;
  readonly origin: Uint8Array;
  readonly payload: Uint8Array;
  readonly cipher?: FileCipher | undefined;
}

/** Writes a frame into a segment's image and returns the offset of the next one. */
export function writeFrame(image: Buffer, at: number, frame: NewFrame): number {
  const { origin, payload, cipher, type } = frame;
  image.writeUInt32LE(magic, at);
  image.writeUInt32LE(type, at + 12);
  if (cipher) image[at + flagsAt] = encryptedFlag;
  image.writeDoubleLE(frame.epoch, at + 16);
  image.writeDoubleLE(frame.firstSeq, at + 24);
  image.writeUInt32LE(frame.count, at + 32);
  image.writeUInt32LE(frame.synced, at + 36);
  image.writeUInt32LE(origin.length, at + 40);
  const content = at + frameHeaderBytes;
  image.set(origin, content);
  image.set(payload, content + origin.length);
  let end = content + origin.length + payload.length;
  if (cipher) {
    const from = type === frameType.checkpoint ? content + origin.length : content;
    image.set(
      cipher.seal(image.subarray(from, end), at, image.subarray(at + besideFrom, at + besideTo)),
      from,
    );
    end += tagBytes;
  }
  image.writeUInt32LE(end - at, at + 4);
  image.writeUInt32LE(crc32(image.subarray(content, end)), at + 8);
  image.writeUInt32LE(crc32(image.subarray(at, at + 44)), at + 44);
  image.fill(0, end, align(end));
  return align(end);
}

/** The header at an offset when an intact one stands there. */
export function readFrameHeader(image: Buffer, at: number): FrameHeader | undefined {
  if (at + frameHeaderBytes > image.length || image.readUInt32LE(at) !== magic) return undefined;
  if (crc32(image.subarray(at, at + 44)) !== image.readUInt32LE(at + 44)) return undefined;
  return {
    length: image.readUInt32LE(at + 4),
    crc: image.readUInt32LE(at + 8),
    type: image[at + 12]!,
    isEncrypted: (image[at + flagsAt]! & encryptedFlag) !== 0,
    epoch: image.readDoubleLE(at + 16),
    firstSeq: image.readDoubleLE(at + 24),
    count: image.readUInt32LE(at + 32),
    synced: image.readUInt32LE(at + 36),
    originLength: image.readUInt32LE(at + 40),
  };
}

export function isIntact(image: Buffer, at: number, { length, crc }: FrameHeader): boolean {
  return at + length <= image.length && crc32(image.subarray(at + frameHeaderBytes, at + length)) === crc;
}

/** The frame's content in clear. Throws RangeError when it was altered. */
export function openFrame(
  image: Buffer,
  { at, header }: { readonly at: number; readonly header: FrameHeader },
  cipher: FileCipher | undefined,
): { readonly origin: Uint8Array; readonly payload: Uint8Array } {
  const content = image.subarray(at + frameHeaderBytes, at + header.length);
  const { originLength } = header;
  const inClear = header.type === frameType.checkpoint ? originLength : 0;
  if (!cipher) return { origin: content.subarray(0, originLength), payload: content.subarray(originLength) };
  const beside = image.subarray(at + besideFrom, at + besideTo);
  const opened = cipher.open(content.subarray(inClear), at, beside);
  return {
    origin: inClear > 0 ? content.subarray(0, inClear) : opened.subarray(0, originLength),
    payload: opened.subarray(originLength - inClear),
  };
}
