/** Export and import of everything that people enter. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  AppError,
  type DataFile,
  type DataKind,
  dataFormat,
  dataRecords,
  dataSchemaVersion,
  type ImportedRow,
  type ImportOutcome,
} from '@mantinel/contract';
import { type PlaceId, shortId } from '@mantinel/domain';
import type { Repositories } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import type { Caller } from '../../http/caller.ts';
import type { MachineBatch } from '../machines/connections/machine-batch.ts';
import type { MachineConnections } from '../machines/connections/service.ts';
import { type BringIn, bringIn, type DataServices } from './bring-in.ts';
import { collect, type DataStore, recordsOfCollected } from './collect.ts';
import type { ListDefaults } from './csv-catalogue.ts';
import { type RawRecord, rowsOf } from './csv-kinds.ts';
import { csvText } from './csv-text.ts';
import { inOrder } from './in-order.ts';
import { readDataFile } from './read-file.ts';
import { refusalOf } from './refusal.ts';

export interface DataService {
  /** Everything at the places where the caller may both see and export it. */
  exportAll(caller: Caller): Promise<DataFile>;
  exportTable(kind: DataKind, caller: Caller): Promise<string>;
  /**
   * `apply` false: what would come of the file, and nothing is stored. True: all of it in one transaction, or nothing. Throws
   * `data.unreadable`, `request.tooLarge`, and `changedMeanwhile` when something else would come of it than the preview showed.
   */
  bring(file: BroughtFile, act: Act): Promise<ImportOutcome>;
}

export interface BroughtFile {
  readonly content: Readable;
  readonly kind: DataKind | undefined;
  /** What a machine builder's list leaves out of its rows. */
  readonly list?: ListDefaults;
  readonly apply: boolean;
  readonly fingerprint: string | undefined;
}

export interface DataOptions {
  readonly store: DataStore;
  /** Through which each record is brought in. */
  readonly services: () => DataServices & {
    readonly connections: Pick<MachineConnections, 'records' | 'batch'>;
  };
  /** A file was brought in: what is remembered of explanations holds no longer. */
  readonly brought: () => Promise<void>;
  /** This node's site. */
  readonly site: PlaceId;
  readonly nowUs: () => number;
}

const mostRowsTold = 1000;

/** Undoes the transaction in which everything was tried. */
class Undone extends Error {
  readonly outcome: ImportOutcome;
  constructor(outcome: ImportOutcome) {
    super('tried, and undone');
    this.outcome = outcome;
  }
}

export function dataService({ store, services, brought, site, nowUs }: DataOptions): DataService {
  const entered = () => ({ store, machines: services().connections.records() });
  const exported = async (caller: Caller) =>
    recordsOfCollected(await collect(entered(), caller, 'data.export'));

  async function bringAll(
    records: readonly RawRecord[],
    machines: MachineBatch,
    act: Act,
  ): Promise<ImportOutcome> {
    // Machines that have no place yet get theirs before the plant is locked.
    await services().plant.list({ limit: 1 }, act.caller);
    const known = await collect(entered(), act.caller);
    const places = await store.places.list();
    return act.unit.commit(async (tx) => {
      const bring = bringIn({ services: services(), known, machines, site, places, tx, act });
      const rows = await bringEach(inOrder(records), bring, tx);
      const outcome = outcomeOf(rows);
      if (outcome.counts.refused > 0) throw new Undone(outcome);
      return outcome;
    });
  }

  return {
    exportAll: async (caller) => ({
      format: dataFormat,
      schemaVersion: dataSchemaVersion,
      ...(await exported(caller)),
    }),
    exportTable: async (kind, caller) => csvText(rowsOf(kind, (await exported(caller))[kind])),
    bring: async ({ content, kind, list, apply, fingerprint }, act) => {
      const records = await readDataFile(content, kind, list);
      const machines = services().connections.batch();
      const watched: Act = {
        ...act,
        unit: {
          ...act.unit,
          commit: (work) =>
            act.unit.commit(async (tx) => {
              const answer = await work(tx);
              const outcome = answer as ImportOutcome;
              if (!apply) throw new Undone(outcome);
              if (fingerprint !== undefined && fingerprint !== outcome.fingerprint)
                throw new AppError('changedMeanwhile', { data: { what: 'the plant' } });
              await tell(tx, outcome, act);
              await machines.write();
              return { ...outcome, applied: true } as typeof answer;
            }),
        },
      };
      try {
        const outcome = await bringAll(records, machines, watched);
        await brought();
        return outcome;
      } catch (error) {
        if (error instanceof Undone) return error.outcome;
        throw error;
      }
    },
  };

  function tell(tx: Repositories, { counts }: ImportOutcome, act: Act): Promise<void> {
    return tx.outbox.enqueue(
      auditedAt({
        code: 'data.imported',
        message: 'A person brought in a file.',
        place: site,
        after: { ...counts },
        act,
        site: shortId(site),
        nowUs: nowUs(),
      }),
    );
  }
}

