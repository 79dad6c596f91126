/** What a folder of segments holds: only the last one is read, the others are known from their successors' headers. */
import { readFileSync, rmSync } from 'node:fs';
import { openBatch } from '../../codec/open-batch.ts';
import type { Keyring } from '../../crypt/keyring.ts';
import type { Disk } from '../../disk.ts';
import { frameType } from '../../segments/frame.ts';
import { type Scan, scanSegment, walkSegment } from '../../segments/scan-segment.ts';
import { listSegments, type SegmentFile } from '../../segments/segment-files.ts';
import { headerPageBytes, type SegmentHeader } from '../../segments/segment-header.ts';
import { Segment, type SegmentContext } from '../segment.ts';
import { type SourceBook, sourceBook } from '../source-book.ts';

export interface Recovered {
  /** Oldest first; all are sealed now. */
  readonly segments: Segment[];
  /** The last durable event of the last segment, undefined when there is none. */
  readonly head: { epoch: number; seq: number } | undefined;
  readonly sources: SourceBook;
  readonly tornBytes: number;
  /** A full disk of the last run began then, and its end was never told. */
  readonly unrecordedSinceUs?: number;
  /** Indices of prepared files, all zeros, that can be used. */
  readonly prepared: readonly number[];
  readonly nextIndex: number;
}

type Begun = SegmentFile & { header: SegmentHeader };

export async function recover(folder: string, disk: Disk, context: SegmentContext): Promise<Recovered> {
  const { onHoles, keyring } = context;
  const files = listSegments(folder);
  const nextIndex = (files.at(-1)?.index ?? 0) + 1;
  const prepared: number[] = [];
  const begun: Begun[] = [];
  for (const file of files) {
    const header = file.header ?? revivedHeader(file);
    if (header !== undefined) begun.push({ ...file, header });
    else if (isAllZeros(file.path)) prepared.push(file.index);
    else rmSync(file.path); // its first write was torn, or its preparation: nothing in it was ever acknowledged
  }
  const last = begun.at(-1);
  if (last === undefined)
    return { segments: [], head: undefined, sources: sourceBook(), tornBytes: 0, prepared, nextIndex };

  // What the page cache still holds of a killed writer becomes durable before anybody is shown it.
  const descriptor = await disk.open(last.path);
  try {
    await disk.datasync(descriptor);
  } finally {
    await disk.close(descriptor);
  }
  const scan = scanSegment(readFileSync(last.path), last.header, { keyring });
  const segments = sealedBefore(begun, context);
  const sources = sourcesOf(scan, segments.at(-1), keyring);
  const tail = segmentOf(last, scan, context);
  if (scan.holes.length > 0) onHoles(scan.holes, tail);
  const head = { epoch: last.header.epoch, seq: tail.lastSeq };
  const { unrecordedSinceUs } = last.header;
  return {
    segments: [...segments, tail],
    head,
    sources,
    tornBytes: scan.tornBytes,
    ...(unrecordedSinceUs !== undefined && !tellsOfSpace(scan) && { unrecordedSinceUs }),
    prepared,
    nextIndex,
  };
}

const tellsOfSpace = ({ frames }: Scan): boolean =>
  frames.some(({ bytes }) => openBatch(bytes).series.some(({ code }) => code === 'logbook.spaceReturned'));

function segmentOf(file: Begun, scan: Pick<Scan, 'frames' | 'endOffset'>, context: SegmentContext): Segment {
  const last = scan.frames.at(-1);
  const lastSeq = last ? last.firstSeq + last.count - 1 : file.header.firstSeq - 1;
  const { index, name, path } = file;
  const { epoch, firstSeq } = file.header;
  return new Segment({ index, name, path, epoch, firstSeq }, { lastSeq, endOffset: scan.endOffset }, context);
}

/** Frames are written only after the header is durable: where one is intact, a broken header is damage and is made good. */
export function revivedHeader({
  path,
  index,
}: Pick<SegmentFile, 'path' | 'index'>): SegmentHeader | undefined {
  const { places } = walkSegment(readFileSync(path), { epoch: 0, firstSeq: Number.POSITIVE_INFINITY });
  const first = places.find(({ header }) => header.type === frameType.events)?.header;
  return first && { node: '', epoch: first.epoch, index, firstSeq: first.firstSeq, createdUs: 0 };
}

/** The checkpoint and what came after it; with a damaged checkpoint those of the segment before. */
function sourcesOf(scan: Scan, before: Segment | undefined, keyring: Keyring): SourceBook {
  const base = scan.checkpoint
    ? undefined
    : before && scanSegment(readFileSync(before.path), before, { keyring, sealed: before });
  const sources = sourceBook(scan.checkpoint ?? base?.checkpoint);
  for (const { origin, epoch, firstSeq } of [...(base?.frames ?? []), ...scan.frames])
    sources.record(origin, { epoch, firstSeq });
  return sources;
}

/** Segments before the last. A header names its predecessor; a file between the two was given up before anything was acknowledged. */
function sealedBefore(begun: readonly Begun[], context: SegmentContext): Segment[] {
  const { onHoles, keyring } = context;
  const segments: Segment[] = [];
  for (let at = begun.length - 1; at > 0; ) {
    const { predecessor, epoch, firstSeq } = begun[at]!.header;
    at--;
    // A file of a higher index than the predecessor's was given up; without a predecessor (header made good) none was.
    while (predecessor && at >= 0 && begun[at]!.index > predecessor.index) rmSync(begun[at--]!.path);
    const file = begun[at];
    if (!file) break;
    if (predecessor?.index === file.index) {
      const { index, name, path, header } = file;
      const place = { index, name, path, epoch: header.epoch, firstSeq: header.firstSeq };
      segments.unshift(new Segment(place, predecessor, context));
      continue;
    }
    // The file between is missing or its successor's header is: whatever is intact before the successor counts.
    const scan = scanSegment(readFileSync(file.path), file.header, { keyring });
    const frames = scan.frames.filter((frame) => frame.epoch !== epoch || frame.firstSeq < firstSeq);
    const segment = segmentOf(file, { ...scan, frames }, context);
    segments.unshift(segment);
    const missing = { epoch, firstSeq: segment.lastSeq + 1, lastSeq: firstSeq - 1, bytes: 0 };
    if (segment.epoch === epoch && missing.lastSeq >= missing.firstSeq) onHoles([missing], segment);
  }
  return segments;
}

function isAllZeros(path: string): boolean {
  const bytes = readFileSync(path);
  return bytes.length > headerPageBytes && bytes.equals(Buffer.alloc(bytes.length));
}
