/** Tokens by which programs, displays and edge nodes use the API. */
import { z } from 'zod';
import { permissions } from '../access/permissions.ts';
import { TimeUs } from '../event.ts';
import { nextPage } from '../page.ts';
import { PlaceId, Reason } from '../plant.ts';

const longestDays = 365;
const PermissionName = z.enum(permissions);

export const TokenView = z.object({
  id: z.string(),
  person: z.string().describe('Its owner: it never may do what the owner may not'),
  name: z.string(),
  kind: z
    .enum(['token', 'certificate'])
    .describe('certificate: of an edge node, by which it signs in over TLS'),
  permissions: z.array(PermissionName),
  place: PlaceId.describe('There and within'),
  lastFour: z.string().describe('How the token ends, to tell it from others'),
  createdUs: TimeUs,
  expiresUs: TimeUs,
  lastUsedUs: TimeUs.optional().describe('To the minute; absent when it was never used'),
});
export type TokenView = z.infer<typeof TokenView>;

export const Tokens = z.object({
  tokens: z.array(TokenView).describe('In order of their names'),
  next: nextPage,
});
export type Tokens = z.infer<typeof Tokens>;
export const TokenParams = z.object({ id: z.string().min(1).max(64) });
export const PersonTokenParams = TokenParams.extend({ token: z.string().min(1).max(64) });

export const CreateToken = z.object({
  name: z.string().trim().min(1).max(80).describe('What it is for'),
  permissions: z.array(PermissionName).min(1).describe('No more than its owner holds at the place'),
  place: PlaceId.describe('Where it works; everything within is included'),
  days: z.int().min(1).max(longestDays).default(90).describe('Until it expires'),
  reason: Reason,
});
export type CreateToken = z.infer<typeof CreateToken>;

export const CreatedToken = TokenView.extend({
  secret: z
    .string()
    .describe('The token itself, shown this once and stored nowhere: `Authorization: Bearer mnt_…`'),
});
export type CreatedToken = z.infer<typeof CreatedToken>;
