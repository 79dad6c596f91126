/** What a token may be allowed at a place: what its owner may do there, save what is refused to every token. */
import { type Permission, permissionCatalogue, permissions, roleMatrix } from '@mantinel/contract';
import { accessOf, may, type PlaceId, type PlantTree, type RoleGrant } from '@mantinel/domain';

/** Making tokens needs somebody who is signed in. */
const notByToken: readonly Permission[] = ['token.own'];

export interface TokenOwner {
  readonly tree: PlantTree;
  /** The owner's roles; undefined where they cannot be seen. */
  readonly grants: readonly RoleGrant[] | undefined;
  /** What the owner may do somewhere or other. */
  readonly anywhere: readonly Permission[];
}

/** Where the roles cannot be seen the server decides what of it holds at the place. */
export function offeredPermissions({ tree, grants, anywhere }: TokenOwner, place: PlaceId): Permission[] {
  const access = grants && accessOf(grants, roleMatrix);
  return permissions.filter(
    (permission) =>
      !notByToken.includes(permission) &&
      (access ? may(tree, access, { permission, place }) : anywhere.includes(permission)),
  );
}

export const scopeKinds = ['looks', 'everything', 'chosen'] as const;
export type ScopeKind = (typeof scopeKinds)[number];

export function permissionsOf(
  kind: ScopeKind,
  { offered, chosen }: { offered: readonly Permission[]; chosen: ReadonlySet<Permission> },
): Permission[] {
  switch (kind) {
    case 'looks':
      return offered.filter((name) => permissionCatalogue[name].effect === 'read');
    case 'everything':
      return [...offered];
    case 'chosen':
      return offered.filter((name) => chosen.has(name));
  }
}
