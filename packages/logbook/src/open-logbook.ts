/** Puts the parts of the embedded event store together. */
import type { KeyObject } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@mantinel/contract/app-error';
import { AppendLog, type DurableFrame } from './append-log.ts';
import type { Damage } from './blocks/block.ts';
import { openBlocks } from './blocks/open-blocks.ts';
import type { Keyring } from './crypt/keyring.ts';
import { type Encryption, openKeyring } from './crypt/open-keyring.ts';
import { openCursors } from './cursors.ts';
import { type Disk, realDisk } from './disk.ts';
import { frameBatch } from './durable-batch.ts';
import type { DurableBatch, EventStore } from './event-store.ts';
import { failedToRead, takeDirectory } from './log/opening/establish.ts';
import { positions as positionsOf } from './log/opening/positions.ts';
import type { MemorySegment } from './log/segment.ts';
import { openPersonKeys } from './personal/person-keys.ts';
import { personalFields } from './personal/personal-fields.ts';
import { headsName, openHeads } from './proof/head-file.ts';
import { logProof } from './proof/log-proof.ts';
import { treeSize } from './proof/log-tree.ts';
import { memorySources } from './query/memory-sources.ts';
import { queryEngine } from './query/query-engine.ts';
import { readEvents } from './read-events.ts';
import { retain } from './retention.ts';
import { startRewriter } from './rewriter/rewriter.ts';
import { listSegments } from './segments/segment-files.ts';

export interface LogbookOptions {
  readonly directory: string;
  /** This node's name in event identities; fixed when the logbook is created. */
  readonly node: string;
  /** The site of the logbook's own events. */
  readonly site: string;
  /** Microseconds since 1970 UTC. */
  readonly nowUs: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** 8 MiB unless told. */
  readonly segmentBytes?: number;
  /** Kept free so that a full disk can still be recorded as such; 16 MiB unless told. */
  readonly reserveBytes?: number;
  /** Segments that may wait to be rewritten before recording slows to the pace of the rewriter; 128 MiB unless told. */
  readonly backlogBytes?: number;
  /** What goes wrong in the background and is no event: for the program's own log. */
  readonly onProblem: (problem: unknown) => void;
  /** Left out: new files are written in clear, and a logbook that holds encrypted ones is refused. */
  readonly encryption?: Encryption;
  /** Ed25519, private: signs the heads of the Merkle tree and what retention removes. Left out: nothing is signed. */
  readonly signingKey?: KeyObject;
  /** For tests that make file operations fail. */
  readonly disk?: Disk;
}

const mebibyte = 1024 * 1024;
const inClear: Encryption = { writes: false, masterKeys: [] };

/**
 * Opens or creates the logbook in a directory. Throws AppError `logbook.locked`, `logbook.notWritable`, `logbook.otherNode`,
 * `logbook.formatTooNew`, `logbook.writeFailed`, `logbook.keyMissing`, `logbook.wrongKey`.
 */
export async function openLogbook(options: LogbookOptions): Promise<EventStore> {
  const { directory, disk = realDisk(), segmentBytes = 8 * mebibyte, reserveBytes = 4 * mebibyte } = options;
  const { backlogBytes = 128 * mebibyte, encryption = inClear } = options;
  const release: (() => Promise<void>)[] = [];
  const close = async () => {
    for (let step = release.pop(); step; step = release.pop()) await step();
  };
  try {
    const lock = await takeDirectory(directory);
    release.push(() => lock.release());
    // Before anything is written: whoever has another key changes nothing.
    const keyring = await openKeyring(directory, encryption, disk);
    const settings = { ...options, disk, segmentBytes, reserveBytes, backlogBytes, keyring };
    return await compose(settings, release, close);
  } catch (error) {
    await close();
    const isRefusal = !(error instanceof AppError) && (error as NodeJS.ErrnoException).code !== undefined;
    throw isRefusal ? failedToRead(directory, error) : error;
  }
}

