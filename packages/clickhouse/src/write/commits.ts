/** What is acknowledged: the head of each epoch, the cursor of each source, and where named batches stand. */
import { type SourceBook, sourceBook } from '@mantinel/logbook/store-parts';
import type { Driver } from '../driver/driver.ts';
import type { Tables } from '../schema/schema.ts';

const commitColumns = [
  'what',
  'name',
  'batch_id',
  'epoch',
  'first_seq',
  'count',
  'cursor',
  'digest',
  'at',
] as const;

/** As many as the logbook remembers of each source. */
const rememberedBatches = 1000;

export interface Commit {
  readonly epoch: number;
  readonly firstSeq: number;
  readonly count: number;
  readonly origin: Parameters<SourceBook['record']>[0];
  readonly nowUs: number;
  readonly token: string;
}

/** Durable when it resolves, all of it or nothing: one part of one partition. */
export function writeCommit(driver: Driver, tables: Tables, commit: Commit): Promise<void> {
  const { epoch, firstSeq, count, origin, nowUs, token } = commit;
  const at = Math.floor(nowUs / 1_000_000);
  const rows: unknown[][] = [['head', String(epoch), '', epoch, firstSeq, count, '', null, at]];
  for (const { source, cursor } of origin.cursors)
    rows.push(['cursor', source, '', epoch, firstSeq, count, cursor, null, at]);
  for (const { source, batchId, offset, count: own, digest } of origin.batches)
    rows.push(['batch', source ?? '', batchId, epoch, firstSeq + offset, own, '', digest ?? null, at]);
  const lines = rows.map((row) => JSON.stringify(row)).join('\n');
  return driver.insert({ table: tables.commits, columns: commitColumns, lines, token });
}

export interface Committed {
  /** Epoch → its last acknowledged event. */
  readonly heads: ReadonlyMap<number, number>;
  readonly sources: SourceBook;
}

export async function readCommits(driver: Driver, { commits }: Tables): Promise<Committed> {
  const heads = await driver.query<readonly [epoch: number, seq: number]>(
    `SELECT epoch, max(first_seq + count - 1) FROM ${commits} WHERE what = 'head' GROUP BY epoch ORDER BY epoch`,
  );
  const sources = sourceBook();
  const cursors = await driver.query<readonly [source: string, cursor: string]>(
    `SELECT name, argMax(cursor, (epoch, first_seq)) FROM ${commits} WHERE what = 'cursor' GROUP BY name`,
  );
  for (const [source, cursor] of cursors)
    sources.record({ cursors: [{ source, cursor }], batches: [] }, { epoch: 0, firstSeq: 0 });
  const batches = await driver.query<
    readonly [source: string, id: string, epoch: number, seq: number, count: number, digest: string | null]
  >(
    `SELECT name, batch_id, epoch, first_seq, count, digest FROM ${commits} WHERE what = 'batch' ORDER BY epoch DESC, first_seq DESC LIMIT ${rememberedBatches} BY name`,
  );
  for (const [source, batchId, epoch, firstSeq, count, digest] of batches.reverse())
    sources.record(
      {
        cursors: [],
        batches: [{ source, batchId, offset: 0, count, ...(digest !== null && { digest }) }],
      },
      { epoch, firstSeq },
    );
  return { heads: new Map(heads), sources };
}
