/**
 * The tables. Documented for whoever reads them with other tools in docs/guides/clickhouse.md.
 *
 * `events` is ordered as received, (epoch, seq). A projection keeps the same rows by time. Partitions hold what retention
 * removes together: class and site, and of a developer's events a day, of a technician's a week, of an operator's a month.
 * `words` are the folded words of all texts between single spaces, a line a text, so that a phrase is a part of it, found by
 * way of a bloom filter of its tokens. `template` is what the message says without its values.
 *
 * `commits` says what is acknowledged: rows of `events` beyond the head of their epoch were never answered for and are
 * removed at the next start. One insert into it holds head, cursors and batch names, so that all of them are durable or none.
 *
 * `facts` is the catalogue of proofs, one JSON a row: parts of the Merkle tree, signed heads, signed tombstones.
 */
import { AppError } from '@mantinel/contract/app-error';
import type { Driver } from '../driver/driver.ts';

const schemaVersion = 1;

export interface Tables {
  readonly events: string;
  readonly commits: string;
  readonly facts: string;
  readonly about: string;
}

/** `database`: letters, digits and underscores. */
export const tablesOf = (database: string): Tables => ({
  events: `\`${database}\`.events`,
  commits: `\`${database}\`.commits`,
  facts: `\`${database}\`.facts`,
  about: `\`${database}\`.about`,
});

/** What makes an answer mean "on disk": by default ClickHouse syncs nothing, neither what is inserted nor what is merged. */
const durable =
  'fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1, non_replicated_deduplication_window = 1000';

const received = "fromUnixTimestamp64Micro(received_us, 'UTC')";
export const period = `multiIf(class = 'developer', toDate(${received}), class = 'technical', toMonday(${received}), toStartOfMonth(${received}))`;

const creations = ({ events, commits, facts }: Tables): string[] => [
  `CREATE TABLE IF NOT EXISTS ${events} (
    epoch UInt64 CODEC(Delta, ZSTD(1)),
    seq UInt64 CODEC(Delta, ZSTD(1)),
    time_us Int64 CODEC(Delta, ZSTD(1)),
    received_us Int64 CODEC(Delta, ZSTD(1)),
    class LowCardinality(String),
    site LowCardinality(String),
    machine LowCardinality(Nullable(String)),
    path LowCardinality(Nullable(String)),
    kind LowCardinality(String),
    severity UInt8,
    code LowCardinality(String),
    quality LowCardinality(String),
    message String CODEC(ZSTD(3)),
    template LowCardinality(String),
    attributes String CODEC(ZSTD(3)),
    words String CODEC(ZSTD(3)),
    trace_id String CODEC(ZSTD(1)),
    span_id String CODEC(ZSTD(1)),
    INDEX words_in words TYPE tokenbf_v1(32768, 3, 0) GRANULARITY 1,
    INDEX times time_us TYPE minmax GRANULARITY 1,
    INDEX receipts received_us TYPE minmax GRANULARITY 1,
    INDEX machines machine TYPE set(100) GRANULARITY 1,
    INDEX codes code TYPE set(200) GRANULARITY 1,
    INDEX severities severity TYPE minmax GRANULARITY 1,
    -- Codecs of columns do not hold in it: hence the default one below, without which it weighs twice the rows.
    PROJECTION by_time (SELECT * ORDER BY (time_us, epoch, seq))
  ) ENGINE = MergeTree
  PARTITION BY (class, site, ${period})
  ORDER BY (epoch, seq)
  SETTINGS ${durable}, default_compression_codec = 'ZSTD(3)'`,
  `CREATE TABLE IF NOT EXISTS ${commits} (
    what LowCardinality(String),
    name String,
    batch_id String,
    epoch UInt64,
    first_seq UInt64,
    count UInt32,
    cursor String,
    digest Nullable(String),
    at DateTime
  ) ENGINE = ReplacingMergeTree
  ORDER BY (what, name, batch_id)
  TTL at + INTERVAL 30 DAY DELETE WHERE what = 'batch'
  SETTINGS ${durable}`,
  `CREATE TABLE IF NOT EXISTS ${facts} (
    number UInt64,
    fact String CODEC(ZSTD(3))
  ) ENGINE = MergeTree
  ORDER BY number
  SETTINGS ${durable}`,
];

const createAbout = ({ about }: Tables): string =>
  `CREATE TABLE IF NOT EXISTS ${about} (name String, value String) ENGINE = MergeTree ORDER BY name SETTINGS ${durable}`;

/** Oldest tested: projections read in the order of time, `lowerUTF8` by Unicode's own tables. */
const oldestServer = [26, 7] as const;

/**
 * Makes the tables where there are none. Throws `clickhouse.tooOld`, `clickhouse.schemaTooNew`, and `logbook.otherNode` for a
 * database of another node.
 */
export async function prepareSchema(driver: Driver, tables: Tables, node: string): Promise<void> {
  const [[version]] = (await driver.query<[string]>('SELECT version()')) as [[string]];
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < oldestServer[0] || (major === oldestServer[0] && minor < oldestServer[1]))
    throw new AppError('clickhouse.tooOld', {
      data: { place: driver.place, version, needed: oldestServer.join('.') },
    });
  await driver.exec(createAbout(tables));
  const known = new Map(
    await driver.query<[string, string]>(`SELECT name, value FROM ${tables.about} ORDER BY name`),
  );
  const found = Number(known.get('schema') ?? schemaVersion);
  if (found > schemaVersion)
    throw new AppError('clickhouse.schemaTooNew', { data: { place: driver.place, version: found } });
  const recorded = known.get('node');
  if (recorded !== undefined && recorded !== node)
    throw new AppError('logbook.otherNode', { data: { directory: driver.place, recorded, node } });
  for (const sql of creations(tables)) await driver.exec(sql);
  if (known.has('schema')) return;
  const lines = [
    ['schema', String(schemaVersion)],
    ['node', node],
  ];
  await driver.insert({
    table: tables.about,
    columns: ['name', 'value'],
    lines: lines.map((line) => JSON.stringify(line)).join('\n'),
    token: 'about',
  });
}
