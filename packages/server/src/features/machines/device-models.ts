/** What each machine can tell: asked of the machine when it connects, remembered in the store for when it is off. */
import { AppError } from '@mantinel/contract';
import { type DeviceModel, sourceConnected } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import type { Store } from '@mantinel/store';
import type { Log } from '../../own-log/log.ts';
import type { MachineHall } from './machine-hall.ts';

export interface DeviceModels {
  /** Throws `machine.notFound`. Undefined where neither the machine, nor a file, nor the store knows. */
  of(machine: string): Promise<DeviceModel | undefined>;
  close(): void;
}

export interface DeviceModelsOptions {
  readonly machines: Pick<MachineHall, 'describe' | 'has'>;
  readonly store: Pick<Store, 'deviceModels'>;
  readonly logbook: Pick<EventStore, 'subscribe'>;
  readonly log: Log;
}

export function deviceModels({ machines, store, logbook, log }: DeviceModelsOptions): DeviceModels {
  async function learn(machine: string): Promise<DeviceModel | undefined> {
    // Asked anew: a machine that was off may come back with another model.
    const model = await machines.describe(machine, { again: true });
    if (model) await store.deviceModels.save(machine, model);
    return model;
  }

  const close = logbook.subscribe((batch) => {
    for (const { code, machine } of batch.events()) {
      if (code !== sourceConnected || machine === undefined || !machines.has(machine)) continue;
      learn(machine).catch((error: unknown) => {
        // It is asked again at the next connection and whenever a screen wants it.
        log.debug({ code: 'machine.modelNotKept', err: error, machine }, 'the device model was not kept');
      });
    }
  });

  return {
    close,
    of: async (machine) => {
      if (!machines.has(machine)) throw new AppError('machine.notFound', { data: { machine } });
      const told = await machines.describe(machine).catch((error: unknown) => {
        log.debug(
          { code: 'machine.modelUnknown', err: error, machine },
          'the machine did not describe itself',
        );
        return undefined;
      });
      if (told) return told;
      try {
        return await store.deviceModels.get(machine);
      } catch (error) {
        // Names and units are a help; without the database the screen goes on with bare paths.
        if (error instanceof AppError && error.code === 'store.unavailable') return undefined;
        throw error;
      }
    },
  };
}
