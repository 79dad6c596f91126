/**
 * The Merkle tree over rows in tables: some ten thousand events at a time are read back as they were stored, hashed, and enter
 * the tree by partition, so that what retention removes together is a whole part of it.
 */
import type { Event, Position } from '@mantinel/domain';
import {
  canonicalEvent,
  type Hash,
  hashText,
  leafHash,
  nodeHash,
  type PastEpoch,
  type ProvedRows,
  retentionClass,
  spansOf,
  treeSize,
} from '@mantinel/logbook/store-parts';
import { parameterList } from '../read/parameter-list.ts';
import type { Reading } from '../read/reading.ts';
import { type EventRow, eventColumns, eventOf } from '../schema/row.ts';
import { period } from '../schema/schema.ts';
import type { Facts } from './facts.ts';

/** Events that enter the tree together: whoever proves one reads and hashes so many. */
export const sealedTogether = 65_536;
const rowsAtOnce = 5000;

export interface PartName {
  readonly class: string;
  readonly site: string;
  readonly period: string;
  readonly epoch: number;
  readonly fromSeq: number;
  readonly toSeq: number;
}

/** `developer/2026-09-21/1790…/1-65536/plant`: the site last, whatever characters it has. */
const partName = ({ class: level, site, period: of, epoch, fromSeq, toSeq }: PartName): string =>
  `${level}/${of}/${epoch}/${fromSeq}-${toSeq}/${site}`;

export function parsePart(name: string): PartName | undefined {
  const match = /^([a-z]+)\/(\d{4}-\d\d-\d\d)\/(\d+)\/(\d+)-(\d+)\/(.*)$/s.exec(name);
  if (!match) return undefined;
  const [, level, of, epoch, from, to, site] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return { class: level, period: of, epoch: Number(epoch), fromSeq: Number(from), toSeq: Number(to), site };
}

export interface PartsOptions extends Reading {
  readonly facts: Facts;
  readonly pastEpochs: readonly PastEpoch[];
}

export interface Parts extends ProvedRows {
  /** Enters into the tree what is acknowledged and not in it yet. */
  grow(): Promise<void>;
  /** Events that are in no part of the tree. */
  unsealed(): number;
}

export function openParts({ driver, tables, node, head, facts, pastEpochs }: PartsOptions): Parts {
  const tree = head().epoch;
  let growing: Promise<void> = Promise.resolve();

  /** The first range of events that is not in the tree. */
  function nextRange(): { epoch: number; from: number; to: number } | undefined {
    const now = head();
    for (const { epoch, lastSeq } of [...pastEpochs, { epoch: now.epoch, lastSeq: now.seq }]) {
      const sealed = sealedThrough(epoch);
      if (sealed < lastSeq)
        return { epoch, from: sealed + 1, to: Math.min(lastSeq, sealed + sealedTogether) };
    }
    return undefined;
  }
  const sealedThrough = (of: number): number =>
    facts.segments.findLast(({ epoch }) => epoch === of)?.lastSeq ?? 0;

  async function* rowsBetween(of: Omit<PartName, 'class' | 'site' | 'period'> & Partial<PartName>) {
    const { epoch, fromSeq, toSeq } = of;
    for (let from = fromSeq; from <= toSeq; ) {
      const list = parameterList();
      const tests = [
        `epoch = ${list.put('UInt64', epoch)}`,
        `seq >= ${list.put('UInt64', from)}`,
        `seq <= ${list.put('UInt64', toSeq)}`,
      ];
      if (of.class !== undefined) tests.push(`class = ${list.put('String', of.class)}`);
      if (of.site !== undefined) tests.push(`site = ${list.put('String', of.site)}`);
      if (of.period !== undefined) tests.push(`toString(${period}) = ${list.put('String', of.period)}`);
      const rows = await driver.query<readonly [...EventRow, string]>(
        `SELECT ${eventColumns}, toString(${period}) FROM ${tables.events} WHERE ${tests.join(' AND ')} ORDER BY seq LIMIT ${rowsAtOnce}`,
        list.values,
      );
      if (rows.length > 0)
        yield rows.map((row) => ({
          event: eventOf(row as unknown as EventRow, node),
          period: row.at(-1) as string,
        }));
      if (rows.length < rowsAtOnce) return;
      from = rows.at(-1)![1] + 1;
    }
  }

  async function growBy({ epoch, from, to }: { epoch: number; from: number; to: number }): Promise<void> {
    const leaves = new Map<string, Hash[]>();
    for await (const rows of rowsBetween({ epoch, fromSeq: from, toSeq: to })) {
      for (const { event, period: of } of rows) {
        const name = partName({
          class: retentionClass(event),
          site: event.site,
          period: of,
          epoch,
          fromSeq: from,
          toSeq: to,
        });
        const own = leaves.get(name);
        const hash = leafHash(canonicalEvent(event).leaf);
        if (own) own.push(hash);
        else leaves.set(name, [hash]);
      }
      // Machines are recorded by the same thread.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const start = treeSize(facts.segments, tree);
    let at = start;
    const files = [...leaves.keys()].sort();
    const parts = files.map((name) => {
      const own = leaves.get(name)!;
      const hashes = spansOf(at, at + own.length).map((span) =>
        subtree(own.slice(span.from - at, span.from - at + span.size)),
      );
      at += own.length;
      return { count: own.length, hashes: hashText(hashes), digest: '' };
    });
    const segment = `${epoch}/${from}`;
    await facts.add([
      { rewritten: { segment, epoch, firstSeq: from, lastSeq: to, files, leaves: { tree, start, parts } } },
    ]);
  }

  const gone = () => new Set(facts.tombstones.map(({ file }) => file));
  const unsealed = () => {
    const now = head();
    return [...pastEpochs, { epoch: now.epoch, lastSeq: now.seq }].reduce(
      (sum, { epoch, lastSeq }) => sum + Math.max(0, lastSeq - sealedThrough(epoch)),
      0,
    );
  };

  return {
    ready: Promise.resolve(),
    grow() {
      growing = growing
        .catch(() => undefined) // who asked for it was told
        .then(async () => {
          for (let range = nextRange(); range; range = nextRange()) await growBy(range);
        });
      return growing;
    },
    unsealed,
    rewritten: () => facts.segments,
    tombstones: () => facts.tombstones,
    sources() {
      const removed = gone();
      const present = facts.segments.flatMap(({ files, epoch, firstSeq, lastSeq, leaves }) =>
        files.flatMap((name, i) =>
          removed.has(name)
            ? []
            : [{ name, rows: leaves?.parts[i]?.count ?? 0, epoch, minSeq: firstSeq, maxSeq: lastSeq }],
        ),
      );
      const { epoch, seq }: Position = head();
      // Counted as not covered; nothing is looked for in it.
      const rest = { name: '', rows: unsealed(), epoch, minSeq: seq + 1, maxSeq: seq };
      return rest.rows > 0 ? [...present, rest] : present;
    },
    async *rowsOf(file) {
      const part = parsePart(file);
      if (!part || gone().has(file)) return;
      for await (const rows of rowsBetween(part)) yield rows.map(({ event }): Event => event);
    },
    // Beside its rows a part has nothing that could be altered.
    digestOf: async () => '',
  };
}

/** The hash of a whole subtree: as many leaves as a power of two. */
function subtree(leaves: readonly Hash[]): Hash {
  let level = [...leaves];
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, i) => nodeHash(level[2 * i]!, level[2 * i + 1]!));
  return level[0]!;
}
