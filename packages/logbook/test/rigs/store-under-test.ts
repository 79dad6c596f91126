/** The store the rigs break. Another implementation is put in by a module of the same shape, named in MANTINEL_RIG_STORE. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Batch, EncodedBatch, EventStore } from '../../src/event-store.ts';

export interface RigSettings {
  /** Small, so that sealing and rewriting run while the rig does. */
  readonly segmentBytes?: number;
  readonly reserveBytes?: number;
  /** Under a key that every process of the rig knows. */
  readonly encrypted?: boolean;
}

export interface StoreUnderTest {
  open(directory: string, settings: RigSettings): Promise<EventStore>;
  encode(events: Batch['events']): EncodedBatch;
}

export async function storeUnderTest(): Promise<StoreUnderTest> {
  const other = process.env.MANTINEL_RIG_STORE;
  const module: { store: StoreUnderTest } = await import(
    other === undefined ? './embedded-store.ts' : pathToFileURL(resolve(other)).href
  );
  return module.store;
}
