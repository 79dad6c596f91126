/** What is wrong with a plant, told instead of thrown: an import shows all of it at once. */
import { enterpriseRoot, levelOf, mayContain, type Place, type PlaceId } from './place.ts';
import { pathToRoot, plantTree } from './plant-tree.ts';

export type PlantProblem =
  | { readonly problem: 'noEnterprise' }
  | { readonly problem: 'unknownPlace'; readonly place: PlaceId }
  | { readonly problem: 'duplicateId'; readonly place: PlaceId }
  /** Every place but the enterprise lies in another one. */
  | { readonly problem: 'noParent'; readonly place: PlaceId }
  /** The enterprise lies in nothing, and there is one. */
  | { readonly problem: 'secondRoot'; readonly place: PlaceId }
  | { readonly problem: 'unknownParent'; readonly place: PlaceId; readonly parent: PlaceId }
  /** ISA-95 levels turned round, or a place below the enterprise that lies on no site. */
  | { readonly problem: 'wrongLevel'; readonly place: PlaceId; readonly parent: PlaceId }
  | { readonly problem: 'cycle'; readonly place: PlaceId };

/** Empty for a plant in order. */
export function checkPlant(places: readonly Place[]): PlantProblem[] {
  const tree = plantTree(places);
  const problems: PlantProblem[] = [];
  if (!tree.places.has(enterpriseRoot)) problems.push({ problem: 'noEnterprise' });
  const seen = new Set<PlaceId>();
  for (const place of places) {
    if (seen.has(place.id)) problems.push({ problem: 'duplicateId', place: place.id });
    else problems.push(...checkPlace(place));
    seen.add(place.id);
  }
  return problems;

  function checkPlace({ id, parent }: Place): PlantProblem[] {
    if (levelOf(id) === 'enterprise')
      return id === enterpriseRoot && parent === undefined ? [] : [{ problem: 'secondRoot', place: id }];
    if (parent === undefined) return [{ problem: 'noParent', place: id }];
    if (!tree.places.has(parent)) return [{ problem: 'unknownParent', place: id, parent }];
    const found: PlantProblem[] = [];
    if (!mayContain(levelOf(parent), levelOf(id))) found.push({ problem: 'wrongLevel', place: id, parent });
    if (liesInItself(id)) found.push({ problem: 'cycle', place: id });
    return found;
  }

  function liesInItself(id: PlaceId): boolean {
    const last = pathToRoot(tree, id).at(-1)!;
    return tree.places.get(last)!.parent === id;
  }
}
