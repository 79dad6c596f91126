/** What a browser holds between leaving for the provider and coming back: sealed, so that the server need remember nothing. */
import { AppError, type SingleSignOnPurpose } from '@mantinel/contract';
import type { SecretBox } from '../../../secrets/secret-box.ts';

export interface Pending {
  readonly purpose: SingleSignOnPurpose;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** As the provider was told it. */
  readonly redirectUri: string;
  readonly begunUs: number;
  /** Who asked, where somebody was signed in. */
  readonly session?: string | undefined;
  /** The one-time link that was shown. */
  readonly invitation?: string | undefined;
}

export const pendingSeconds = 600;
const purposeOfSeal = 'single-sign-on';

export const sealPending = async (box: SecretBox, pending: Pending): Promise<string> =>
  (await box.seal(Buffer.from(JSON.stringify(pending)), purposeOfSeal)).toString('base64url');

/** Throws `singleSignOn.lost`. */
export async function openPending(
  box: SecretBox,
  cookie: string | undefined,
  nowUs: number,
): Promise<Pending> {
  if (cookie === undefined) throw new AppError('singleSignOn.lost');
  let pending: Pending;
  try {
    const plain = await box.open(Buffer.from(cookie, 'base64url'), purposeOfSeal);
    pending = JSON.parse(plain.toString()) as Pending; // sealed by nobody but this program
  } catch (cause) {
    throw new AppError('singleSignOn.lost', { cause });
  }
  const age = nowUs - pending.begunUs;
  // A clock that was set back meanwhile makes it no younger.
  if (Math.abs(age) > pendingSeconds * 1_000_000) throw new AppError('singleSignOn.lost');
  return pending;
}
