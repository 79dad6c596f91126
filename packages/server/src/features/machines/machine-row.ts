/** A machine as the database's table of machines names it. */
import type { config } from '@mantinel/contract';
import type { MachineRow } from '@mantinel/store';

export const machineRow = (
  machine: config.Machine,
  plant: { readonly site: string; readonly demo: boolean },
): Omit<MachineRow, 'origin'> => ({
  id: machine.id,
  name: machine.name ?? machine.id,
  site: plant.site,
  connector: machine.connector,
  timeZone: machine.timeZone,
  demo: plant.demo,
  settings: machine,
});
