/** The latest of every data item, folded from the logbook; a projection that can be rebuilt at any time. */
import type { MachineState } from '@mantinel/domain';

export interface CurrentState {
  /** Of every machine the logbook ever told of; built by `foldMachineState`. */
  all(): Promise<MachineState[]>;
  get(machine: string): Promise<MachineState | undefined>;
}
