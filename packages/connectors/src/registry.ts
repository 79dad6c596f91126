/** From a machine's configuration to its connector. A new protocol is a folder, its configuration in the contract, and one line here. */
import { readFile } from 'node:fs/promises';
import { AppError, type config } from '@mantinel/contract';
import type { DeviceModel } from '@mantinel/domain';
import type { Connector, ConnectorEnvironment } from './connector.ts';
import { chooseDevice, type ItemNaming, readDeviceModels } from './device-model/read-device-models.ts';
import { mtconnectConnector } from './mtconnect/mtconnect-connector.ts';
import { replayConnector } from './replay/replay-connector.ts';
import { shdrConnector } from './shdr/shdr-connector.ts';

/** Throws `deviceModel.unreadable`, `deviceModel.invalid`, `deviceModel.chooseDevice`. */
export async function openConnector(
  machine: config.Machine,
  environment: ConnectorEnvironment,
): Promise<Connector> {
  switch (machine.connector) {
    case 'shdr':
      return shdrConnector({ ...machine, model: await modelOf(machine, 'shdr') }, environment);
    case 'mtconnect':
      return mtconnectConnector({ ...machine, model: await modelOf(machine, 'agent') }, environment);
    case 'replay':
      return replayConnector({ ...machine, model: await modelOf(machine, 'shdr') }, environment);
    default:
      return machine satisfies never;
  }
}

async function modelOf(machine: config.Machine, naming: ItemNaming): Promise<DeviceModel | undefined> {
  const place = machine.deviceModel;
  if (place === undefined) return undefined;
  let xml: Uint8Array;
  try {
    xml = await readFile(place);
  } catch (error) {
    const data = { place, reason: (error as Error).message };
    throw new AppError('deviceModel.unreadable', { cause: error, data });
  }
  return chooseDevice(readDeviceModels(xml, naming, place), machine.device, place);
}
