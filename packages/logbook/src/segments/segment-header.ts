/**
 * The first page of a segment: magic 8 bytes | format version u32 | length of the JSON u32 | its crc32 u32 | JSON. It names the
 * last durable place of its predecessor; whatever stands beyond that was never acknowledged and is ignored for ever.
 * The JSON leaves room for what later versions add.
 */
import { crc32 } from 'node:zlib';
import { AppError } from '@mantinel/contract/app-error';

export const headerPageBytes = 4096;
/** 2: the origin of a frame may name several sources (origin.ts). 3: frames may be encrypted. All are read; 3 is written where it is needed. */
const segmentFormatVersion = 3;
const formatInClear = 2;
const magic = 'MANTINEL';
const jsonAt = 20;

export interface SegmentHeader {
  readonly node: string;
  readonly epoch: number;
  readonly index: number;
  readonly firstSeq: number;
  readonly createdUs: number;
  readonly predecessor?: Predecessor;
  /** The disk was full since then when this segment was begun, and its end was not told yet. */
  readonly unrecordedSinceUs?: number;
  /** The mark of the key that its frames are sealed with (keyring.ts), base64. */
  readonly cipher?: string;
}

export const cipherMark = ({ cipher }: SegmentHeader): Buffer | undefined =>
  cipher === undefined ? undefined : Buffer.from(cipher, 'base64');

export interface Predecessor {
  readonly index: number;
  readonly epoch: number;
  /** Offset after its last durable frame. */
  readonly endOffset: number;
  readonly lastSeq: number;
}

export function writeSegmentHeader(image: Buffer, header: SegmentHeader): void {
  const json = Buffer.from(JSON.stringify(header));
  if (json.length > headerPageBytes - jsonAt) throw new RangeError('the segment header outgrew its page');
  image.fill(0, 0, headerPageBytes);
  image.write(magic, 0, 'latin1');
  image.writeUInt32LE(header.cipher === undefined ? formatInClear : segmentFormatVersion, 8);
  image.writeUInt32LE(json.length, 12);
  image.writeUInt32LE(crc32(json), 16);
  image.set(json, jsonAt);
}

/** Undefined when no intact header stands there. Throws AppError `logbook.formatTooNew`. */
export function readSegmentHeader(page: Buffer, file: string): SegmentHeader | undefined {
  if (page.length < jsonAt || page.toString('latin1', 0, 8) !== magic) return undefined;
  const length = page.readUInt32LE(12);
  const json = page.subarray(jsonAt, jsonAt + length);
  if (json.length !== length || crc32(json) !== page.readUInt32LE(16)) return undefined;
  const version = page.readUInt32LE(8);
  if (version > segmentFormatVersion) throw new AppError('logbook.formatTooNew', { data: { file, version } });
  return JSON.parse(json.toString()) as SegmentHeader;
}
