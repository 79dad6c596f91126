/** The entries that come with the product: data, one file for each family of controllers, and one for the product's own codes. */
import type {
  AlarmPriority,
  CatalogueEntry,
  CatalogueLanguage,
  CatalogueSource,
  Confidence,
  EntryTexts,
} from './entry.ts';
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

/** By the name of the family: the prefix of its codes, but for what is of no controller. */
export const shippedFiles: Readonly<Record<string, CatalogueFile>> = {
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
