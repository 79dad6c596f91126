/** Reads a program beside the screen's thread and posts what it finds on the way. */
/// <reference lib="webworker" />
import { programOf } from '@mantinel/nc';
import { type Progress, readProgram } from './read-program.ts';

export interface ReadAsked {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What broke, as a technical line. */
export interface Broken {
  readonly kind: 'broken';
  readonly technical: string;
}

declare const self: DedicatedWorkerGlobalScope;

self.onmessage = ({ data }: MessageEvent<ReadAsked>) => {
  try {
    const program = programOf(data.name, data.bytes);
    for (const progress of readProgram(program, { now: () => performance.now() }))
      self.postMessage(progress, buffersOf(progress));
  } catch (error) {
    const technical = error instanceof Error ? (error.stack ?? error.message) : String(error);
    self.postMessage({ kind: 'broken', technical } satisfies Broken);
  }
};

/** Handed over, not copied. */
const buffersOf = (progress: Progress): ArrayBuffer[] => {
  if (progress.kind === 'engaged')
    return progress.engagement ? [progress.engagement.buffer as ArrayBuffer] : [];
  if (progress.kind !== 'part') return [];
  const { piece, rows } = progress;
  return [
    ...(piece ? [piece.positions, piece.kinds, piece.rows, piece.spheres] : []),
    ...rows.flatMap(({ source, setting, operation, feed, pathFeed }) => [
      source,
      setting,
      operation,
      feed,
      pathFeed,
    ]),
  ].map(({ buffer }) => buffer);
};
