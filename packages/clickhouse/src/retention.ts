/** Removes whole partitions by the age of their newest event as received, after their tombstones are signed and durable. */
import { comparePositions, type Position } from '@mantinel/domain';
import type { Holding, RetentionPolicy } from '@mantinel/logbook';
import type { RewrittenSegment, Tombstone } from '@mantinel/logbook/store-parts';
import type { Facts } from './proof/facts.ts';
import { type PartName, parsePart } from './proof/parts.ts';
import type { Reading } from './read/reading.ts';
import { period } from './schema/schema.ts';

const dayUs = 86_400_000_000;

export interface Partition extends Holding {
  readonly id: string;
  readonly period: string;
}

/** What stands together; counted and dated by the index of partitions, without a look at the rows. */
export async function partitions({ driver, tables }: Reading): Promise<Partition[]> {
  const rows = await driver.query<
    readonly [
      id: string,
      level: Holding['class'],
      site: string,
      of: string,
      rows: number,
      oldest: number,
      newest: number,
    ]
  >(
    `SELECT _partition_id, class, site, toString(${period}) AS of, count(), min(received_us), max(received_us) FROM ${tables.events} GROUP BY _partition_id, class, site, of`,
  );
  const sizes = new Map(
    await driver.query<readonly [id: string, bytes: number]>(
      `SELECT partition_id, sum(bytes_on_disk) FROM system.parts WHERE active AND database = {database:String} AND table = 'events' GROUP BY partition_id`,
      { database: databaseOf(tables.events) },
    ),
  );
  return rows.map(([id, level, site, of, events, oldestUs, newestUs]) => ({
    id,
    class: level,
    site,
    period: of,
    events,
    bytes: sizes.get(id) ?? 0,
    oldestUs,
    newestUs,
  }));
}

export const databaseOf = (table: string): string => table.slice(1, table.indexOf('`', 1));

export interface RetainOptions extends Reading {
  readonly policy: RetentionPolicy;
  /** Where the slowest required consumer stands; nothing behind it that it has not dealt with is removed. */
  readonly required: Position | undefined;
  readonly facts: Facts;
  /** Enters everything into the tree, so that what is removed remains in it. */
  readonly seal: () => Promise<void>;
  /** Adds to a tombstone what proves it. */
  readonly sealed: (tombstone: Tombstone) => Tombstone;
  /** Told before anything is removed. */
  readonly beforeRemoval: () => Promise<void>;
}

export async function retain(options: RetainOptions): Promise<{ removedEvents: number; freedBytes: number }> {
  const { policy, required, facts, driver, tables, sealed } = options;
  const old = (await partitions(options)).filter(({ class: level, site, newestUs }) => {
    const kept = (policy.sites?.[site]?.[level] ?? policy.days[level]) * dayUs;
    return newestUs < policy.nowUs - kept;
  });
  if (old.length === 0) return { removedEvents: 0, freedBytes: 0 };
  await options.seal();
  const gone: { partition: Partition; parts: ReturnType<typeof partsOf> }[] = [];
  for (const partition of old) {
    const parts = partsOf(facts.segments, partition);
    const last = { epoch: 0, seq: 0 };
    for (const { segment } of parts)
      if (comparePositions({ epoch: segment.epoch, seq: segment.lastSeq }, last) > 0)
        Object.assign(last, { epoch: segment.epoch, seq: segment.lastSeq });
    if (!required || comparePositions(last, required) <= 0) gone.push({ partition, parts });
  }
  if (gone.length === 0) return { removedEvents: 0, freedBytes: 0 };
  await options.beforeRemoval();
  const known = new Set(facts.tombstones.map(({ file }) => file));
  for (const { partition, parts } of gone) {
    const tombstones = parts
      .filter(({ file }) => !known.has(file))
      .map(({ file, rows, name }) => {
        const { epoch, fromSeq, toSeq } = name;
        const place = { file, epoch, fromSeq, toSeq, rows, site: partition.site };
        return { removed: sealed({ ...place, class: partition.class, atUs: policy.nowUs }) };
      });
    if (tombstones.length > 0) await facts.add(tombstones);
    await driver.exec(`ALTER TABLE ${tables.events} DROP PARTITION ID '${checkedId(partition.id)}'`);
  }
  return {
    removedEvents: gone.reduce((sum, { partition }) => sum + partition.events, 0),
    freedBytes: gone.reduce((sum, { partition }) => sum + partition.bytes, 0),
  };
}

interface Part {
  readonly file: string;
  readonly name: PartName;
  readonly rows: number;
  readonly segment: RewrittenSegment;
}

/** The parts of the tree whose rows stand in a partition. */
const partsOf = (segments: readonly RewrittenSegment[], partition: Partition): Part[] =>
  segments.flatMap((segment) =>
    segment.files.flatMap((file, i) => {
      const name = parsePart(file);
      const isOf =
        name?.class === partition.class && name.site === partition.site && name.period === partition.period;
      return isOf ? [{ file, name, rows: segment.leaves?.parts[i]?.count ?? 0, segment }] : [];
    }),
  );

/** As the server named it; no parameter is taken in its place. */
function checkedId(id: string): string {
  if (!/^[0-9a-zA-Z_-]+$/.test(id)) throw new RangeError(`${id} is no id of a partition`);
  return id;
}
