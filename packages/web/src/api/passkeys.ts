/** Passkeys: what the server asks, the browser's authenticator answers. */
import { paths, type Session } from '@mantinel/contract';
import { send } from './request.ts';

/** The person closed the browser's window, it waited too long, or there is no passkey for this panel. */
export class PasskeyNotUsed extends Error {
  override readonly name = 'PasskeyNotUsed';
}

/** What stands against passkeys here; undefined where nothing does. WebAuthn wants a host name, and https or this computer. */
export function passkeyObstacle(): 'needsName' | 'needsHttps' | 'unsupported' | undefined {
  const { hostname } = location;
  if (hostname.startsWith('[') || /^[\d.]+$/.test(hostname)) return 'needsName';
  if (!isSecureContext) return 'needsHttps';
  return 'PublicKeyCredential' in window ? undefined : 'unsupported';
}

const webauthn = () => import('@simplewebauthn/browser');

/** Throws PasskeyNotUsed. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { name } = error as Error;
    if (name === 'NotAllowedError' || name === 'AbortError') throw new PasskeyNotUsed(name, { cause: error });
    throw error;
  }
}

async function answerFor(purpose: 'signIn' | 'proof') {
  const { options } = await send<{ options: never }>(paths.passkeyRequest, { body: { for: purpose } });
  const { startAuthentication } = await webauthn();
  return asked(() => startAuthentication({ optionsJSON: options }));
}

export const signInByPasskey = async () =>
  send<Session>(paths.passkeySession, { body: { response: await answerFor('signIn') } });
export const proveByPasskey = async () =>
  send<Session>(paths.sessionProof, { body: { passkey: await answerFor('proof') } });
