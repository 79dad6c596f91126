/** Puts the parts of the event store on ClickHouse together. */
import type { KeyObject } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@mantinel/contract/app-error';
import type { Position } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import {
  lockDirectory,
  logProof,
  noKeys,
  openCursors,
  openPersonKeys,
  openSlotFile,
  ownEvents,
  personalFields,
  positions as positionsOf,
  realDisk,
} from '@mantinel/logbook/store-parts';
import type { Driver } from './driver/driver.ts';
import { explained } from './driver/explain.ts';
import { openFacts } from './proof/facts.ts';
import { openParts, sealedTogether } from './proof/parts.ts';
import { counter } from './read/counts.ts';
import { follow } from './read/follow.ts';
import { pageReader } from './read/pages.ts';
import { patternFinder } from './read/patterns.ts';
import { partitions, retain } from './retention.ts';
import { prepareSchema, tablesOf } from './schema/schema.ts';
import { storeSizes } from './sizes.ts';
import { establish } from './write/establish.ts';
import { Writer } from './write/writer.ts';

export interface ClickHouseOptions {
  readonly driver: Driver;
  /** Letters, digits and underscores; it must be there. */
  readonly database: string;
  /** What stays with the program: identity, places of consumers, keys of people. */
  readonly directory: string;
  /** The folder that one process holds; `directory` unless told. */
  readonly lock?: string;
  /** This node's name in event identities; fixed when the database is first used. */
  readonly node: string;
  /** The site of the store's own events. */
  readonly site: string;
  /** Microseconds since 1970 UTC. */
  readonly nowUs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Ed25519, private: signs the heads of the Merkle tree and what retention removes. Left out: nothing is signed. */
  readonly signingKey?: KeyObject;
  /** What goes wrong in the background and is no event: for the program's own log. */
  readonly onProblem: (problem: unknown) => void;
}

/** How often the last acknowledged event is noted in the folder, against a server restored to an earlier state. */
const noteEveryMs = 1000;

/**
 * Throws AppError `clickhouse.away`, `clickhouse.denied`, `clickhouse.noRight`, `clickhouse.noDatabase`, `clickhouse.tooOld`,
 * `clickhouse.schemaTooNew`, `logbook.locked`, `logbook.notWritable`, `logbook.otherNode`.
 */
export async function openClickHouse(options: ClickHouseOptions): Promise<EventStore> {
  const release: (() => Promise<void>)[] = [() => options.driver.close()];
  const close = async () => {
    for (let step = release.pop(); step; step = release.pop()) await step();
  };
  try {
    return await explained(options.driver.place, () => compose(options, release, close));
  } catch (error) {
    await close();
    throw error;
  }
}

