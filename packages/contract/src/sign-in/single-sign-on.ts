/** Signing in by the company's OpenID provider, and whose accounts there open which here. */
import { z } from 'zod';
import { Session } from '../access/session.ts';
import { TimeUs } from '../event.ts';
import { Reason } from '../plant.ts';

export const SingleSignOn = z.object({
  label: z.string().optional().describe('Sign in with …; absent where there is no provider'),
});
export type SingleSignOn = z.infer<typeof SingleSignOn>;

/** `prove`: of who is signed in, that it is still them. `link`: the account there shall open the account here. */
const purposes = ['signIn', 'prove', 'link'] as const;
export type SingleSignOnPurpose = (typeof purposes)[number];

export const BeginSingleSignOn = z.object({
  purpose: z.enum(purposes).default('signIn'),
  invitation: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('To link: what stands behind the # of a password link, by who is not signed in'),
});
export const SingleSignOnBegun = z.object({
  url: z.string().describe('Where the browser goes now; a cookie that belongs to it is set'),
});
export type SingleSignOnBegun = z.infer<typeof SingleSignOnBegun>;

export const SingleSignOnAnswer = z.object({
  query: z
    .string()
    .min(1)
    .max(8000)
    .describe('What stands behind the ? of the address to which the provider sent'),
});
export const SingleSignOnDone = z.object({ purpose: z.enum(purposes), session: Session });
export type SingleSignOnDone = z.infer<typeof SingleSignOnDone>;

export const SignedOut = Session.extend({
  providerUrl: z.string().optional().describe('Where the browser goes to sign out at the provider as well'),
});
export type SignedOut = z.infer<typeof SignedOut>;

export const IdentityView = z.object({
  id: z.string(),
  issuer: z.string(),
  subject: z.string().describe("The provider's own name for the account"),
  label: z.string().describe('What the provider called it when it was last used'),
  linkedUs: TimeUs,
  lastUsedUs: TimeUs.optional(),
});
export type IdentityView = z.infer<typeof IdentityView>;
export const Identities = z.object({ identities: z.array(IdentityView) });
export const IdentityParams = z.object({ id: z.string().min(1).max(64) });
export const PersonIdentityParams = IdentityParams.extend({ identity: z.string().min(1).max(64) });
export const LinkIdentity = z.object({
  subject: z.string().trim().min(1).max(255).describe("The provider's own name for the account: claim sub"),
  reason: Reason,
});
