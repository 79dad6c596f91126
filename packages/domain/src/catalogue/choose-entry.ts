/** Which entry speaks for a code at a machine: machine, then model (a machine builder's list), then shop, then what is shipped. */
import type { PlaceId } from '../plant/place.ts';
import { canonicalCode } from './canonical-code.ts';
import type { CatalogueEntry, CatalogueOrigin, ShopEntry } from './entry.ts';

export interface ChosenEntry {
  readonly entry: CatalogueEntry;
  readonly origin: CatalogueOrigin;
}

export interface Catalogue {
  shipped(code: string): CatalogueEntry | undefined;
  /** The shop's entries for a code, whatever their place and model. */
  shop(code: string): readonly ShopEntry[];
}

/** Whose event it is. */
export interface Bearer {
  /** The machine's place and what contains it, nearest first; the site's for what no machine said. */
  readonly path: readonly PlaceId[];
  /** By names that its device model gives, in any case: of the model, and of manufacturer and model. */
  readonly models: readonly string[];
}

/**
 * A shop's entry is taken whole, words and all: half of it in other people's words would be nobody's. Priority and time to respond
 * that it leaves open are those of the next one.
 */
export function chooseEntry(
  code: string,
  bearer: Bearer,
  { shipped, shop }: Catalogue,
): ChosenEntry | undefined {
  const canonical = canonicalCode(code);
  const ranked = [code, ...(canonical === code ? [] : [canonical])].flatMap((one) =>
    shop(one).flatMap((entry) => {
      const rank = rankOf(entry, bearer);
      return rank === undefined ? [] : [{ entry, ...rank }];
    }),
  );
  ranked.sort((a, b) => a.rank - b.rank);
  const found = shipped(code) ?? shipped(canonical);
  const all: readonly ChosenEntry[] = [
    ...ranked.map(({ entry, origin }) => ({ entry, origin })),
    ...(found ? [{ entry: found, origin: 'shipped' as const }] : []),
  ];
  const [first, ...rest] = all;
  if (!first) return undefined;
  const priority = all.find(({ entry }) => entry.priority !== undefined)?.entry.priority;
  const minutes = all.find(({ entry }) => entry.respondWithinMinutes !== undefined)?.entry
    .respondWithinMinutes;
  if (rest.length === 0) return first;
  return {
    origin: first.origin,
    entry: {
      ...first.entry,
      ...(priority === undefined ? {} : { priority }),
      ...(minutes === undefined ? {} : { respondWithinMinutes: minutes }),
    },
  };
}

/** Far above any depth of a plant (`placeLevels`). */
const models = 100;
const places = 200;

/** The nearer place before the farther, within machine, model and shop. */
function rankOf(
  { place, model }: ShopEntry,
  { path, models: names }: Bearer,
): { rank: number; origin: CatalogueOrigin } | undefined {
  const distance = path.indexOf(place);
  if (distance < 0) return undefined;
  if (model !== '' && !names.includes(model.toLowerCase())) return undefined;
  if (place.startsWith('machine:')) return { rank: model === '' ? 1 : 0, origin: 'machine' };
  return model === ''
    ? { rank: places + distance, origin: 'shop' }
    : { rank: models + distance, origin: 'model' };
}

/** The names of a device model, as entries are held against. */
export function modelNames({
  manufacturer,
  model,
}: {
  readonly manufacturer?: string | undefined;
  readonly model?: string | undefined;
}): string[] {
  if (!model) return [];
  const names = [model, ...(manufacturer ? [`${manufacturer} ${model}`] : [])];
  return names.map((name) => name.trim().toLowerCase());
}
