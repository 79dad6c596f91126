/** Changes of a plant that either keep it in order or say why not. */
import { checkPlant, type PlantProblem } from './check-plant.ts';
import type { Place, PlaceId } from './place.ts';
import { type PlantTree, plantTree } from './plant-tree.ts';

export type PlantChange = { readonly tree: PlantTree } | { readonly problems: readonly PlantProblem[] };

/** Puts a place, with everything in it, into another one. Its id stays: what happened there keeps its address. */
export function movePlace(tree: PlantTree, id: PlaceId, parent: PlaceId): PlantChange {
  const place = tree.places.get(id);
  if (!place) return { problems: [{ problem: 'unknownPlace', place: id }] };
  return checked([...tree.places.values()].map((other) => (other === place ? { ...place, parent } : other)));
}

export const addPlace = (tree: PlantTree, place: Place): PlantChange =>
  checked([...tree.places.values(), place]);

function checked(places: readonly Place[]): PlantChange {
  const problems = checkPlant(places);
  return problems.length > 0 ? { problems } : { tree: plantTree(places) };
}
