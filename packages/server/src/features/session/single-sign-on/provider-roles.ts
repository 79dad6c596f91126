/** The roles that a provider's claims give: brought in line at each sign-in; those that people gave are not touched. */
import type { config as configuration } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { Repositories } from '@mantinel/store';
import { auditEvent } from '../../../audit-event.ts';
import type { Log } from '../../../own-log/log.ts';
import { type Claims, isElsewhere, type RoleAtPlace, rolesOf } from './claims.ts';

export interface ProviderRolesOptions {
  readonly mapping: readonly configuration.RoleFromClaim[];
  /** On which site a place is told of. */
  readonly siteOf: (place: PlaceId) => string;
  readonly nowUs: number;
  readonly log: Log;
}

/** Returns whether anything changed. */
export async function followClaims(
  tx: Repositories,
  { person, claims }: { person: string; claims: Claims },
  options: ProviderRolesOptions,
): Promise<boolean> {
  const { mapping, log } = options;
  if (isElsewhere(claims, mapping))
    log.warn(
      { code: 'signIn.claimsElsewhere' },
      'the provider left out a claim that gives roles: too many groups; let it send only those of this application',
    );
  const held = await tx.roleGrants.of(person);
  const wanted = await ofKnownPlaces(tx, rolesOf(claims, mapping), log);
  const same = (one: RoleAtPlace, other: RoleAtPlace) => one.role === other.role && one.place === other.place;
  const tell = (code: 'grant.given' | 'grant.taken', grant: RoleAtPlace) =>
    tx.outbox.enqueue(told(code, { person, grant }, options));
  const given = wanted.filter((role) => !held.some((grant) => same(role, grant)));
  const taken = held.filter((grant) => grant.fromProvider && !wanted.some((role) => same(role, grant)));
  for (const { role, place } of given) {
    await tx.roleGrants.add({ person, role, place });
    await tell('grant.given', { role, place });
  }
  for (const { id, role, place } of taken) {
    await tx.roleGrants.remove(id);
    await tell('grant.taken', { role, place });
  }
  return given.length + taken.length > 0;
}

/** A place that was removed must not keep people out. */
async function ofKnownPlaces(tx: Repositories, roles: RoleAtPlace[], log: Log): Promise<RoleAtPlace[]> {
  const known: RoleAtPlace[] = [];
  for (const role of roles) {
    if (await tx.places.get(role.place)) known.push(role);
    else
      log.warn(
        { code: 'signIn.placeUnknown', place: role.place },
        'signIn.oidc.roles names a place that is not there',
      );
  }
  return known;
}

function told(
  code: 'grant.given' | 'grant.taken',
  { person, grant }: { person: string; grant: RoleAtPlace },
  { siteOf, nowUs }: ProviderRolesOptions,
) {
  const { role, place } = grant;
  const state = { role, place, provider: true };
  return auditEvent({
    code,
    message: code === 'grant.given' ? 'The provider gave a role.' : 'The provider took a role.',
    personId: undefined,
    subjectId: person,
    place,
    site: siteOf(place),
    ...(code === 'grant.given' ? { after: state } : { before: state }),
    nowUs,
  });
}
