/** The second factor: codes of an authenticator app (TOTP, RFC 6238), and codes on paper for when the phone is lost. */
import { z } from 'zod';
import { PasskeyAnswer } from './passkeys.ts';

/** Six digits of the app, or a recovery code, however it is spaced. */
export const Code = z.string().trim().min(6).max(40).describe('Six digits of the app, or a recovery code');

export const SecondFactorState = z.object({
  on: z.boolean().describe('Whether signing in asks for a code'),
  recoveryCodesLeft: z.int(),
});
export type SecondFactorState = z.infer<typeof SecondFactorState>;

export const Enrolment = z.object({
  secret: z.string().describe('Base32, to type where no picture can be taken; shown this once'),
  uri: z.string().describe('otpauth URI, to show as a QR code'),
});
export type Enrolment = z.infer<typeof Enrolment>;

export const ConfirmSecondFactor = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'use the six digits that the app shows'),
});
export const RecoveryCodes = z.object({
  recoveryCodes: z.array(z.string()).describe('Each works once; shown this once'),
});
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

export const Proof = z
  .object({
    password: z.string().min(1).max(200).optional(),
    code: Code.optional(),
    passkey: PasskeyAnswer.optional(),
  })
  .refine(
    (proof) => Object.values(proof).filter((one) => one !== undefined).length === 1,
    'send a password, a code or a passkey',
  );
export type Proof = z.infer<typeof Proof>;
