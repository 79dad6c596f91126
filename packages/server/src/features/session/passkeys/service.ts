/** Passkeys: made, listed, renamed and removed by their person; good for signing in and as a fresh proof. */
import {
  type AddPasskey,
  AppError,
  type PasskeyAnswer,
  type PasskeyView,
  type Removed,
} from '@mantinel/contract';
import { severity } from '@mantinel/domain';
import type { Passkey, Person, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../../audited-at.ts';
import type { Caller } from '../../../http/caller.ts';
import type { Credentials } from '../../../http/gate.ts';
import type { UnitOfWork } from '../../../http/unit-of-work.ts';
import { requireManageable } from '../../../manageable.ts';
import { newSecret } from '../../../secrets/secret.ts';
import { type BeginSessionOptions, beginSession, type SignedIn } from '../begin-session.ts';
import { personEvent } from '../person-event.ts';
import { type ChallengeUse, challenges } from './challenges.ts';
import { relyingParty } from './relying-party.ts';

type Owner = { readonly id: string; readonly name: string };

/** For the authenticator, and the secret by which this browser is known when it answers. */
export interface Asked {
  readonly options: Record<string, unknown>;
  readonly browser: string;
}

export interface PasskeyService {
  list(person: string): Promise<PasskeyView[]>;
  /** Throws `passkey.needsName`, `passkey.needsHttps`. */
  creation(person: Owner, from: Credentials): Promise<Asked>;
  /** Throws `passkey.challengeSpent`, `passkey.refused`, `passkey.exists`. */
  add(person: Owner, made: AddPasskey, from: Credentials): Promise<PasskeyView>;
  /** Throws `passkey.notFound`. */
  rename(passkey: { id: string; person: string; name: string }): Promise<PasskeyView>;
  /** One's own. Throws `passkey.notFound`. */
  remove(passkey: { id: string; person: string }, unit: UnitOfWork): Promise<Removed>;
  /** Somebody else's, who lost the device. Throws `person.notFound`, `person.notYours`, `passkey.notFound`. */
  removeOf(passkey: { id: string; person: string }, act: Act): Promise<Removed>;
  request(purpose: 'signIn' | 'proof', asking: { caller: Caller; from: Credentials }): Promise<Asked>;
  /** Throws `passkey.challengeSpent`, `passkey.refused`, `passkey.unknown`, `passkey.copied`. */
  signIn(answer: PasskeyAnswer, from: Credentials): Promise<SignedIn>;
  /** That it is still this person. Throws as `signIn`. */
  prove(answer: PasskeyAnswer, proving: { person: Owner; from: Credentials }): Promise<void>;
}

export interface PasskeyOptions extends BeginSessionOptions {
  readonly store: Store;
}

/** Loaded when somebody first uses a passkey: it brings ASN.1, CBOR and X.509. */
const webauthn = () => import('@simplewebauthn/server');
const timeoutMs = 5 * 60_000;
/** COSE: EdDSA, ES256, RS256: what authenticators speak. */
const supportedAlgorithmIDs = [-8, -7, -257];

export function passkeyService(options: PasskeyOptions): PasskeyService {
  const { store, site, nowUs, randomBytes } = options;
  const begin = beginSession(options);
  const asked = challenges(options);

  const told = (person: Owner | Person, event: { code: string; message: string; severity?: number }) =>
    personEvent({ ...event, person, site, nowUs: nowUs() });

  const withBrowser = (from: Credentials) => ({ browser: from.browser ?? newSecret(randomBytes) });
  /** A request without the cookie was asked for in another browser. */
  const inBrowser = (from: Credentials) => ({ browser: from.browser ?? '' });

  async function verified(answer: PasskeyAnswer, use: ChallengeUse, from: Credentials) {
    const { rpId, origin } = relyingParty(from.origin);
    const found = await store.passkeys.find(Buffer.from(answer.id, 'base64url'));
    if (!found || found.passkey.rpId !== rpId) throw new AppError('passkey.unknown');
    const { passkey, person } = found;
    const { verifyAuthenticationResponse } = await webauthn();
    const { userHandle } = answer.response;
    const { authenticationInfo } = await judged(() =>
      verifyAuthenticationResponse({
        response: withoutNulls(answer),
        expectedChallenge: (challenge) => {
          asked.take(challenge, use);
          return true;
        },
        expectedOrigin: origin,
        expectedRPID: rpId,
        requireUserVerification: true,
        // Its counter is judged below, where two at once cannot both pass.
        credential: { id: answer.id, publicKey: new Uint8Array(passkey.publicKey), counter: 0 },
      }),
    );
    const isOwner = userHandle == null || Buffer.from(userHandle, 'base64url').toString() === passkey.person;
    if (!isOwner || (use.person !== undefined && use.person !== person.id))
      throw refused('it belongs to another account');
    if (!(await store.passkeys.used({ id: passkey.id, counter: authenticationInfo.newCounter }))) {
      await store.transaction((tx) =>
        tx.outbox.enqueue(
          told(person, {
            code: 'passkey.counterFell',
            message: 'A passkey counts fewer signatures than it has made: it may have been copied.',
            severity: severity.warn,
          }),
        ),
      );
      throw new AppError('passkey.copied');
    }
    return person;
  }

  return {
    list: async (person) => (await store.passkeys.of(person)).map(viewOf),
    creation: async (person, from) => {
      const { rpId } = relyingParty(from.origin);
      const { browser } = withBrowser(from);
      const known = await store.passkeys.of(person.id);
      const { generateRegistrationOptions } = await webauthn();
      const created = await generateRegistrationOptions({
        rpName: 'Mantinel',
        rpID: rpId,
        userName: person.name,
        userDisplayName: person.name,
        userID: new Uint8Array(Buffer.from(person.id)),
        challenge: asked.make({ purpose: 'create', person: person.id, browser }),
        timeout: timeoutMs,
        attestationType: 'none',
        supportedAlgorithmIDs,
        excludeCredentials: known
          .filter((one) => one.rpId === rpId)
          .map(({ credentialId, transports }) => ({
            id: base64url(credentialId),
            transports: [...transports],
          })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
      });
      return { options: { ...created }, browser };
    },
    add: async (person, { name, response }, from) => {
      const { rpId, origin } = relyingParty(from.origin);
      const use = { purpose: 'create', person: person.id, ...inBrowser(from) } as const;
      const { verifyRegistrationResponse } = await webauthn();
      const { registrationInfo } = await judged(() =>
        verifyRegistrationResponse({
          response: withoutNulls(response),
          expectedChallenge: (challenge) => {
            asked.take(challenge, use);
            return true;
          },
          expectedOrigin: origin,
          expectedRPID: rpId,
          requireUserVerification: true,
          supportedAlgorithmIDs,
        }),
      );
      if (!registrationInfo) throw refused('its attestation is not valid');
      const { credential, credentialDeviceType } = registrationInfo;
      return store.transaction(async (tx) => {
        const added = await tx.passkeys.add({
          person: person.id,
          credentialId: Buffer.from(credential.id, 'base64url'),
          publicKey: Buffer.from(credential.publicKey),
          counter: credential.counter,
          rpId,
          transports: response.response.transports,
          synced: credentialDeviceType === 'multiDevice',
          name,
        });
        await tx.outbox.enqueue(
          told(person, { code: 'passkey.added', message: 'A person added a passkey.' }),
        );
        return viewOf(added);
      });
    },
    rename: async (passkey) => viewOf(existing(await store.passkeys.rename(passkey))),
    remove: (passkey, unit) =>
      unit.commit(async (tx) => {
        const { person } = existing(await tx.passkeys.remove(passkey));
        const event = { code: 'passkey.removed', message: 'A person removed a passkey.' };
        await tx.outbox.enqueue(personEvent({ ...event, person: { id: person }, site, nowUs: nowUs() }));
        return { removed: passkey.id };
      }),
    removeOf: (passkey, act) =>
      act.unit.commit(async (tx) => {
        const person = await tx.people.get(passkey.person);
        if (!person) throw new AppError('person.notFound');
        await requireManageable(tx, person.id, act.caller);
        existing(await tx.passkeys.remove(passkey));
        const message = 'A person removed a passkey of an account.';
        const event = { code: 'passkey.removed', message, subjectId: person.id, place: person.place };
        await tx.outbox.enqueue(auditedAt({ ...event, act, site, nowUs: nowUs() }));
        return { removed: passkey.id };
      }),
    request: async (purpose, { caller, from }) => {
      const { rpId } = relyingParty(from.origin);
      const { browser } = withBrowser(from);
      const person = purpose === 'proof' ? caller.person?.id : undefined;
      if (purpose === 'proof' && person === undefined) throw new AppError('session.required');
      const own = person === undefined ? [] : await store.passkeys.of(person);
      const { generateAuthenticationOptions } = await webauthn();
      const created = await generateAuthenticationOptions({
        rpID: rpId,
        challenge: asked.make({ purpose, person, browser }),
        timeout: timeoutMs,
        userVerification: 'required',
        // None named: the authenticator offers what it has for this host.
        allowCredentials: own
          .filter((one) => one.rpId === rpId)
          .map(({ credentialId, transports }) => ({
            id: base64url(credentialId),
            transports: [...transports],
          })),
      });
      return { options: { ...created }, browser };
    },
    signIn: async (answer, from) => {
      const person = await verified(answer, { purpose: 'signIn', ...inBrowser(from) }, from);
      return store.transaction((tx) => begin(tx, { person, from }));
    },
    prove: async (answer, { person, from }) => {
      await verified(answer, { purpose: 'proof', person: person.id, ...inBrowser(from) }, from);
    },
  };
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const refused = (problem: string, cause?: unknown) =>
  new AppError('passkey.refused', { data: { problem }, cause });

function existing(passkey: Passkey | undefined): Passkey {
  if (!passkey) throw new AppError('passkey.notFound');
  return passkey;
}

/** The library throws plain errors, about what came from outside. */
async function judged<T extends { verified: boolean }>(judge: () => Promise<T>): Promise<T> {
  let verdict: T;
  try {
    verdict = await judge();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const { message } = cause as Error;
    throw refused(
      reasons.find(([pattern]) => pattern.test(message))?.[1] ?? 'its answer is not valid',
      cause,
    );
  }
  if (!verdict.verified) throw refused('its signature is wrong');
  return verdict;
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [/origin/, 'it was used on another page'],
  [/RP ID/, 'it belongs to another host'],
  [/[Uu]ser (verification|could not be verified)/, 'it did not ask for a PIN, a fingerprint or a face'],
];

/** Browsers write null for what is absent; the library wants it absent. */
const withoutNulls = <T>(value: T): never =>
  JSON.parse(JSON.stringify(value, (_key, one) => one ?? undefined)) as never;

const viewOf = ({ id, name, rpId, synced, createdUs, lastUsedUs }: Passkey): PasskeyView => ({
  id,
  name,
  host: rpId,
  synced,
  createdUs,
  ...(lastUsedUs === undefined ? {} : { lastUsedUs }),
});
