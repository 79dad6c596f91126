/** Keeps what controls say when they raise an alarm or a warning: each code once a machine, with how often and the latest text. */
import type { Event } from '@mantinel/domain';
import { type Kysely, sql } from 'kysely';
import { chunksOf } from '../run.ts';
import type { Tables } from '../tables.ts';
import { storable } from './storable.ts';

export const controlTextTables = ['control_text'] as const;

/** A control that makes its codes up fills no database; what is known goes on being counted. */
const mostCodesAMachine = 5000;

type Row = Tables['control_text'];

/** Takes up events in received order, inside the transaction that moves the cursor. */
export async function projectControlTexts(tx: Kysely<Tables>, events: readonly Event[]): Promise<void> {
  const rows = new Map<string, Row>();
  for (const event of events) {
    const told = rowOf(event);
    if (told === undefined) continue;
    const key = keyOf(told);
    const known = rows.get(key);
    rows.set(
      key,
      known === undefined
        ? told
        : {
            ...told,
            times: known.times + 1,
            first_us: Math.min(known.first_us, told.first_us),
            last_us: Math.max(known.last_us, told.last_us),
          },
    );
  }
  for (const chunk of chunksOf([...rows.values()], 1000)) await keep(tx, chunk);
}

export const copyControlTexts = (tx: Kysely<Tables>): Promise<Row[]> =>
  tx.selectFrom('control_text').selectAll().execute();

/** Into an empty table. */
export async function pasteControlTexts(tx: Kysely<Tables>, rows: readonly Row[]): Promise<void> {
  for (const chunk of chunksOf(rows)) await tx.insertInto('control_text').values(chunk).execute();
}

/** Undefined for what is no alarm, and for what a source repeats after a reconnect. */
function rowOf({ machine, kind, code, message, severity, attributes, receivedUs }: Event): Row | undefined {
  const { level, nativeCode, resync } = attributes;
  if (machine === undefined || kind !== 'condition' || resync === true) return undefined;
  if (level !== 'warning' && level !== 'fault') return undefined;
  return {
    machine,
    code: storable(code).slice(0, 200),
    native_code: typeof nativeCode === 'string' ? storable(nativeCode).slice(0, 100) : '',
    message: storable(message).slice(0, 1000),
    severity,
    times: 1,
    first_us: receivedUs,
    last_us: receivedUs,
  };
}

async function keep(tx: Kysely<Tables>, rows: readonly Row[]): Promise<void> {
  const machines = [...new Set(rows.map(({ machine }) => machine))];
  const counted = await tx
    .selectFrom('control_text')
    .select(({ fn }) => ['machine', fn.countAll<number>().as('codes')])
    .where('machine', 'in', machines)
    .groupBy('machine')
    .execute();
  const known = await tx
    .selectFrom('control_text')
    .select(['machine', 'code'])
    .where((eb) =>
      eb(
        eb.refTuple('machine', 'code'),
        'in',
        sql<never>`(select * from unnest(${rows.map(({ machine }) => machine)}::text[], ${rows.map(({ code }) => code)}::text[]))`,
      ),
    )
    .execute();
  const room = new Map(counted.map(({ machine, codes }) => [machine, mostCodesAMachine - Number(codes)]));
  const there = new Set(known.map(keyOf));
  const taken = rows.filter((row) => {
    if (there.has(keyOf(row))) return true;
    const left = room.get(row.machine) ?? mostCodesAMachine;
    room.set(row.machine, left - 1);
    return left > 0;
  });
  if (taken.length === 0) return;
  await tx
    .insertInto('control_text')
    .values(taken)
    .onConflict((conflict) =>
      conflict.columns(['machine', 'code']).doUpdateSet(({ ref }) => ({
        native_code: ref('excluded.native_code'),
        message: ref('excluded.message'),
        severity: ref('excluded.severity'),
        times: sql<number>`control_text.times + excluded.times`,
        first_us: sql<number>`least(control_text.first_us, excluded.first_us)`,
        last_us: sql<number>`greatest(control_text.last_us, excluded.last_us)`,
      })),
    )
    .execute();
}

const keyOf = ({ machine, code }: Pick<Row, 'machine' | 'code'>): string => `${machine} ${code}`;
