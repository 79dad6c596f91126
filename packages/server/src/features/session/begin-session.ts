/** A session begins, however its person was recognised, and what the panel is told of it. */
import { permissions, roleMatrix, type Session as SessionView } from '@mantinel/contract';
import { accessOf, permissionsAnywhere } from '@mantinel/domain';
import type { Person, Repositories } from '@mantinel/store';
import type { Caller } from '../../http/caller.ts';
import type { Credentials } from '../../http/gate.ts';
import { newSecret, secretHash } from '../../secrets/secret.ts';
import type { PlantView } from '../plant/plant-view.ts';
import { deviceWords } from './device-words.ts';
import type { FirstRun } from './first-run.ts';
import type { SignInGuard } from './guard/sign-in-guard.ts';
import { personEvent } from './person-event.ts';

export interface SignedIn {
  readonly token: string;
  readonly maxAgeSeconds: number;
  readonly view: SessionView;
  /** This browser is known from now on. */
  readonly device?: string | undefined;
}

/** In the transaction in which the person was recognised. */
export type BeginSession = (
  repositories: Repositories,
  signingIn: {
    person: Person;
    from: Credentials;
    /** By the provider: what signs out there, sealed, and how long it holds. */
    provider?: { hint: Uint8Array; hours: number };
  },
) => Promise<SignedIn>;

export interface BeginSessionOptions {
  readonly firstRun: FirstRun;
  readonly plant: PlantView;
  readonly site: string;
  /** The cookie by which this browser is known. */
  readonly remember: SignInGuard['remember'];
  readonly nowUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

const sessionHours = 30 * 24;

export function beginSession(options: BeginSessionOptions): BeginSession {
  const { firstRun, plant, site, remember, nowUs, randomBytes } = options;
  return async (repositories, { person, from, provider }) => {
    const token = newSecret(randomBytes);
    const maxAgeSeconds = (provider?.hours ?? sessionHours) * 3600;
    const expiresUs = nowUs() + maxAgeSeconds * 1_000_000;
    await repositories.sessions.create({
      tokenHash: secretHash(token),
      person: person.id,
      expiresUs,
      device: deviceWords(from.userAgent),
      address: from.remoteAddress,
      ...(provider && { providerHint: provider.hint }),
    });
    const told = { code: 'person.signedIn', message: 'A person signed in.' };
    await repositories.outbox.enqueue(
      personEvent({ ...told, person, site, nowUs: nowUs(), ...(provider && { how: { by: 'provider' } }) }),
    );
    const access = accessOf(await repositories.roleGrants.of(person.id), roleMatrix);
    const { id, name } = person;
    const view = sessionView({ person: { id, name }, access, plant: plant.tree() }, firstRun);
    return { token, maxAgeSeconds, view, device: await remember(from, person.id) };
  };
}

export function sessionView({ person, access }: Caller, firstRun: FirstRun): SessionView {
  const granted = permissionsAnywhere(access);
  return {
    state: person ? 'signedIn' : firstRun.owner() === 'exists' ? 'signedOut' : 'setup',
    ...(person ? { person } : {}),
    permissions: permissions.filter((permission) => granted.has(permission)),
  };
}
