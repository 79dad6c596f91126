/** A scope as tests, compiled once: sets instead of lists. */
import type { NewEvent } from '@mantinel/domain';
import type { Scope } from './event-store.ts';

/** What a scope decides on. */
export type Addressed = Pick<NewEvent, 'site' | 'kind'> & { readonly machine?: string | undefined };

/** An event is in scope when any part has both its machine and the rest of it. */
export interface ScopePart {
  readonly hasMachine: (machine: string | undefined) => boolean;
  readonly hasProfile: (profile: Pick<NewEvent, 'site' | 'kind'>) => boolean;
}

export const scopeParts = (scope: Scope): ScopePart[] => [scope, ...(scope.or ?? [])].map(partOf);

export function scopeTest(scope: Scope): (event: Addressed) => boolean {
  const parts = scopeParts(scope);
  return (event) => parts.some((part) => part.hasMachine(event.machine) && part.hasProfile(event));
}

function partOf(part: Omit<Scope, 'or'>): ScopePart {
  const sites = part.sites === 'all' ? undefined : new Set(part.sites);
  const machines = part.machines === 'all' ? undefined : new Set(part.machines);
  const withoutKinds = new Set(part.withoutKinds);
  return {
    hasMachine: (machine) =>
      machine === undefined ? part.withoutMachine : !machines || machines.has(machine),
    hasProfile: ({ site, kind }) => (!sites || sites.has(site)) && !withoutKinds.has(kind),
  };
}
