/** The real recordings of a full checkout's neighbour folder, for tests that skip where it is absent. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const machineData = join(import.meta.dirname, '../../../../shared/data/machines');
export const hasMachineData = existsSync(machineData);

const nist = 'nist-smstestbed';

/** Recording, its device model, and the device within it. */
export const recordings = [
  [`${nist}/Mazak01-20161129-20161130.txt`, `${nist}/Devices.xml`, 'Mazak01'],
  [`${nist}/Mazak01-20161208-20161209.txt`, `${nist}/Devices.xml`, 'Mazak01'],
  [`${nist}/Mazak01-20180220-20180221.txt`, `${nist}/Devices.xml`, 'Mazak01'],
  [`${nist}/Mazak03-20160510-20160511.txt`, `${nist}/Devices.xml`, 'Mazak03'],
  [`${nist}/GFAgie01-20161025-20161026.txt`, `${nist}/Devices.xml`, 'GFAgie01'],
  [`${nist}/GFAgie01-20161108-20161109.txt`, `${nist}/Devices.xml`, 'GFAgie01'],
  [`${nist}/Hurco01-20170518-20170519.txt`, `${nist}/Devices.xml`, 'Hurco01'],
  ['okuma-cppagent/okuma.txt', 'okuma-cppagent/Devices.xml', 'OKUMA'],
] as const;
