import { Readable } from 'node:stream';
import { ReplayRecordingQuery } from '@mantinel/contract';
import { expect, test } from 'vitest';
import type { MachineHall } from './machine-hall.ts';
import { recordings } from './recordings.ts';
import { uploadedModels } from './uploaded-models.ts';

/** Refuses new folders to everybody, the superuser included. */
const folder = '/sys/mantinel';

test.runIf(process.platform === 'linux')(
  'a folder that may not be written is named, with its remedy',
  async () => {
    const models = uploadedModels({ folder });
    const model = '<MTConnectDevices><Devices><Device name="m"/></Devices></MTConnectDevices>';
    await expect(models.keep('Devices.xml', Readable.from([Buffer.from(model)]))).rejects.toMatchObject({
      code: 'deviceModel.notStored',
      status: 507,
      data: { folder },
    });
    const machines = { has: () => false } as unknown as MachineHall;
    const query = ReplayRecordingQuery.parse({ machine: 'm', file: 'day.txt' });
    const by = {
      person: undefined,
      unit: { id: 'u', resumed: false, commit: () => Promise.reject(new Error('unused')) },
    };
    const replaying = recordings({ folder, machines, models }).replay(
      query,
      Readable.from([Buffer.from('x')]),
      by,
    );
    await expect(replaying).rejects.toMatchObject({ code: 'recording.notStored', data: { folder } });
  },
);
