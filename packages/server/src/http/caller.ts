/** Who asks, and what they may do where. */
import { AppError, type Permission, paths } from '@mantinel/contract';
import {
  type Access,
  enterpriseRoot,
  levelOf,
  may,
  type PlaceId,
  type PlantTree,
  permissionsAnywhere,
  shortId,
} from '@mantinel/domain';
import type { SessionTerminal } from '@mantinel/store';

export interface Caller {
  /** Absent for the public and for the viewer of the demonstration. */
  readonly person?: { readonly id: string; readonly name: string };
  /** The browser's session, where one was shown. */
  readonly session?: { readonly id: string; readonly provedUs: number };
  /** The shared terminal on which the session was begun, and when it ends unless somebody goes on working. */
  readonly terminal?: SessionTerminal & { readonly endsUs: number };
  /** The program's token, where one was shown. */
  readonly token?: { readonly id: string };
  readonly access: Access<Permission>;
  /** The plant on which `access` holds. */
  readonly plant: PlantTree;
  /** Why nothing more is known of this caller just now: `store.unavailable`. */
  readonly doubt?: AppError;
}

export const mayAt = ({ plant, access }: Caller, permission: Permission, place: PlaceId): boolean =>
  may(plant, access, { permission, place });

/** Whoever it is. Throws `session.required`. */
export function requireSignedIn(caller: Caller): void {
  if (caller.person !== undefined) return;
  throw caller.doubt ?? new AppError('session.required');
}

const freshMinutes = 10;
/** Farther in the future than clocks are corrected by: it was set back, and nobody knows how old the proof is. */
const aheadUs = 60_000_000;

/** A session that was left open must not be enough. Throws `session.stepUp`. */
export function requireFresh({ session }: Caller, nowUs: number): void {
  if (session === undefined) return;
  const ageUs = nowUs - session.provedUs;
  if (ageUs >= -aheadUs && ageUs <= freshMinutes * 60_000_000) return;
  throw new AppError('session.stepUp', { data: { path: paths.sessionProof, minutes: freshMinutes } });
}

/** At some place or other; which one is asked by `requirePermissionAt`. Throws `session.required` or `permission.denied`. */
export function requirePermission(caller: Caller, permission: Permission): void {
  if (permissionsAnywhere(caller.access).has(permission)) return;
  if (caller.doubt) throw caller.doubt;
  if (caller.person === undefined) throw new AppError('session.required');
  throw new AppError('permission.denied', { data: { permission } });
}

/**
 * Throws `permission.denied` for a place that the caller may at least see, and `machine.notFound` or `place.notFound` for any
 * other: that it exists is no one else's business.
 */
export function requirePermissionAt(caller: Caller, permission: Permission, place: PlaceId): void {
  if (mayAt(caller, permission, place)) return;
  if (caller.doubt) throw caller.doubt;
  const seen =
    place === enterpriseRoot || mayAt(caller, 'place.read', place) || mayAt(caller, 'machine.read', place);
  if (seen) throw new AppError('permission.denied', { data: { permission } });
  throw levelOf(place) === 'machine'
    ? new AppError('machine.notFound', { data: { machine: shortId(place) } })
    : new AppError('place.notFound', { data: { place } });
}