async function bringEach(
  records: readonly RawRecord[],
  bring: BringIn,
  tx: Repositories,
): Promise<ImportedRow[]> {
  const rows: ImportedRow[] = [];
  const seen = new Set<string>();
  const counts = new Map<DataKind, number>();
  for (const { kind, line, value } of records) {
    const index = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, index);
    const row = { kind, index, name: nameOf(value), ...(line === undefined ? {} : { line }) };
    const parsed = dataRecords[kind].safeParse(value, { reportInput: true });
    if (!parsed.success) {
      rows.push({ ...row, verdict: 'refused', ...refusalOf(parsed.error, kind) });
      continue;
    }
    const key = keyOf(kind, parsed.data as Record<string, unknown>);
    if (seen.has(key)) {
      const problem = 'it is in the file twice';
      rows.push({ ...row, verdict: 'refused', problem, remedy: 'Remove one of the two.' });
      continue;
    }
    seen.add(key);
    // What one row did before it was refused is undone, so that the rows after it are judged as well.
    await tx.statements.executeSql('savepoint import_row');
    try {
      const { verdict, changes } = await bring(kind, parsed.data as never);
      rows.push({ ...row, verdict, ...(changes ? { changes: [...changes] } : {}) });
      await tx.statements.executeSql('release savepoint import_row');
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      await tx.statements.executeSql('rollback to savepoint import_row');
      rows.push({ ...row, verdict: 'refused', ...refusalOf(error, kind) });
    }
  }
  return rows;
}

/** Two records with one key speak of the same. */
const keys: Readonly<Record<DataKind, readonly string[]>> = {
  places: ['id'],
  machines: ['id'],
  calendars: ['place'],
  people: ['name'],
  grants: ['person', 'role', 'place'],
  parts: ['number', 'place'],
  jobs: ['number', 'place'],
  webhooks: ['name', 'place', 'url'],
  catalogue: ['code', 'place', 'model'],
};
const keyOf = (kind: DataKind, record: Record<string, unknown>): string =>
  JSON.stringify([
    kind,
    ...keys[kind].map((name) =>
      kind === 'people' || name === 'person' ? String(record[name]).toLowerCase() : record[name],
    ),
  ]);

function nameOf(value: unknown): string {
  const record = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const parts = ['id', 'code', 'number', 'name', 'person', 'role', 'place'].map((name) => record[name]);
  const [first = '', second] = parts.filter(
    (part): part is string => typeof part === 'string' && part !== '',
  );
  return (second === undefined ? first : `${first}, ${second}`).slice(0, 120);
}

function outcomeOf(rows: readonly ImportedRow[]): ImportOutcome {
  const counts = { added: 0, changed: 0, same: 0, refused: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  const rank = { refused: 0, changed: 1, added: 2, same: 3 } as const;
  const told = [...rows].sort((one, other) => rank[one.verdict] - rank[other.verdict]);
  return {
    applied: false,
    counts,
    rows: told.slice(0, mostRowsTold),
    fingerprint: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
  };
}
