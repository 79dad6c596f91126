/** Under which name passkeys work: the address that the panel has in the browser, as WebAuthn binds every key to it. */
import { AppError } from '@mantinel/contract';

export interface RelyingParty {
  /** The host name (WebAuthn 3, 4: RP ID). */
  readonly rpId: string;
  readonly origin: string;
}

/**
 * From the Origin of a request, which was held against its Host before: a browser uses a key for the host that it sees itself
 * and signs that origin, so that a foreign page in between gains nothing by another Host. Throws `passkey.needsName`,
 * `passkey.needsHttps`, `request.invalid`.
 */
export function relyingParty(origin: string | undefined): RelyingParty {
  if (origin === undefined || !URL.canParse(origin))
    throw new AppError('request.invalid', { data: { problem: 'a browser sends its Origin here' } });
  const { protocol, hostname } = new URL(origin);
  const isNumber = hostname.startsWith('[') || /^[\d.]+$/.test(hostname);
  if (isNumber) throw new AppError('passkey.needsName');
  const isThisComputer = hostname === 'localhost' || hostname.endsWith('.localhost');
  if (protocol !== 'https:' && !isThisComputer) throw new AppError('passkey.needsHttps');
  return { rpId: hostname, origin };
}
