/** The plant as rows: each place right behind what contains it. */
import type { PlaceView } from '@mantinel/contract';
import {
  enterpriseRoot,
  levelOf,
  mayContain,
  type PlaceId,
  type PlantTree,
  placesWithin,
} from '@mantinel/domain';

export interface PlaceRow {
  readonly place: PlaceView;
  readonly depth: number;
}

/** By name within a container; what its reader may see of nothing stands at the top. */
export function rowsOf(places: readonly PlaceView[]): PlaceRow[] {
  const known = new Set(places.map(({ id }) => id));
  const inside = Map.groupBy(places, ({ parent }) =>
    parent !== undefined && known.has(parent) ? parent : undefined,
  );
  const below = (parent: PlaceId | undefined, depth: number): PlaceRow[] =>
    (inside.get(parent) ?? [])
      .toSorted((one, other) => one.name.localeCompare(other.name))
      .flatMap((place) => [{ place, depth }, ...below(place.id, depth + 1)]);
  return below(undefined, 0);
}

/** Where a place may go: what its level may lie in, and not into itself. */
export function possibleParents(tree: PlantTree, places: readonly PlaceView[], place: PlaceId): PlaceView[] {
  const own = new Set(placesWithin(tree, place));
  return places.filter(({ id }) => mayContain(levelOf(id), levelOf(place)) && !own.has(id));
}

/** A name for people from the whole way down: a line of one site is not that of another. */
export function pathName(places: readonly PlaceView[], id: PlaceId): string {
  const byId = new Map(places.map((place) => [place.id, place]));
  const names: string[] = [];
  for (let at = byId.get(id); at && names.length < 6; at = at.parent && byId.get(at.parent))
    if (at.id !== enterpriseRoot || names.length === 0) names.unshift(at.name);
  return names.length === 0 ? id : names.join(' › ');
}

export const placeOptions = (
  all: readonly PlaceView[],
  offered: readonly PlaceView[] = all,
): { value: PlaceId; label: string }[] => {
  const offers = new Set(offered.map(({ id }) => id));
  return rowsOf(all)
    .filter(({ place }) => offers.has(place.id))
    .map(({ place: { id } }) => ({ value: id, label: pathName(all, id) }));
};
