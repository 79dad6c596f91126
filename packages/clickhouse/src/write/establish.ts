/**
 * Everything before the first append: which epoch this is, and that nothing unacknowledged stands in the tables. An epoch belongs
 * to one data folder, which one process holds: whoever comes with another folder, a copy, or a server restored to an earlier
 * state begins a new one, so that (node, epoch, seq) is never given twice.
 */
import { AppError } from '@mantinel/contract/app-error';
import type { NewEvent, Position } from '@mantinel/domain';
import {
  nextEpoch,
  type OwnEvents,
  type PastEpoch,
  readIdentity,
  realDisk,
  writeIdentity,
} from '@mantinel/logbook/store-parts';
import type { Driver } from '../driver/driver.ts';
import type { Tables } from '../schema/schema.ts';
import { readCommits, writeCommit } from './commits.ts';

export interface EstablishOptions {
  readonly directory: string;
  readonly node: string;
  readonly nowUs: () => number;
  readonly random: () => number;
  readonly driver: Driver;
  readonly tables: Tables;
  readonly own: OwnEvents;
  /** The last event that this folder knows to be acknowledged. */
  readonly notedHead: Position | undefined;
}

export interface Ground {
  readonly head: Position;
  readonly pastEpochs: readonly PastEpoch[];
  readonly sources: Awaited<ReturnType<typeof readCommits>>['sources'];
  /** What has to be told of the past. */
  readonly news: readonly NewEvent[];
}

/** Throws AppError `logbook.otherNode`, `logbook.formatTooNew`, and what the driver throws. */
export async function establish(options: EstablishOptions): Promise<Ground> {
  const { directory, node, driver, tables, own } = options;
  const { heads, sources } = await readCommits(driver, tables);
  const news: NewEvent[] = [];
  for (const [epoch, seq] of heads) {
    const bytes = await cutTorn(driver, tables, { epoch, seq });
    if (bytes > 0) news.push(own.recovered({ bytes, afterSeq: seq }));
  }
  const epoch = await decideEpoch(options, heads, (event) => news.push(event));
  const pastEpochs = [...heads]
    .filter(([past]) => past !== epoch)
    .map(([past, lastSeq]) => ({ epoch: past, lastSeq }));
  const stored = readIdentity(directory);
  if (stored?.identity.epoch !== epoch || !stored.original)
    await writeIdentity(directory, { node, epoch, past: pastEpochs }, realDisk());
  // From here on the server knows the epoch; and whoever may not write there is told so now.
  if (!heads.has(epoch))
    await writeCommit(driver, tables, {
      ...{ epoch, firstSeq: 1, count: 0, nowUs: options.nowUs(), token: `${epoch}-begun` },
      origin: { cursors: [], batches: [] },
    });
  return { head: { epoch, seq: heads.get(epoch) ?? 0 }, pastEpochs, sources, news };
}

async function decideEpoch(
  { directory, node, notedHead, own, ...chance }: EstablishOptions,
  heads: ReadonlyMap<number, number>,
  tell: (event: NewEvent) => void,
): Promise<number> {
  const stored = readIdentity(directory);
  if (stored && stored.identity.node !== node)
    throw new AppError('logbook.otherNode', { data: { directory, recorded: stored.identity.node, node } });
  const former = Math.max(0, stored?.identity.epoch ?? 0, ...heads.keys());
  const next = () => nextEpoch(former, { ...chance, disk: realDisk() });
  if (!stored && heads.size === 0) return next();
  const { epoch } = stored?.identity ?? { epoch: -1 };
  const seq = heads.get(epoch);
  const isOlder = seq === undefined || (notedHead?.epoch === epoch && notedHead.seq > seq);
  if (stored?.original && !isOlder && epoch === former) return epoch;
  const begun = next();
  tell(own.newEpoch({ former, epoch: begun, reason: stored && !stored.original ? 'copied' : 'older' }));
  return begun;
}

/** Removes the rows of an epoch beyond its head: their batch was never answered for. Returns about how many bytes they had. */
export async function cutTorn(driver: Driver, { events }: Tables, head: Position): Promise<number> {
  const parameters = { epoch: head.epoch, seq: head.seq };
  const torn = 'epoch = {epoch:UInt64} AND seq > {seq:UInt64}';
  const [found] = await driver.query<readonly [rows: number, bytes: number]>(
    `SELECT count(), sum(length(message) + length(attributes)) FROM ${events} WHERE ${torn}`,
    parameters,
  );
  const [rows, bytes] = found!;
  if (rows === 0) return 0;
  // Numbers of this program's own; parameters are not taken everywhere in a mutation.
  await driver.exec(`ALTER TABLE ${events} DELETE WHERE epoch = ${head.epoch} AND seq > ${head.seq}`);
  return Math.max(1, bytes);
}
