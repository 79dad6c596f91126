/** Passkeys: what the server asks, the browser's authenticator answers. */
import { type PasskeyView, paths, type Session } from '@mantinel/contract';
import { addressOf, because, type Removed } from './act.ts';
import { getJson, send } from './request.ts';

type List = { readonly passkeys: readonly PasskeyView[] };

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

export const getPasskeys = (signal?: AbortSignal) =>
  getJson<List>(paths.passkeys, signal).then(({ passkeys }) => passkeys);
export const getPasskeysOf = (person: string, signal?: AbortSignal) =>
  getJson<List>(addressOf(paths.personPasskeys, person), signal).then(({ passkeys }) => passkeys);

export async function addPasskey(name: string): Promise<PasskeyView> {
  const { options } = await send<{ options: never }>(paths.passkeyCreation);
  const { startRegistration } = await webauthn();
  const response = await asked(() => startRegistration({ optionsJSON: options }));
  return send<PasskeyView>(paths.passkeys, { body: { name, response } });
}
export const renamePasskey = (id: string, name: string) =>
  send<PasskeyView>(addressOf(paths.passkey, id), { method: 'PATCH', body: { name } });
export const removePasskey = (id: string) =>
  send<Removed>(addressOf(paths.passkey, id), { method: 'DELETE' });
export const removePasskeyOf = (person: string, id: string, reason: string) =>
  send<Removed>(
    addressOf(paths.personPasskey, person).replace(':passkey', encodeURIComponent(id)) + because(reason),
    { method: 'DELETE' },
  );

export const signInByPasskey = async () =>
  send<Session>(paths.passkeySession, { body: { response: await answerFor('signIn') } });
export const proveByPasskey = async () =>
  send<Session>(paths.sessionProof, { body: { passkey: await answerFor('proof') } });
