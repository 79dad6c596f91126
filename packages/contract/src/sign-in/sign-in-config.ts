/** The part of mantinel.yaml that says how people sign in. */
import { z } from 'zod';
import { PlaceId } from '../plant.ts';

/** The owner's role is given by people alone: whoever runs the provider does not thereby own the plant. Devices have tokens. */
export const providerRoles = [
  'organisationAdmin',
  'manager',
  'engineer',
  'technician',
  'operator',
  'auditor',
  'viewer',
] as const;

/** In the file alone: by these somebody would let in whom they like. */
const fixed = { fixed: true };

const claim = z
  .string()
  .min(1)
  .max(200)
  .describe('Claim of the provider, such as groups; of a claim within another: realm_access.roles');

export const RoleFromClaim = z.strictObject({
  claim,
  value: z.string().min(1).max(200).describe('The claim, or one of its values when it is a list'),
  role: z.enum(providerRoles),
  place: PlaceId,
});
export type RoleFromClaim = z.infer<typeof RoleFromClaim>;

export const Oidc = z
  .strictObject({
    issuer: z
      .url({ protocol: /^https?$/ })
      .describe(
        'Issuer of the OpenID provider, exactly as it calls itself; http only in networks of outgoing.privateNetworks',
      )
      .meta(fixed),
    clientId: z.string().min(1).describe('What the provider calls this Mantinel').meta(fixed),
    clientSecretFile: z
      .string()
      .optional()
      .describe(
        'File that holds the client secret; MANTINEL_OIDC_CLIENT_SECRET of the environment wins. Neither: a public client',
      )
      .meta(fixed),
    label: z.string().min(1).max(40).default('single sign-on').describe('On the button: Sign in with …'),
    panelUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Address of the panel as browsers know it, where it differs from what they send'),
    scopes: z
      .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'is no scope'))
      .default(['openid', 'profile', 'email'])
      .refine((scopes) => scopes.includes('openid'), 'needs openid among them')
      .describe('What is asked for; openid is one of them'),
    nameClaim: claim.default('name'),
    emailDomains: z
      .array(z.string().regex(/^[a-z0-9.-]+$/, 'is no domain such as example.com'))
      .default([])
      .describe('Only people with a verified address of these domains; none means all'),
    requiredClaim: z
      .strictObject({ claim, value: z.string().min(1).max(200) })
      .optional()
      .describe('Only people of whom the provider says this'),
    createAccounts: z
      .boolean()
      .default(false)
      .describe('Whether who is not known gets an account; otherwise an administrator links or invites'),
    createAt: PlaceId.default('enterprise:own').describe('Where such accounts belong'),
    roles: z
      .array(RoleFromClaim)
      .default([])
      .describe('Roles that follow the claims at each sign-in; those given by people stay')
      .meta(fixed),
    sessionHours: z
      .number()
      .int()
      .min(1)
      .max(720)
      .default(12)
      .describe('After so long the provider is asked again'),
  })
  .describe('Single sign-on by an OpenID provider');
export type Oidc = z.infer<typeof Oidc>;

const tries = z.number().int().min(1).max(100_000);

export const SignInLimits = z.strictObject({
  perPersonAndAddress: tries
    .default(5)
    .describe('Wrong passwords for one name from one address before the next try waits'),
  perPerson: tries.default(100).describe('The same from all addresses together'),
  perAddress: tries
    .default(100)
    .describe('The same for all names from one address, which may be a whole shop behind one router'),
  longestWaitSeconds: z
    .number()
    .int()
    .min(1)
    .max(3600)
    .default(60)
    .describe('Each try waits twice as long as the one before, up to this; nobody is locked out'),
  windowMinutes: z
    .number()
    .int()
    .min(1)
    .max(24 * 60)
    .default(15)
    .describe('After so long without a wrong password it begins anew'),
});
export type SignInLimits = z.infer<typeof SignInLimits>;

export const SignInConfig = z.strictObject({
  oidc: Oidc.optional(),
  limits: SignInLimits.prefault({}),
});
