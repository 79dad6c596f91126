/** A session begins, however its person was recognised, and what the panel is told of it. */
import {
  AppError,
  permissions,
  roleMatrix,
  type Session as SessionView,
  type TerminalHere,
} from '@mantinel/contract';
import { accessOf, permissionsAnywhere } from '@mantinel/domain';
import type { Person, Repositories, SessionTerminal } from '@mantinel/store';
import type { Caller } from '../../http/caller.ts';
import type { Credentials } from '../../http/gate.ts';
import { newSecret, secretHash } from '../../secrets/secret.ts';
import type { PlantView } from '../plant/plant-view.ts';
import { accessAtTerminal } from './access-at-terminal.ts';
import { deviceWords } from './device-words.ts';
import type { FirstRun } from './first-run.ts';
import type { SignInGuard } from './guard/sign-in-guard.ts';
import { personEvent } from './person-event.ts';

/** However long somebody works there at a stretch. */
export const longestAtTerminalSeconds = 12 * 3600;

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
  /** By what sessions expire: one that begins after the clock was set back lasts as long as any other. */
  readonly steadyUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

const sessionHours = 30 * 24;

/** Throws `terminal.noRole`. */
export function beginSession(options: BeginSessionOptions): BeginSession {
  const { plant, site, remember, nowUs, steadyUs, randomBytes } = options;
  return async (repositories, { person, from, provider }) => {
    const { id, name } = person;
    // Whoever signs in on a shared terminal, in whatever way, leaves nothing open behind them.
    const terminal =
      from.terminal === undefined ? undefined : await repositories.terminals.find(secretHash(from.terminal));
    const own = accessOf(await repositories.roleGrants.of(id), roleMatrix);
    const tree = plant.tree();
    const access = terminal ? accessAtTerminal(tree, own, terminal.place) : own;
    if (terminal && access.length === 0) throw new AppError('terminal.noRole');
    const token = newSecret(randomBytes);
    const maxAgeSeconds = terminal ? longestAtTerminalSeconds : (provider?.hours ?? sessionHours) * 3600;
    const endsUs = steadyUs() + (terminal ? terminal.idleSeconds : maxAgeSeconds) * 1_000_000;
    await repositories.sessions.create({
      tokenHash: secretHash(token),
      person: id,
      expiresUs: endsUs,
      device: deviceWords(from.userAgent),
      address: from.remoteAddress,
      ...(provider && { providerHint: provider.hint }),
      ...(terminal && { terminal: terminal.id }),
    });
    const told = { code: 'person.signedIn', message: 'A person signed in.', terminalId: terminal?.id };
    await repositories.outbox.enqueue(
      personEvent({ ...told, person, site, nowUs: nowUs(), ...(provider && { how: { by: 'provider' } }) }),
    );
    const caller = { person: { id, name }, access, plant: tree };
    const view = sessionView(terminal ? { ...caller, terminal: { ...terminal, endsUs } } : caller, options);
    // A browser that is everybody's is nobody's own.
    return { token, maxAgeSeconds, view, device: terminal ? undefined : await remember(from, id) };
  };
}

export function sessionView(
  { person, access, terminal }: Caller,
  { firstRun, steadyUs }: Pick<BeginSessionOptions, 'firstRun' | 'steadyUs'>,
): SessionView {
  const granted = permissionsAnywhere(access);
  return {
    state: person ? 'signedIn' : firstRun.owner() === 'exists' ? 'signedOut' : 'setup',
    ...(person ? { person } : {}),
    permissions: permissions.filter((permission) => granted.has(permission)),
    ...(terminal && {
      terminal: hereOf(terminal),
      endsInSeconds: Math.max(0, (terminal.endsUs - steadyUs()) / 1_000_000),
    }),
  };
}

export const hereOf = ({
  name,
  place,
  badge,
  names,
  idleSeconds,
}: Omit<SessionTerminal, 'id'>): TerminalHere => ({
  name,
  place,
  badge,
  names,
  idleSeconds,
});
