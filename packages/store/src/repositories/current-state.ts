/** The latest of every data item, folded from the logbook; a projection that can be rebuilt at any time. */
import { type ActiveCondition, type MachineState, newMachineState } from '@mantinel/domain';
import type { Kysely } from 'kysely';
import type { Run } from '../run.ts';
import type { Tables } from '../tables.ts';

export interface CurrentState {
  /** Of every machine the logbook ever told of; built by `foldMachineState`. */
  all(): Promise<MachineState[]>;
  get(machine: string): Promise<MachineState | undefined>;
}

export const currentState = (run: Run): CurrentState => ({
  all: () => run(async (db) => [...(await loadWhole(db)).values()]),
  get: (machine) => run(async (db) => (await loadWhole(db, [machine])).get(machine)),
});

/** Of one moment, though it takes three statements. */
export function loadWhole(db: Kysely<Tables>, only?: readonly string[]): Promise<Map<string, MachineState>> {
  const load = async (tx: Kysely<Tables>) => {
    const states = await loadStates(tx, only);
    const readings = await tx
      .selectFrom('reading')
      .selectAll()
      .$if(only !== undefined, (query) => query.where('machine', 'in', only!))
      .execute();
    for (const { machine, path, code, value, time_us, quality } of readings) {
      states.get(machine)?.readings.set(path, { code, value, timeUs: time_us, quality });
    }
    return states;
  };
  return db.isTransaction
    ? load(db)
    : db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(load);
}

/** Connection and active conditions of the machines named, or of all; without their readings. */
export async function loadStates(
  db: Kysely<Tables>,
  only?: readonly string[],
): Promise<Map<string, MachineState>> {
  const states = new Map<string, MachineState>();
  const machines = await db
    .selectFrom('machine_state')
    .selectAll()
    .$if(only !== undefined, (query) => query.where('machine', 'in', only!))
    .orderBy('machine')
    .execute();
  for (const { machine, connected, received_us } of machines) {
    const state = newMachineState(machine);
    state.connected = connected;
    if (received_us !== null) state.receivedUs = received_us;
    states.set(machine, state);
  }
  const conditions = await db
    .selectFrom('active_condition')
    .selectAll()
    .$if(only !== undefined, (query) => query.where('machine', 'in', only!))
    .orderBy('since_us')
    .execute();
  for (const { machine, path, native_code, code, level, message, since_us } of conditions) {
    const byPath = states.get(machine)?.conditions;
    const active = byPath?.get(path) ?? new Map<string, ActiveCondition>();
    active.set(native_code, { path, code, level, message, sinceUs: since_us });
    byPath?.set(path, active);
  }
  return states;
}