async function compose(
  options: Required<Omit<LogbookOptions, 'encryption' | 'signingKey'>> &
    Pick<LogbookOptions, 'signingKey'> & { readonly keyring: Keyring },
  release: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<EventStore> {
  const { directory, disk, keyring, onProblem } = options;
  const personal = personalFields(await openPersonKeys(directory, keyring, disk));
  const damages: Damage[] = [];
  let onDamaged = (damage: Damage): void => void damages.push(damage);
  const blocks = await openBlocks(join(directory, 'blocks'), {
    segmentNames: listSegments(join(directory, 'segments')).map(({ name }) => name),
    onDamaged: (damage) => onDamaged(damage),
    keyring,
  });
  release.push(() => blocks.close());

  const rewriter = startRewriter({
    blocks,
    keyring,
    place: () => ({ node: log.node, tree: log.epoch, start: treeSize(blocks.rewritten(), log.epoch) }),
    onRewritten: (segment) => {
      log.drop(segment).catch(onProblem);
      prover.sign().catch(onProblem);
    },
    onDamaged: (damage) => onDamaged(damage),
    onProblem,
  });
  // Nothing is rewritten before the log is there to drop it.
  const backlog: MemorySegment[] = [];
  let onSealed = (segment: MemorySegment): void => void backlog.push(segment);
  const log = await AppendLog.open({
    ...options,
    knownHead: blocks.rewrittenThrough(),
    firstIndex:
      1 + [...blocks.segments()].reduce((last, name) => Math.max(last, Number.parseInt(name, 10)), 0),
    onSealed: (segment) => onSealed(segment),
  });
  release.push(() => log.close());
  // Stopped before the log closes: it drops segments.
  release.push(() => rewriter.stop());
  onSealed = (segment) => {
    if (blocks.isRewritten(segment.name)) log.drop(segment.name).catch(onProblem);
    else rewriter.rewrite(segment);
  };
  for (const segment of backlog) onSealed(segment);
  onDamaged = ({ epoch, fromSeq, toSeq, file }) =>
    log.reportHoles([{ epoch, firstSeq: fromSeq, lastSeq: toSeq, bytes: 0 }], file);
  for (const damage of damages) onDamaged(damage);

  const prover = logProof({
    node: log.node,
    tree: log.epoch,
    blocks,
    heads: await openHeads(join(directory, headsName)),
    signingKey: options.signingKey,
    nowUs: options.nowUs,
    async seal() {
      await log.seal();
      await rewriter.idle();
      await prover.sign();
    },
  });
  const positions = positionsOf(log);
  const cursors = await openCursors({ directory, disk, log, positions });
  release.push(() => cursors.close());
  log.onDurable(() => cursors.overrun());

  let latest: { frame: DurableFrame; batch: DurableBatch } | undefined;
  /** All subscribers share one decoding. */
  const batchOf = (frame: DurableFrame): DurableBatch => {
    if (latest?.frame !== frame) {
      const { firstSeq, count } = frame;
      const place = { node: log.node, epoch: frame.epoch, firstSeq, lastSeq: firstSeq + count - 1 };
      latest = { frame, batch: frameBatch({ ...place, frames: [frame] }) };
    }
    return latest.batch;
  };

  const memory = memorySources(() => log.unsealed(), blocks.registry);
  const { node, epoch } = log;
  return {
    node,
    epoch,
    get head() {
      return log.head;
    },
    append: (batch) => log.append(batch),
    sourceCursor: (source) => log.sourceCursor(source),
    ...queryEngine({
      node,
      registry: blocks.registry,
      async snapshot() {
        await blocks.ready;
        await memory.catchUp();
        // One turn for both: a segment goes in the turn in which its blocks come.
        return [...blocks.sources(), ...memory.sources()];
      },
    }),
    read(after, reading) {
      positions.check('read', after);
      return readEvents({ log, blocks }, after, reading);
    },
    subscribe: (listener) => log.onDurable((frame) => listener(batchOf(frame))),
    cursor: (name, cursorOptions) => cursors.open(name, cursorOptions),
    async retain(policy) {
      await blocks.ready;
      return retain(blocks, {
        policy,
        required: cursors.required(),
        sealed: prover.sealTombstone,
        async beforeRemoval() {
          const events = (await policy.checkpoint?.()) ?? [];
          if (events.length > 0) await log.append({ events, priority: 'audit' });
        },
      });
    },
    async holdings() {
      await blocks.ready;
      return blocks.sources().map(({ meta, rows, bytes, minReceivedUs, maxReceivedUs }) => ({
        class: meta.class,
        site: meta.site,
        events: rows,
        bytes,
        oldestUs: minReceivedUs,
        newestUs: maxReceivedUs,
      }));
    },
    removals: () => blocks.tombstones(),
    personal,
    proof: prover,
    stats() {
      const stored = blocks.stats();
      const unsealed = log.unsealed();
      return {
        ...log.state,
        bytes: bytesIn(directory) + bytesIn(join(directory, 'segments')) + bytesIn(join(directory, 'blocks')),
        events: unsealed.reduce((sum, { firstSeq, lastSeq }) => sum + lastSeq - firstSeq + 1, stored.events),
        unsealedSegments: unsealed.length,
        blocks: stored.blocks,
      };
    },
    close,
  };
}

/** Files directly in a folder. Those that a background thread removes meanwhile count nothing. */
function bytesIn(folder: string): number {
  let bytes = 0;
  for (const name of readdirSync(folder)) {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    if (stat?.isFile()) bytes += stat.size;
  }
  return bytes;
}
