/** Machines of a file that people bring in: judged one by one in the transaction of the file, written all at once at its end. */
import { dirname } from 'node:path';
import { AppError, type config } from '@mantinel/contract';
import { type PlaceId, shortId } from '@mantinel/domain';
import type { Repositories } from '@mantinel/store';
import type { Act } from '../../../audited-at.ts';
import type { ConfigFile } from '../../../config/config-file.ts';
import { withAbsolutePaths } from '../../../config/load-config.ts';
import { saveMachines } from '../../../config/save-machine.ts';
import type { MachineHall } from '../machine-hall.ts';
import { machineRow } from '../machine-row.ts';
import type { MachineSource, OpenSource } from '../record-machine.ts';
import { withSecrets } from './machine-secrets.ts';
import { codeOf, reopens } from './machine-versions.ts';

export interface MachineBatch {
  /**
   * Opens what it can without the machine itself, and notes it in the transaction. `known`: that it is here already is known to
   * whoever brings it. Throws `configuration.noFile`, `configuration.refused`, `machine.ofDemo`, `machine.exists`, `deviceModel.*`.
   */
  take(
    record: config.Machine,
    how: { readonly known: boolean; readonly tx: Repositories; readonly act: Act },
  ): Promise<void>;
  /**
   * The last thing before the commit: mantinel.yaml in one write, and from there on they are recorded so, also when the commit
   * fails. Throws `configuration.*`, `machine.exists`, `changedMeanwhile`; then nothing was written.
   */
  write(): Promise<void>;
}

export interface MachineBatchOptions {
  readonly machines: Pick<MachineHall, 'configOf' | 'has' | 'add' | 'replace'>;
  readonly file: ConfigFile | undefined;
  readonly openSource: OpenSource;
  readonly site: PlaceId;
  readonly changed: () => void;
  readonly tell: (tx: Repositories, told: ToldOfMachine, act: Act) => Promise<void>;
}

export interface ToldOfMachine {
  readonly code: string;
  readonly message: string;
  readonly id: string;
  readonly before?: config.Machine | undefined;
  readonly after?: config.Machine;
}

interface Taken {
  readonly before: config.Machine | undefined;
  readonly after: config.Machine;
  readonly source: MachineSource | undefined;
}

export function machineBatch(options: MachineBatchOptions): MachineBatch {
  const { machines, file, openSource, site, tell } = options;
  const taken: Taken[] = [];
  return {
    take: async (record, { known, tx, act }) => {
      if (!file) throw new AppError('configuration.noFile');
      const { id } = record;
      const here = machines.has(id) ? machines.configOf(id) : undefined;
      if (here?.demo) throw new AppError('machine.ofDemo', { data: { machine: id } });
      if (here && !known) throw new AppError('machine.exists', { data: { machine: id } });
      const before = here?.machine;
      const after = withSecrets(withAbsolutePaths(record, dirname(file.path)), before);
      const source = before && !reopens(before, after) ? undefined : openSource(after);
      if (!after.paused) await source?.open();
      const origin = (await tx.machines.get(id))?.origin ?? (before ? 'config' : 'person');
      await tx.machines.keep({ ...machineRow(after, { site: shortId(site), demo: false }), origin });
      const told = before
        ? { code: codeOf(before, after), message: 'A person changed a machine.' }
        : { code: 'machine.added', message: 'A person connected this machine.' };
      await tell(tx, { ...told, id, before, after }, act);
      taken.push({ before, after, source });
    },
    write: async () => {
      if (!file || taken.length === 0) return;
      await saveMachines(file, taken);
      try {
        for (const { before, after, source } of taken) {
          if (before) await machines.replace(after, source);
          else if (source) machines.add(after, source);
        }
      } finally {
        options.changed();
      }
    },
  };
}
