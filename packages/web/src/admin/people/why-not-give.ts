/** Why a role may not be given, told before anybody tries; the server decides again by the same rule. */
import { grantableRoles } from '@mantinel/contract';
import {
  mayGrantRole,
  type PlaceId,
  type PlantTree,
  type Role,
  type RoleGrant,
  roles,
} from '@mantinel/domain';

export type WhyNotGive =
  | { readonly why: 'oneself' | 'held' | 'place' }
  | { readonly why: 'role'; readonly givers: readonly Role[] };

interface Giving {
  readonly tree: PlantTree;
  /** Of whoever gives; undefined where they cannot be seen. */
  readonly own: readonly RoleGrant[] | undefined;
  readonly giver: string | undefined;
  readonly held: readonly RoleGrant[];
}

/** Undefined: nothing speaks against it. */
export function whyNotGive(
  { tree, own, giver, held }: Giving,
  grant: { person: string; role: Role; place: PlaceId },
): WhyNotGive | undefined {
  const { person, role, place } = grant;
  if (person === giver) return { why: 'oneself' };
  if (held.some((other) => other.role === role && other.place === place)) return { why: 'held' };
  if (!own || mayGrantRole(tree, own, { role, place, grantable: grantableRoles })) return undefined;
  if (own.some((grant) => grantableRoles[grant.role].includes(role))) return { why: 'place' };
  return { why: 'role', givers: roles.filter((other) => grantableRoles[other].includes(role)) };
}
