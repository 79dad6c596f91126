/** Who asks, and what they may do and see. */
import { AppError, type Permission } from '@mantinel/contract';
import type { Scope } from '@mantinel/logbook';

/** A place in the plant that a request addresses; checked against what its caller may see. */
export interface Address {
  readonly site?: string;
  readonly machine?: string;
}

export interface Caller {
  /** Absent for the public and for the viewer of the demonstration. */
  readonly person?: { readonly id: string; readonly name: string };
  readonly permissions: readonly Permission[];
  readonly scope: Scope;
  /** Why nothing more is known of this caller just now: `store.unavailable`. */
  readonly doubt?: AppError;
}

export const nothing: Scope = { sites: [], machines: [], withoutMachine: false };

/** Throws `session.required` or `permission.denied`. */
export function requirePermission(caller: Caller, permission: Permission): void {
  if (caller.permissions.includes(permission)) return;
  if (caller.doubt) throw caller.doubt;
  if (caller.person === undefined) throw new AppError('session.required');
  throw new AppError('permission.denied', { data: { permission } });
}

/** Throws `machine.notFound` for what the caller may not see: that it exists is no one else's business. */
export function requireScope({ scope }: Caller, { site, machine }: Address): void {
  const covers = (granted: 'all' | readonly string[], asked: string | undefined) =>
    asked === undefined || granted === 'all' || granted.includes(asked);
  if (!covers(scope.sites, site) || !covers(scope.machines, machine))
    throw new AppError('machine.notFound', { data: { machine: machine ?? site ?? '' } });
}
