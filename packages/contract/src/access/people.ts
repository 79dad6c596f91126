/** Accounts, the roles they hold, and the one-time links by which people choose their passwords. */
import { roles } from '@mantinel/domain';
import { z } from 'zod';
import { TimeUs } from '../event.ts';
import { LongListQuery, nextPage } from '../page.ts';
import { PlaceId, Reason, Version } from '../plant.ts';
import { NewPassword } from '../sign-in/password.ts';
import { Code } from '../sign-in/second-factor.ts';
import { permissions } from './permissions.ts';

const PersonName = z.string().trim().min(1).max(80);
const PersonId = z.string().min(1).max(64);

export const PersonView = z.object({
  id: z.string(),
  name: z.string(),
  place: PlaceId.describe('Where the account belongs: whoever manages that place manages it'),
  createdUs: TimeUs,
  disabledUs: TimeUs.optional().describe('Since when it may not be used'),
  erased: z.literal(true).optional().describe('Nothing of the person is left but what they did'),
  version: Version,
});
export type PersonView = z.infer<typeof PersonView>;

export const PersonParams = z.object({ id: PersonId });
export const PeopleQuery = z.object({
  after: z.string().max(80).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const People = z.object({
  people: z.array(PersonView).describe('In order of their names'),
  next: z.string().optional().describe('Read on with `after`; absent at the end'),
});
export type People = z.infer<typeof People>;
export const CreatePerson = z.object({ name: PersonName, place: PlaceId, reason: Reason });
export const ChangePerson = z.object({
  name: PersonName.optional(),
  place: PlaceId.optional(),
  disabled: z.boolean().optional().describe('Ends every session at once'),
  reason: Reason,
});

export const PasswordLink = z.object({
  path: z.string().describe('Address within the panel; hand it to that person and nobody else'),
  expiresUs: TimeUs,
});
export type PasswordLink = z.infer<typeof PasswordLink>;
export const ChoosePassword = z.object({
  token: z.string().min(1).max(200).describe('What stands behind the # of the link'),
  password: NewPassword,
  code: Code.optional(),
});

const RoleName = z.enum(roles);

export const GrantView = z.object({
  id: z.string(),
  person: z.string(),
  role: RoleName,
  place: PlaceId,
  grantedBy: z.string().optional().describe('Who gave it; absent for the first owner'),
  grantedUs: TimeUs,
  fromProvider: z.boolean().describe('Follows the claims of the OpenID provider at each sign-in'),
});
export type GrantView = z.infer<typeof GrantView>;
export const GrantParams = z.object({ id: z.string().min(1).max(64) });
export const GrantsQuery = LongListQuery.extend({ person: PersonId.optional() });
export const Grants = z.object({
  grants: z.array(GrantView).describe('In order of person, place and role'),
  next: nextPage,
});
export type Grants = z.infer<typeof Grants>;
export const GiveRole = z.object({ person: PersonId, role: RoleName, place: PlaceId, reason: Reason });

/** The matrix that the server enforces. */
export const Roles = z.object({
  permissions: z.array(
    z.object({ name: z.enum(permissions), effect: z.enum(['read', 'write']), may: z.string() }),
  ),
  roles: z.array(
    z.object({ name: RoleName, permissions: z.array(z.enum(permissions)), gives: z.array(RoleName) }),
  ),
});
export type Roles = z.infer<typeof Roles>;
