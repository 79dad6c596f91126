/** The names of segment files: `segments/000000000012.segment`, numbered in the order they were begun. */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { headerPageBytes, readSegmentHeader, type SegmentHeader } from './segment-header.ts';

const pattern = /^(\d{12})\.segment$/;

export const segmentName = (index: number): string => `${String(index).padStart(12, '0')}.segment`;

export interface SegmentFile {
  readonly index: number;
  readonly name: string;
  readonly path: string;
  /** Absent: not begun, or its first page is damaged. */
  readonly header: SegmentHeader | undefined;
}

/** Every segment file by index, with its first page read. */
export function listSegments(folder: string): SegmentFile[] {
  const files: SegmentFile[] = [];
  for (const name of readdirSync(folder).sort()) {
    const match = pattern.exec(name);
    if (!match) continue;
    const path = join(folder, name);
    files.push({ index: Number(match[1]), name, path, header: readSegmentHeader(readHead(path), path) });
  }
  return files;
}

function readHead(path: string): Buffer {
  const page = Buffer.alloc(headerPageBytes);
  const descriptor = openSync(path, 'r');
  try {
    return page.subarray(0, readSync(descriptor, page, 0, page.length, 0));
  } finally {
    closeSync(descriptor);
  }
}
