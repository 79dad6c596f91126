/** Folds events into the current-state tables: thousands of events, one write per item that changed. */
import { type Event, foldMachineState, type MachineState, newMachineState } from '@mantinel/domain';
import { type Kysely, sql } from 'kysely';
import { loadStates, loadWhole } from '../repositories/current-state.ts';
import { chunksOf } from '../run.ts';
import type { Tables } from '../tables.ts';
import type { StateCopy } from './state-copy.ts';
import { copyOf, stateOf } from './state-copy.ts';
import { storable } from './storable.ts';

export const currentStateTables = ['machine_state', 'reading', 'active_condition'] as const;

/** Takes up events in received order, inside the transaction that moves the cursor. */
export async function projectCurrentState(tx: Kysely<Tables>, events: readonly Event[]): Promise<void> {
  const machines = [...new Set(events.flatMap(({ machine }) => (machine === undefined ? [] : [machine])))];
  if (machines.length === 0) return;
  // Conditions depend on what was active before; readings do not, so that only the new ones are in memory.
  const states = await loadStates(tx, machines);
  const touched = new Map<string, Set<string>>();
  for (const event of events) {
    if (event.machine === undefined) continue;
    const state = states.get(event.machine) ?? newMachineState(event.machine);
    states.set(event.machine, state);
    foldMachineState(state, event);
    if (event.kind === 'condition' && event.path !== undefined) {
      const paths = touched.get(event.machine) ?? new Set();
      touched.set(event.machine, paths.add(event.path));
    }
  }
  await writeMachines(tx, states);
  await writeReadings(tx, states);
  await writeConditions(tx, states, touched);
}

/** Every machine as the tables hold it. */
export async function copyCurrentState(tx: Kysely<Tables>): Promise<StateCopy[]> {
  return [...(await loadWhole(tx)).values()].map(copyOf);
}

/** Into empty tables. */
export async function pasteCurrentState(tx: Kysely<Tables>, copies: readonly StateCopy[]): Promise<void> {
  const states = new Map(copies.map((copy) => [copy.machine, stateOf(copy)]));
  await writeMachines(tx, states);
  await writeReadings(tx, states);
  await writeConditions(
    tx,
    states,
    new Map([...states].map(([machine, { conditions }]) => [machine, new Set(conditions.keys())])),
  );
}

async function writeMachines(tx: Kysely<Tables>, states: Map<string, MachineState>): Promise<void> {
  const rows = [...states.values()].map(({ machine, connected, receivedUs }) => ({
    machine,
    connected,
    received_us: receivedUs ?? null,
  }));
  for (const chunk of chunksOf(rows)) {
    await tx
      .insertInto('machine_state')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.column('machine').doUpdateSet(({ ref }) => ({
          connected: ref('excluded.connected'),
          received_us: ref('excluded.received_us'),
        })),
      )
      .execute();
  }
}

async function writeReadings(tx: Kysely<Tables>, states: Map<string, MachineState>): Promise<void> {
  const rows = [...states.values()].flatMap(({ machine, readings }) =>
    [...readings].map(([path, { code, value, timeUs, quality }]) => ({
      machine,
      path: storable(path),
      code: storable(code),
      // JSON has no NaN and no infinity.
      value: JSON.stringify(typeof value === 'number' && !Number.isFinite(value) ? String(value) : value),
      time_us: timeUs,
      quality,
    })),
  );
  for (const chunk of chunksOf(rows)) {
    await tx
      .insertInto('reading')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['machine', 'path']).doUpdateSet(({ ref }) => ({
          code: ref('excluded.code'),
          value: ref('excluded.value'),
          time_us: ref('excluded.time_us'),
          quality: ref('excluded.quality'),
        })),
      )
      .execute();
  }
}

async function writeConditions(
  tx: Kysely<Tables>,
  states: Map<string, MachineState>,
  touched: Map<string, Set<string>>,
): Promise<void> {
  const pairs = [...touched].flatMap(([machine, paths]) => [...paths].map((path) => ({ machine, path })));
  if (pairs.length === 0) return;
  const machines = pairs.map(({ machine }) => machine);
  const paths = pairs.map(({ path }) => storable(path));
  await tx
    .deleteFrom('active_condition')
    .where((eb) =>
      eb(
        eb.refTuple('machine', 'path'),
        'in',
        sql<never>`(select * from unnest(${machines}::text[], ${paths}::text[]))`,
      ),
    )
    .execute();
  const rows = pairs.flatMap(({ machine, path }) =>
    [...(states.get(machine)?.conditions.get(path) ?? [])].map(([nativeCode, condition]) => ({
      machine,
      path: storable(path),
      native_code: storable(nativeCode),
      code: storable(condition.code),
      level: condition.level,
      message: storable(condition.message),
      since_us: condition.sinceUs,
    })),
  );
  for (const chunk of chunksOf(rows)) await tx.insertInto('active_condition').values(chunk).execute();
}
