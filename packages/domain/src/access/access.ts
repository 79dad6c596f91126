/** What somebody may do where: every right is bound to a place and reaches into all that lies within it, never beyond. */
import { enterpriseRoot, type PlaceId } from '../plant/place.ts';
import { isWithin, type PlantTree } from '../plant/plant-tree.ts';
import type { RoleGrant, RoleMatrix } from './role.ts';

export interface Permit<Permission extends string> {
  readonly place: PlaceId;
  readonly permissions: ReadonlySet<Permission>;
}

/** Rights add up; there is none that takes another away. */
export type Access<Permission extends string> = readonly Permit<Permission>[];

/** Of the grants of one person. */
export const accessOf = <Permission extends string>(
  grants: readonly RoleGrant[],
  matrix: RoleMatrix<Permission>,
): Access<Permission> => grants.map(({ role, place }) => ({ place, permissions: new Set(matrix[role]) }));

/** The root contains everything, also what the tree does not know yet; any other place only what the tree shows within it. */
const contains = (tree: PlantTree, outer: PlaceId, inner: PlaceId): boolean =>
  outer === enterpriseRoot || isWithin(tree, inner, outer);

export const may = <Permission extends string>(
  tree: PlantTree,
  access: Access<Permission>,
  { permission, place }: { permission: Permission; place: PlaceId },
): boolean =>
  access.some((permit) => permit.permissions.has(permission) && contains(tree, permit.place, place));

/** What may be done at one place. */
export const permissionsAt = <Permission extends string>(
  tree: PlantTree,
  access: Access<Permission>,
  place: PlaceId,
): Set<Permission> =>
  new Set(
    access
      .filter((permit) => contains(tree, permit.place, place))
      .flatMap(({ permissions }) => [...permissions]),
  );

/** What may be done at some place or other: what a screen offers at all. */
export const permissionsAnywhere = <Permission extends string>(access: Access<Permission>): Set<Permission> =>
  new Set(access.flatMap(({ permissions }) => [...permissions]));

/** The largest places at which all of these may be done; none lies within another. */
export function placesWith<Permission extends string>(
  tree: PlantTree,
  access: Access<Permission>,
  permissions: readonly [Permission, ...Permission[]],
): PlaceId[] {
  const placesOf = (permission: Permission) =>
    access.filter((permit) => permit.permissions.has(permission)).map(({ place }) => place);
  const [first, ...others] = permissions;
  let places = placesOf(first);
  for (const permission of others) {
    const also = placesOf(permission);
    places = places.flatMap((place) => also.flatMap((other) => common(tree, place, other)));
  }
  const all = [...new Set(places)];
  return all.filter((place) => !all.some((other) => other !== place && contains(tree, other, place)));
}

export interface TokenScopes<Permission extends string> {
  readonly permissions: readonly Permission[];
  /** Absent: wherever its owner may. */
  readonly place?: PlaceId;
}

/** A token may do what its scopes name and its owner may do at this moment: it never outlives a right of its owner. */
export function accessOfToken<Permission extends string>(
  tree: PlantTree,
  owner: Access<Permission>,
  scopes: TokenScopes<Permission>,
): Access<Permission> {
  const named = new Set(scopes.permissions);
  return owner.flatMap((permit) => {
    const permissions = new Set([...permit.permissions].filter((permission) => named.has(permission)));
    const places = scopes.place === undefined ? [permit.place] : common(tree, permit.place, scopes.place);
    return permissions.size === 0 ? [] : places.map((place) => ({ place, permissions }));
  });
}

/** What lies in both: of two places in a tree one is within the other, or nothing is. */
function common(tree: PlantTree, a: PlaceId, b: PlaceId): PlaceId[] {
  if (contains(tree, a, b)) return [b];
  return contains(tree, b, a) ? [a] : [];
}
