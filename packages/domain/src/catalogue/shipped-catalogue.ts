/** The entries that come with the product: data, one file for each family of controllers, and one for the product's own codes. */
import type { AlarmPriority } from '../alarms/alarm-state.ts';
import type { CatalogueEntry, CatalogueLanguage, CatalogueSource, Confidence, EntryTexts } from './entry.ts';
import fanucDs from './shipped/fanuc-ds.json' with { type: 'json' };
import fanucOh from './shipped/fanuc-oh.json' with { type: 'json' };
import fanucOt from './shipped/fanuc-ot.json' with { type: 'json' };
import fanucPs from './shipped/fanuc-ps.json' with { type: 'json' };
import fanucPw from './shipped/fanuc-pw.json' with { type: 'json' };
import fanucSp from './shipped/fanuc-sp.json' with { type: 'json' };
import fanucSv from './shipped/fanuc-sv.json' with { type: 'json' };
import fanucSw from './shipped/fanuc-sw.json' with { type: 'json' };
import mantinel from './shipped/mantinel.json' with { type: 'json' };
import mtconnect from './shipped/mtconnect.json' with { type: 'json' };

export interface CatalogueFile {
  /** By the short name that entries cite. */
  readonly sources: Readonly<Record<string, CatalogueSource>>;
  /** By event code. */
  readonly entries: Readonly<Record<string, ShippedEntry>>;
}

type ShippedEntry = Readonly<Record<CatalogueLanguage, EntryTexts>> & {
  readonly priority?: AlarmPriority;
  readonly respondWithinMinutes?: number;
  readonly sources: readonly string[];
  readonly confidence: Confidence;
  readonly generic?: true;
};

/** By family: a controller and its kind of alarm, the product itself, or MTConnect's kinds of conditions. */
export const shippedFiles: Readonly<Record<string, CatalogueFile>> = {
  'fanuc-ds': fanucDs as CatalogueFile,
  'fanuc-oh': fanucOh as CatalogueFile,
  'fanuc-ot': fanucOt as CatalogueFile,
  'fanuc-ps': fanucPs as CatalogueFile,
  'fanuc-pw': fanucPw as CatalogueFile,
  'fanuc-sp': fanucSp as CatalogueFile,
  'fanuc-sv': fanucSv as CatalogueFile,
  'fanuc-sw': fanucSw as CatalogueFile,
  mantinel: mantinel as CatalogueFile,
  mtconnect: mtconnect as CatalogueFile,
};

/** By event code. Read once: it never changes while the program runs. */
export function shippedCatalogue(): ReadonlyMap<string, CatalogueEntry> {
  return new Map(
    Object.values(shippedFiles).flatMap(({ sources, entries }) =>
      Object.entries(entries).map(([code, { en, de, sk, sources: cited, ...rest }]) => [
        code,
        { ...rest, code, texts: { en, de, sk }, sources: cited.map((name) => sources[name]!) },
      ]),
    ),
  );
}
