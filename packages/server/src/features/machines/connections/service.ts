/** Machines' connections as people change them: kept in mantinel.yaml, applied at once, no other machine disturbed. */
import { dirname } from 'node:path';
import {
  AppError,
  type ConnectionView,
  type config,
  type Removed,
  type TestedConnection,
} from '@mantinel/contract';
import { type Attributes, type PlaceId, placeId, shortId } from '@mantinel/domain';
import type { Repositories } from '@mantinel/store';
import { type Act, auditedAt } from '../../../audited-at.ts';
import type { ConfigFile } from '../../../config/config-file.ts';
import { dropMachine, replaceMachine, withRelativePaths } from '../../../config/save-machine.ts';
import type { MachineHall } from '../machine-hall.ts';
import { machineRow } from '../machine-row.ts';
import type { OpenSource } from '../record-machine.ts';
import { type MachineBatch, machineBatch, type ToldOfMachine } from './machine-batch.ts';
import { withoutSecrets, withSecrets } from './machine-secrets.ts';
import { codeOf, plain, reopens, same, versionOf } from './machine-versions.ts';
import { tryConnection } from './try-connection.ts';

export interface MachineConnections {
  /** Throws `machine.notFound`. */
  get(id: string): ConnectionView;
  /**
   * Throws `machine.notFound`, `machine.ofDemo`, `changedMeanwhile`, `configuration.*`, `deviceModel.*`, and `request.invalid`
   * for another id.
   */
  change(
    id: string,
    change: { connection: config.Machine; version: number },
    act: Act,
  ): Promise<ConnectionView>;
  /** What was recorded stays. Throws `machine.notFound`, `machine.ofDemo`, `changedMeanwhile`, `configuration.*`. */
  remove(id: string, version: number, act: Act): Promise<Removed>;
  /** Throws `deviceModel.*`. */
  test(connection: config.Machine, signal: AbortSignal): Promise<TestedConnection>;
  /** As mantinel.yaml may name them elsewhere: paths relative to it, secrets hidden, without the demonstration. */
  records(): readonly config.Machine[];
  batch(): MachineBatch;
}

export interface ConnectionsOptions {
  readonly machines: Pick<MachineHall, 'configOf' | 'configured' | 'add' | 'replace' | 'drop' | 'has'>;
  /** Absent where there is nowhere to write. */
  readonly file: ConfigFile | undefined;
  readonly openSource: OpenSource;
  /** This node's site. */
  readonly site: PlaceId;
  /** The plant is to be asked for anew. */
  readonly changed: () => void;
  readonly nowUs: () => number;
}

export function machineConnections(options: ConnectionsOptions): MachineConnections {
  const { machines, file, openSource, nowUs } = options;
  const site = shortId(options.site);
  const busy = new Set<string>();

  const viewOf = (machine: config.Machine, demo: boolean): ConnectionView => ({
    connection: withoutSecrets(machine),
    demo,
    kept: file !== undefined && !demo,
    version: versionOf(machine),
  });

  /** One change of a machine at a time. Throws `machine.ofDemo`, `changedMeanwhile`. */
  async function changing<T>(id: string, work: () => Promise<T>): Promise<T> {
    if (machines.configOf(id).demo) throw new AppError('machine.ofDemo', { data: { machine: id } });
    if (busy.has(id)) throw changedMeanwhile(id);
    busy.add(id);
    try {
      return await work();
    } finally {
      busy.delete(id);
      options.changed();
    }
  }

  const tell = (tx: Repositories, told: ToldOfMachine, act: Act) =>
    tx.outbox.enqueue(
      auditedAt({
        code: told.code,
        message: told.message,
        place: placeId('machine', told.id),
        ...(told.before ? { before: stateOf(told.before) } : {}),
        ...(told.after ? { after: stateOf(told.after) } : {}),
        act,
        site,
        nowUs: nowUs(),
      }),
    );

  return {
    get: (id) => {
      const { machine, demo } = machines.configOf(id);
      return viewOf(machine, demo);
    },
    change: (id, { connection, version }, act) =>
      changing(id, async () => {
        if (connection.id !== id)
          throw new AppError('request.invalid', { data: { problem: 'the id of a machine stays as it is' } });
        const before = machines.configOf(id).machine;
        const after = withSecrets(connection, before);
        // An attempt that got no further than the machine, and is made again.
        const done = act.unit.resumed && same(before, after);
        if (versionOf(before) !== version && !done) throw changedMeanwhile(id);
        const source = reopens(before, after) ? openSource(after) : undefined;
        // What cannot be opened at all must not end what is recorded now.
        if (!after.paused) await source?.open();
        return act.unit.commit(async (tx) => {
          const known = await tx.machines.get(id);
          const origin = known?.origin ?? 'config';
          await tx.machines.keep({ ...machineRow(after, { site, demo: false }), origin });
          await tell(
            tx,
            { code: codeOf(before, after), message: 'A person changed a machine.', id, before, after },
            act,
          );
          if (file) await replaceMachine(file, before, after);
          // mantinel.yaml says what is recorded: from here on this holds, also when the commit fails.
          await machines.replace(after, source);
          return viewOf(after, false);
        });
      }),
    remove: async (id, version, act) => {
      // An attempt that got no further than the machine, and is made again.
      if (act.unit.resumed && !machines.has(id)) return act.unit.commit(async () => ({ removed: id }));
      return changing(id, async () => {
        const before = machines.configOf(id).machine;
        if (versionOf(before) !== version) throw changedMeanwhile(id);
        return act.unit.commit(async (tx) => {
          if (await tx.machines.get(id)) await tx.machines.remove(id);
          await tell(
            tx,
            { code: 'machine.removed', message: 'A person removed a machine.', id, before },
            act,
          );
          if (file) await dropMachine(file, before);
          await machines.drop(id);
          return { removed: id };
        });
      });
    },
    test: (connection, signal) => tryConnection(openSource({ ...connection, paused: false }), { signal }),
    records: () =>
      machines
        .configured()
        .filter(({ demo }) => !demo)
        .map(({ machine }) => {
          const elsewhere = file ? withRelativePaths({ ...machine }, dirname(file.path)) : machine;
          return withoutSecrets(elsewhere) as config.Machine;
        }),
    batch: () => machineBatch({ ...options, tell }),
  };
}

const changedMeanwhile = (id: string) =>
  new AppError('changedMeanwhile', { data: { what: `the machine ${id}` } });

const stateOf = (machine: config.Machine): Attributes => withoutSecrets(plain(machine)) as Attributes;
