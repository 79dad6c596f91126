/** Writes the data set of this site from the command line, beside a Mantinel that runs or without one. */
import { placeId } from '@mantinel/domain';
import type { DatasetReport } from '@mantinel/harvester';
import { type Parts, systemParts } from '../../parts.ts';
import { type BesideOptions, storeBeside } from '../../store-beside.ts';

export interface DatasetBesideOptions extends BesideOptions {
  /** Absolute. */
  readonly folder: string;
}

export async function datasetBeside(
  options: DatasetBesideOptions,
  parts: Parts = systemParts(),
): Promise<DatasetReport> {
  const { config, folder, signal } = options;
  const { exportDataset } = await import('@mantinel/harvester/reading');
  await using beside = await storeBeside(options, parts);
  return await exportDataset({ store: beside.store, places: [placeId('site', config.site)], folder, signal });
}
