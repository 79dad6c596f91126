/** Roles people and devices hold at places: hierarchical RBAC (NIST, ANSI INCITS 359-2012) on the plant tree. */
import type { PlaceId } from '../plant/place.ts';

export const roles = [
  'platformOwner',
  'organisationAdmin',
  'manager',
  'engineer',
  'technician',
  'operator',
  'auditor',
  'viewer',
  /** An edge node that delivers events. */
  'machine',
  /** A wall display, by token. */
  'kiosk',
] as const;
export type Role = (typeof roles)[number];

/** User assignment (INCITS 359, UA) with a place: the role holds there and in everything within. */
export interface RoleGrant {
  readonly person: string;
  readonly role: Role;
  readonly place: PlaceId;
}

/** Permission assignment (INCITS 359, PA), as data. */
export type RoleMatrix<Permission extends string> = Readonly<Record<Role, readonly Permission[]>>;

/** Which roles a role may give and take, within its own place (administrative RBAC). */
export type GrantableRoles = Readonly<Record<Role, readonly Role[]>>;
