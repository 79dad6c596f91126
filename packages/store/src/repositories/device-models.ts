/** What each machine can tell: components and data items, so that screens can name a path. */
import type { DataItem, DeviceModel } from '@mantinel/domain';

export interface DeviceModels {
  /** Replaces the machine's model; writes nothing when it is the same. Returns whether it changed. */
  save(machine: string, model: DeviceModel): Promise<boolean>;
  get(machine: string): Promise<DeviceModel | undefined>;
  /** Ordered as the model had them; empty for a machine without a model. */
  items(machine: string): Promise<DataItem[]>;
}
