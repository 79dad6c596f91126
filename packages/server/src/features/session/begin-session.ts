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
import { personEvent } from './person-event.ts';

export interface SignedIn {
  readonly token: string;
  readonly maxAgeSeconds: number;
  readonly view: SessionView;
}

/** In the transaction in which the person was recognised. */
export type BeginSession = (
  repositories: Repositories,
  signingIn: { person: Person; from: Credentials },
) => Promise<SignedIn>;

export interface BeginSessionOptions {
  readonly firstRun: FirstRun;
  readonly plant: PlantView;
  readonly site: string;
  readonly nowUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

const sessionDays = 30;

export function beginSession(options: BeginSessionOptions): BeginSession {
  const { firstRun, plant, site, nowUs, randomBytes } = options;
  return async (repositories, { person, from }) => {
    const token = newSecret(randomBytes);
    const maxAgeSeconds = sessionDays * 24 * 3600;
    const expiresUs = nowUs() + maxAgeSeconds * 1_000_000;
    await repositories.sessions.create({
      tokenHash: secretHash(token),
      person: person.id,
      expiresUs,
      device: deviceWords(from.userAgent),
      address: from.remoteAddress,
    });
    const told = { code: 'person.signedIn', message: 'A person signed in.' };
    await repositories.outbox.enqueue(personEvent({ ...told, person, site, nowUs: nowUs() }));
    const access = accessOf(await repositories.roleGrants.of(person.id), roleMatrix);
    const { id, name } = person;
    const view = sessionView({ person: { id, name }, access, plant: plant.tree() }, firstRun);
    return { token, maxAgeSeconds, view };
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
