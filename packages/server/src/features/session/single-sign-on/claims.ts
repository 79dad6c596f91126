/** What a provider says of a person, and what follows from it here. */
import type { config } from '@mantinel/contract';
import type { PlaceId, Role } from '@mantinel/domain';

export type Claims = Readonly<Record<string, unknown>>;
export interface RoleAtPlace {
  readonly role: Role;
  readonly place: PlaceId;
}

/** By its whole name, which may hold full stops (`https://example.com/groups`), else step by step into it. */
export function claimOf(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let found: unknown = claims;
  for (const step of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

/** Texts, numbers and booleans alike: providers differ in how they write them. */
function saysSo(claims: Claims, { claim, value }: { claim: string; value: string }): boolean {
  const found = claimOf(claims, claim);
  const values = Array.isArray(found) ? found : [found];
  return values.some((one) => ['string', 'number', 'boolean'].includes(typeof one) && String(one) === value);
}

export function textOf(claims: Claims, name: string): string | undefined {
  const found = claimOf(claims, name);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

/** An address that the provider says is not verified counts as none. */
export function isAdmitted(
  claims: Claims,
  { emailDomains, requiredClaim }: Pick<config.Oidc, 'emailDomains' | 'requiredClaim'>,
): boolean {
  if (requiredClaim !== undefined && !saysSo(claims, requiredClaim)) return false;
  if (emailDomains.length === 0) return true;
  const domain = textOf(claims, 'email')?.toLowerCase().split('@').slice(1);
  const verified = claimOf(claims, 'email_verified');
  return (
    domain?.length === 1 && emailDomains.includes(domain[0]!) && verified !== false && verified !== 'false'
  );
}

/** Each once. */
export function rolesOf(claims: Claims, mapping: readonly config.RoleFromClaim[]): RoleAtPlace[] {
  const roles = new Map<string, RoleAtPlace>();
  for (const { role, place, ...rule } of mapping)
    if (saysSo(claims, rule)) roles.set(`${role} ${place}`, { role, place });
  return [...roles.values()];
}

/** Entra ID leaves groups out of the token when there are too many, and says where they would be (OpenID Core, 5.6.2). */
export function isElsewhere(claims: Claims, mapping: readonly config.RoleFromClaim[]): boolean {
  const elsewhere = claimOf(claims, '_claim_names');
  if (typeof elsewhere !== 'object' || elsewhere === null) return false;
  return mapping.some(({ claim }) => Object.hasOwn(elsewhere, claim.split('.')[0]!));
}

/** By what people recognise it. */
export const labelOf = (claims: Claims, nameClaim: string): string =>
  (textOf(claims, 'email') ?? textOf(claims, 'preferred_username') ?? textOf(claims, nameClaim) ?? '').slice(
    0,
    200,
  );
