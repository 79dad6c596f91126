/** Browsers that stand on the shop floor for everybody, and by what they are known. */
import type { PlaceId } from '@mantinel/domain';
import { type Selectable, sql } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { missingPlace } from '../plant/missing-place.ts';
import { requireVersion, type Versioned } from '../versioned.ts';

export interface TerminalSettings {
  readonly name: string;
  readonly badge: 'off' | 'alone' | 'withPin';
  readonly names: boolean;
  readonly idleSeconds: number;
}

export interface TerminalRow extends TerminalSettings, Versioned {
  readonly id: string;
  readonly place: PlaceId;
  readonly createdUs: number;
  /** Since when a browser is it. */
  readonly pairedUs?: number;
  /** Until when the code that waits can be used. */
  readonly codeExpiresUs?: number;
  readonly device: string;
  readonly lastSeenUs?: number;
}

export interface Terminals {
  /** Of these places, in order of their names. */
  list(places: readonly PlaceId[]): Promise<TerminalRow[]>;
  get(id: string): Promise<TerminalRow | undefined>;
  /** Throws `place.notFound`. */
  add(terminal: TerminalSettings & { place: PlaceId }): Promise<TerminalRow>;
  /** Throws `terminal.notFound`, `changedMeanwhile`. */
  change(id: string, change: TerminalSettings & { version: number }): Promise<TerminalRow>;
  /** With every session begun there. Returns what was removed. */
  remove(id: string): Promise<TerminalRow | undefined>;
  /** Any earlier code ends. */
  setCode(id: string, code: { codeHash: Uint8Array; expiresUs: number }): Promise<void>;
  /** Spends the code; the browser that was this terminal before no longer is. */
  pair(pairing: {
    codeHash: Uint8Array;
    secretHash: Uint8Array;
    device: string;
  }): Promise<TerminalRow | undefined>;
  /** Notes that it was seen, at most once a minute. */
  find(secretHash: Uint8Array): Promise<TerminalRow | undefined>;
}

const seenEveryUs = 60_000_000;
const missing = { code: 'terminal.notFound' } as const;

export const terminals = (run: Run, nowUs: () => number): Terminals => ({
  list: (places) =>
    run(async (db) => {
      const rows = await db
        .selectFrom('terminal')
        .selectAll()
        .where(sql<boolean>`place = any(${places}::text[])`)
        .orderBy(sql`lower(name)`)
        .execute();
      return rows.map(toTerminal);
    }),
  get: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('terminal').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toTerminal(row);
    }),
  add: ({ place, ...settings }) =>
    run(async (db) => {
      const now = nowUs();
      const row = await db
        .insertInto('terminal')
        .values({ place, ...columnsOf(settings), created_us: now, changed_us: now })
        .returningAll()
        .executeTakeFirstOrThrow()
        .catch(missingPlace(place));
      return toTerminal(row);
    }),
  change: (id, { version, ...settings }) =>
    run((db) =>
      atomically(db, async (tx) => {
        const row = await tx
          .selectFrom('terminal')
          .selectAll()
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst();
        requireVersion(row, { what: 'this terminal', version, missing });
        const changed = await tx
          .updateTable('terminal')
          .set({ ...columnsOf(settings), version: version + 1, changed_us: nowUs() })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow();
        return toTerminal(changed);
      }),
    ),
  remove: (id) =>
    run(async (db) => {
      const row = await db.deleteFrom('terminal').where('id', '=', id).returningAll().executeTakeFirst();
      return row && toTerminal(row);
    }),
  setCode: (id, { codeHash, expiresUs }) =>
    run(async (db) => {
      await db
        .updateTable('terminal')
        .set({ code_hash: codeHash, code_expires_us: expiresUs })
        .where('id', '=', id)
        .execute();
    }),
  pair: ({ codeHash, secretHash, device }) =>
    run((db) =>
      atomically(db, async (tx) => {
        const now = nowUs();
        const row = await tx
          .updateTable('terminal')
          .set({
            code_hash: null,
            code_expires_us: null,
            secret_hash: secretHash,
            paired_us: now,
            last_seen_us: now,
            device,
          })
          .where('code_hash', '=', codeHash)
          .where('code_expires_us', '>', now)
          .returningAll()
          .executeTakeFirst();
        if (row) await tx.deleteFrom('session').where('terminal', '=', row.id).execute();
        return row && toTerminal(row);
      }),
    ),
  find: (secretHash) =>
    run(async (db) => {
      const row = await db
        .selectFrom('terminal')
        .selectAll()
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst();
      const now = nowUs();
      if (row && now - (row.last_seen_us ?? 0) >= seenEveryUs)
        await db.updateTable('terminal').set({ last_seen_us: now }).where('id', '=', row.id).execute();
      return row && toTerminal(row);
    }),
});

const columnsOf = ({ name, badge, names, idleSeconds }: TerminalSettings) => ({
  name,
  badge,
  names,
  idle_seconds: idleSeconds,
});

const toTerminal = (row: Selectable<Tables['terminal']>): TerminalRow => ({
  id: row.id,
  place: row.place,
  name: row.name,
  badge: row.badge,
  names: row.names,
  idleSeconds: row.idle_seconds,
  createdUs: row.created_us,
  ...(row.paired_us === null ? {} : { pairedUs: row.paired_us }),
  ...(row.code_expires_us === null ? {} : { codeExpiresUs: row.code_expires_us }),
  device: row.device,
  ...(row.last_seen_us === null ? {} : { lastSeenUs: row.last_seen_us }),
  version: row.version,
  changedUs: row.changed_us,
});
