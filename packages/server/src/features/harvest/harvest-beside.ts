/** Harvests folders from the command line, beside a Mantinel that runs or without one. */
import { placeId } from '@mantinel/domain';
import type { HarvestOptions, HarvestReport } from '@mantinel/harvester';
import { type Parts, systemParts } from '../../parts.ts';
import { type BesideOptions, storeBeside } from '../../store-beside.ts';

export interface HarvestBesideOptions extends BesideOptions, Pick<HarvestOptions, 'about'> {
  /** Absolute. */
  readonly folders: readonly string[];
  /** For a source that has none yet: an SPDX identifier, or `own`. */
  readonly licence?: string | undefined;
  readonly readers?: number | undefined;
  readonly begins?: (folder: string) => void;
  readonly progress?: (
    folder: string,
    progress: Parameters<NonNullable<HarvestOptions['progress']>>[0],
  ) => void;
  readonly ended?: (folder: string, report: HarvestReport) => void;
}

/** One after the other. Throws what `harvest` throws. */
export async function harvestBeside(
  options: HarvestBesideOptions,
  parts: Parts = systemParts(),
): Promise<void> {
  const { config, folders, signal, licence, readers, about } = options;
  const { nowUs } = parts.clock;
  const { harvest } = await import('@mantinel/harvester/reading');
  await using beside = await storeBeside(options, parts);
  const { store } = beside;
  const place = placeId('site', config.site);
  await store.places.settle({ site: config.site, machines: [] });
  for (const folder of folders) {
    const found = await store.harvestSources.ensure({ place, kind: 'folder', location: folder });
    const source =
      licence === undefined || found.licence === licence
        ? found
        : await store.harvestSources.change(found.id, { ...found, licence });
    options.begins?.(folder);
    const report = await harvest({
      store,
      source,
      signal,
      nowUs,
      progress: (progress) => options.progress?.(folder, progress),
      ...(readers !== undefined && { reading: { readers } }),
      ...(about && { about }),
    });
    options.ended?.(folder, report);
    if (report.state === 'cancelled') return;
  }
}