async function compose(
  options: ClickHouseOptions,
  release: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<EventStore> {
  const { driver, database, directory, node, site, nowUs, onProblem } = options;
  const disk = realDisk();
  const held = options.lock ?? directory;
  for (const folder of [held, directory])
    await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
      throw new AppError('logbook.notWritable', { data: { directory: folder }, cause });
    });
  const lock = await lockDirectory(held);
  release.push(() => lock.release());
  const personal = personalFields(await openPersonKeys(directory, noKeys, disk));

  const tables = tablesOf(database);
  await prepareSchema(driver, tables, node);
  const noted = await openSlotFile<Position>(join(directory, 'head'), disk);
  const own = ownEvents(site, nowUs);
  const ground = await establish({ ...options, tables, own, notedHead: noted.initial });
  const writer = new Writer({ ...options, tables, own, head: ground.head, sources: ground.sources });
  release.push(() => writer.close());

  const reading = { driver, tables, node, head: () => writer.head };
  const closing = new AbortController();
  const facts = await openFacts(driver, tables, closing.signal);
  const parts = openParts({ ...reading, facts, pastEpochs: ground.pastEpochs });
  const prover = logProof({
    node,
    tree: writer.epoch,
    blocks: parts,
    heads: facts.heads,
    signingKey: options.signingKey,
    nowUs,
    async seal() {
      await parts.grow();
      await prover.sign();
    },
  });
  const log = {
    epoch: writer.epoch,
    pastEpochs: ground.pastEpochs,
    own,
    tell: (event: Parameters<Writer['tell']>[0]) => writer.tell(event),
    get head() {
      return writer.head;
    },
  };
  const places = positionsOf(log);
  const cursors = await openCursors({ directory, disk, log, positions: places });
  release.push(() => cursors.close());
  writer.onDurable(() => cursors.overrun());

  const sizes = await storeSizes({ ...reading, onProblem });
  release.push(() => sizes.stop());
  const asked = <T>(ask: () => Promise<T>) => explained(driver.place, ask);
  const background = inTheBackground(onProblem);
  let notedMs = 0;
  writer.onDurable(({ count }) => {
    sizes.grew(count);
    if (parts.unsealed() >= sealedTogether) background.run('seal', () => prover.seal());
    if (performance.now() - notedMs < noteEveryMs) return;
    notedMs = performance.now();
    background.run('note', () => noted.write(writer.head));
  });
  release.push(async () => {
    closing.abort();
    // What is written last is noted, too, and by nobody else at the same time.
    await writer.close();
    await background.idle();
    await noted.write(writer.head).catch(onProblem);
  });
  // Durable before anything is answered: that this epoch is begun, and that the server lets it write.
  for (const event of ground.news) writer.tell(event);

  const { page, get, seek, rank } = pageReader(reading);
  const { count, facets, histogram } = counter(reading);
  const patterns = patternFinder(reading);
  return {
    node,
    epoch: writer.epoch,
    get head() {
      return writer.head;
    },
    append: (batch) => writer.append(batch),
    sourceCursor: (source) => ground.sources.cursor(source),
    page: (request) => asked(() => page(request)),
    get: (identity, scope) => asked(() => get(identity, scope)),
    seek: (selection, to) => asked(() => seek(selection, to)),
    rank: (selection, key) => asked(() => rank(selection, key)),
    count: (selection) => asked(() => count(selection)),
    facets: (selection, by) => asked(() => facets(selection, by)),
    histogram: (request) => asked(() => histogram(request)),
    patterns: (request) => asked(() => patterns(request)),
    read(after, readOptions) {
      places.check('read', after);
      return follow({ ...reading, subscribe: (listener) => writer.onDurable(listener) }, after, readOptions);
    },
    subscribe: (listener) => writer.onDurable(listener),
    cursor: (name, cursorOptions) => cursors.open(name, cursorOptions),
    retain: (policy) =>
      asked(async () => {
        const removed = await retain({
          ...reading,
          policy,
          required: cursors.required(),
          facts,
          seal: () => prover.seal(),
          sealed: prover.sealTombstone,
          async beforeRemoval() {
            const events = (await policy.checkpoint?.()) ?? [];
            if (events.length > 0) await writer.append({ events, priority: 'audit' });
          },
        });
        if (removed.removedEvents > 0) await sizes.look();
        return removed;
      }),
    holdings: () => asked(() => partitions(reading)),
    removals: () => facts.tombstones,
    stats: () => ({
      ...writer.state,
      ...sizes.now(),
      unsealedSegments: Math.ceil(parts.unsealed() / sealedTogether),
    }),
    freeBytes: () => asked(() => sizes.freeBytes()),
    personal,
    proof: {
      ...prover,
      seal: () => asked(() => prover.seal()),
      prove: (identity) => asked(() => prover.prove(identity)),
      verify: (verifyOptions) => asked(() => prover.verify(verifyOptions)),
    },
    close,
  };
}

/** One of each name at a time; what comes meanwhile is left to the next. */
function inTheBackground(onProblem: (problem: unknown) => void) {
  const running = new Map<string, Promise<void>>();
  return {
    run(name: string, work: () => Promise<void>): void {
      if (running.has(name)) return;
      running.set(
        name,
        work()
          .catch(onProblem)
          .finally(() => running.delete(name)),
      );
    },
    async idle() {
      await Promise.all(running.values());
    },
  };
}
