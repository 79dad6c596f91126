/** Writes the recordings of the demonstration and their device model into packages/cli/demo: run it after changing the script. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { devicesXml } from './demo/device-model.ts';
import { demoMachines } from './demo/machines.ts';
import { recordMachine } from './demo/record.ts';

export const demoFolder = join(import.meta.dirname, '../packages/cli/demo');

/** File name → content. */
export const demoFiles = (): Map<string, string> =>
  new Map([
    ['Devices.xml', devicesXml(demoMachines)],
    ...demoMachines.map((machine): [string, string] => [`${machine.id}.shdr`, recordMachine(machine)]),
  ]);

if (import.meta.main) {
  mkdirSync(demoFolder, { recursive: true });
  for (const [name, content] of demoFiles()) writeFileSync(join(demoFolder, name), content);
}
