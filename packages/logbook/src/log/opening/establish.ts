/** Everything before the first append: the directory is taken, what it holds is recovered, and the epoch is decided. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@mantinel/contract/app-error';
import { comparePositions, type NewEvent, type Position } from '@mantinel/domain';
import type { Keyring } from '../../crypt/keyring.ts';
import type { Disk } from '../../disk.ts';
import { segmentName } from '../../segments/segment-files.ts';
import { type OwnEvents, ownEvents } from '../own-events.ts';
import type { MemorySegment, OnHoles, Segment } from '../segment.ts';
import type { SourceBook } from '../source-book.ts';
import { SpareFiles } from '../spare-files.ts';
import { type DirectoryLock, lockDirectory } from './directory-lock.ts';
import { type Identity, nextEpoch, readIdentity, writeIdentity } from './identity.ts';
import { type Recovered, recover } from './recover.ts';

export interface AppendLogOptions {
  readonly directory: string;
  readonly node: string;
  /** The site of the logbook's own events. */
  readonly site: string;
  readonly segmentBytes: number;
  readonly reserveBytes: number;
  /** Sealed segments beyond this slow recording to the pace of the rewriter. */
  readonly backlogBytes: number;
  readonly nowUs: () => number;
  readonly random: () => number;
  readonly disk: Disk;
  readonly keyring: Keyring;
  /** The last event known from elsewhere (blocks): a log that ends before it is an older copy. */
  readonly knownHead: Position | undefined;
  /** Segments are numbered from here at least: names of segments that have been rewritten are never used again. */
  readonly firstIndex: number;
  /** A segment is complete and will not change any more. */
  readonly onSealed?: (segment: MemorySegment) => void;
  /** What went wrong beside the way of a batch and has no one else to be told. */
  readonly onProblem: (problem: unknown) => void;
}

export interface Ground {
  readonly identity: Identity;
  readonly head: Position;
  readonly segments: Segment[];
  readonly sources: SourceBook;
  readonly spares: SpareFiles;
  readonly own: OwnEvents;
  readonly unrecordedSinceUs: number | undefined;
  /** What has to be told of the past. */
  readonly news: readonly NewEvent[];
}

/** Makes the folder and takes it for this process. Throws AppError `logbook.locked`, `logbook.notWritable`. */
export async function takeDirectory(directory: string): Promise<DirectoryLock> {
  try {
    await mkdir(join(directory, 'segments'), { recursive: true });
    return await lockDirectory(directory);
  } catch (cause) {
    throw notWritable(directory, cause);
  }
}

/** The directory must have been taken. */
export async function establish(options: AppendLogOptions, onHoles: OnHoles): Promise<Ground> {
  const { directory, disk } = options;
  const folder = join(directory, 'segments');
  try {
    const recovered = await recover(folder, disk, { keyring: options.keyring, onHoles });
    const own = ownEvents(options.site, options.nowUs);
    const news: NewEvent[] = [];
    const identity = await decideIdentity(options, recovered, (change) => news.push(own.newEpoch(change)));
    const { tornBytes, head } = recovered;
    if (tornBytes > 0) news.unshift(own.recovered({ bytes: tornBytes, afterSeq: head?.seq ?? 0 }));
    const [prepared, ...surplus] = recovered.prepared.filter(
      (index) => index > (recovered.segments.at(-1)?.index ?? 0),
    );
    for (const index of surplus) await rm(join(folder, segmentName(index)));
    return {
      identity,
      head: head?.epoch === identity.epoch ? head : { epoch: identity.epoch, seq: 0 },
      segments: recovered.segments,
      sources: recovered.sources,
      spares: new SpareFiles({
        ...options,
        nextIndex: Math.max(recovered.nextIndex, options.firstIndex),
        prepared,
      }),
      own,
      unrecordedSinceUs: recovered.unrecordedSinceUs,
      news,
    };
  } catch (error) {
    throw error instanceof AppError ? error : failedToRead(directory, error);
  }
}

async function decideIdentity(
  options: AppendLogOptions,
  { head }: Recovered,
  changed: (change: { former: number; epoch: number; reason: 'copied' | 'older' }) => void,
): Promise<Identity> {
  const { directory, node, disk } = options;
  const known = options.knownHead;
  const latest = known && (!head || comparePositions(head, known) < 0) ? known : head;
  const stored = readIdentity(directory);
  if (!stored && !latest)
    return writeIdentity(directory, { node, epoch: nextEpoch(0, options), past: [] }, disk);
  if (stored && stored.identity.node !== node)
    throw new AppError('logbook.otherNode', { data: { directory, recorded: stored.identity.node, node } });
  const older = latest !== head || !stored;
  if (stored?.original && !older) return stored.identity;
  const former = Math.max(stored?.identity.epoch ?? 0, latest?.epoch ?? 0);
  const epoch = nextEpoch(former, options);
  const lastSeq = latest?.epoch === former ? latest.seq : 0;
  const past = [...(stored?.identity.past ?? []), { epoch: former, lastSeq }];
  changed({ former, epoch, reason: stored && !stored.original ? 'copied' : 'older' });
  return writeIdentity(directory, { node, epoch, past }, disk);
}

/** What the file system refused while a logbook was opened. */
export const failedToRead = (directory: string, cause: unknown): AppError =>
  new AppError('logbook.writeFailed', {
    data: { reason: cause instanceof Error ? cause.message : String(cause), directory },
    cause,
  });

function notWritable(directory: string, cause: unknown): unknown {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  return ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(code)
    ? new AppError('logbook.notWritable', { data: { directory }, cause })
    : cause;
}
