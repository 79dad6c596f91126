/** Who may give and take roles, and who may not release what: the rules that keep rights from growing by themselves. */
import type { PlaceId } from '../plant/place.ts';
import type { PlantTree } from '../plant/plant-tree.ts';
import { accessOf, may } from './access.ts';
import type { GrantableRoles, Role, RoleGrant } from './role.ts';

/**
 * A role may be given where one of the giver's own grants holds, if that grant's role may give it. Bound to single grants: an
 * admin of one site who is a viewer of another gives nothing away there.
 */
export const mayGrantRole = (
  tree: PlantTree,
  giver: readonly RoleGrant[],
  { role, place, grantable }: { role: Role; place: PlaceId; grantable: GrantableRoles },
): boolean => may(tree, accessOf(giver, grantable), { permission: role, place });

/** Something that is released before it takes effect: a program, an operation, a rule. */
export interface Change {
  readonly author: string;
  /** Everyone who changed it since; each of them counts as its author. */
  readonly editors?: readonly string[];
}

/**
 * Separation of duties (INCITS 359, dynamic separation of duty; IEC 62443-2-1): whoever wrote a change never releases it, whatever
 * roles they hold.
 */
export const mayRelease = (person: string, { author, editors = [] }: Change): boolean =>
  person !== author && !editors.includes(person);
