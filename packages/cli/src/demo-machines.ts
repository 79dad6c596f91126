/** The machines of the bundled demonstration: recordings of nothing real, in a loop, as if they happened now. */
import { fileURLToPath } from 'node:url';
import type { config } from '@mantinel/contract';

const file = (name: string) => fileURLToPath(new URL(`../demo/${name}`, import.meta.url));

/** Ids begin with `demo-`, so that nobody ever takes their events in the logbook for a machine of the shop. */
export const demoMachines = (): config.Machine[] =>
  (
    [
      ['mill', 'VM-3', 'Mill VM-3', 'fanuc'],
      ['lathe', 'LB-42', 'Lathe LB-42', 'fanuc'],
      ['five-axis', 'U-500', 'Five-axis U-500', 'siemens'],
    ] as const
  ).map(([id, device, name, controller]) => ({
    connector: 'replay',
    id: `demo-${id}`,
    name,
    controller,
    timeZone: 'UTC',
    clockOffsetMs: 0,
    paused: false,
    deviceModel: file('Devices.xml'),
    device,
    file: file(`${id}.shdr`),
    speed: 1,
    timestamps: 'shifted',
    loop: true,
  }));
