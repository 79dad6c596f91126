/** The plant as a tree: who contains whom. Built from any list; what does not hang together is within nothing. */
import { enterpriseRoot, levelOf, type Place, type PlaceId } from './place.ts';

export interface PlantTree {
  readonly places: ReadonlyMap<PlaceId, Place>;
  /** In the order given. */
  readonly children: ReadonlyMap<PlaceId, readonly PlaceId[]>;
}

/** The first of two places with one id counts; `checkPlant` tells of the second. */
export function plantTree(places: readonly Place[]): PlantTree {
  const byId = new Map<PlaceId, Place>();
  const children = new Map<PlaceId, PlaceId[]>();
  for (const place of places) {
    if (byId.has(place.id)) continue;
    byId.set(place.id, place);
    if (place.parent === undefined) continue;
    const siblings = children.get(place.parent);
    if (siblings) siblings.push(place.id);
    else children.set(place.parent, [place.id]);
  }
  return { places: byId, children };
}

/** The place itself, then what contains it, nearest first. Empty for an unknown place; ends where a cycle would begin. */
export function pathToRoot(tree: PlantTree, id: PlaceId): PlaceId[] {
  const path: PlaceId[] = [];
  const seen = new Set<PlaceId>();
  for (
    let place = tree.places.get(id);
    place && !seen.has(place.id);
    place = place.parent && tree.places.get(place.parent)
  ) {
    seen.add(place.id);
    path.push(place.id);
  }
  return path;
}

/** Whether `inner` is `outer` or lies in it. False when either is unknown: rights hang on this. */
export function isWithin(tree: PlantTree, inner: PlaceId, outer: PlaceId): boolean {
  return pathToRoot(tree, inner).includes(outer);
}

/** The site on which a place lies; undefined for the enterprise, and for what is unknown or hangs loose. */
export function siteOf(tree: PlantTree, id: PlaceId): PlaceId | undefined {
  const path = pathToRoot(tree, id);
  return path.at(-1) === enterpriseRoot ? path.find((place) => levelOf(place) === 'site') : undefined;
}

/** The place and everything in it, containers before contents. Empty for an unknown place. */
export function placesWithin(tree: PlantTree, id: PlaceId): PlaceId[] {
  const found = new Set<PlaceId>(tree.places.has(id) ? [id] : []);
  // A set goes on to what is added while it is walked, and does not go round a cycle.
  for (const place of found) for (const child of tree.children.get(place) ?? []) found.add(child);
  return [...found];
}

export const machinesWithin = (tree: PlantTree, id: PlaceId): PlaceId[] =>
  placesWithin(tree, id).filter((place) => levelOf(place) === 'machine');
