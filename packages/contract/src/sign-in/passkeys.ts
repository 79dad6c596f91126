/** Passkeys (WebAuthn Level 3): what the browser is asked for, and what it answers. */
import { z } from 'zod';
import { TimeUs } from '../event.ts';

const Base64url = z.string().regex(/^[A-Za-z0-9_-]+$/, 'is not base64url');
const CredentialId = Base64url.max(1400).describe('At most 1023 bytes (WebAuthn 3, 5.8.3)');

export const PasskeyView = z.object({
  id: z.string(),
  name: z.string(),
  host: z.string().describe('The host name of the panel under which it works'),
  synced: z.boolean().describe('Kept on several devices by a provider'),
  createdUs: TimeUs,
  lastUsedUs: TimeUs.optional(),
});
export type PasskeyView = z.infer<typeof PasskeyView>;

export const Passkeys = z.object({ passkeys: z.array(PasskeyView) });

/** Handed to the browser as it is; its members are the standard's. */
export const PasskeyOptions = z.object({
  options: z
    .record(z.string(), z.unknown())
    .describe('For parseCreationOptionsFromJSON or parseRequestOptionsFromJSON of the browser'),
});

const PasskeyName = z.string().trim().min(1).max(80).describe('Such as the device that keeps it');
const credential = {
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
};

export const AddPasskey = z.object({
  name: PasskeyName,
  response: z
    .object({
      ...credential,
      response: z.object({
        clientDataJSON: Base64url.max(8000),
        attestationObject: Base64url.max(60_000),
        transports: z.array(z.string().max(40)).max(10).default([]),
      }),
    })
    .describe('RegistrationResponseJSON of the browser'),
});
export type AddPasskey = z.infer<typeof AddPasskey>;
export const RenamePasskey = z.object({ name: PasskeyName });
export const PasskeyParams = z.object({ id: z.string().min(1).max(64) });
export const PersonPasskeyParams = PasskeyParams.extend({ passkey: z.string().min(1).max(64) });

export const AskPasskey = z.object({
  for: z
    .enum(['signIn', 'proof'])
    .describe('signIn: any passkey of this host; proof: one of the person who is signed in'),
});
export const PasskeyAnswer = z
  .object({
    ...credential,
    response: z.object({
      clientDataJSON: Base64url.max(8000),
      authenticatorData: Base64url.max(8000),
      signature: Base64url.max(8000),
      userHandle: Base64url.max(100).nullish(),
    }),
  })
  .describe('AuthenticationResponseJSON of the browser');
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;
export const SignInByPasskey = z.object({ response: PasskeyAnswer });
