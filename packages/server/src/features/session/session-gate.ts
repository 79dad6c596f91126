/** Who a request's session or token belongs to, and what they may do at this moment. */
import {
  AppError,
  type Permission,
  permissionCatalogue,
  readPermissions,
  roleMatrix,
} from '@mantinel/contract';
import { accessOf, accessOfToken, enterpriseRoot, type PlantTree } from '@mantinel/domain';
import type { Store } from '@mantinel/store';
import type { Caller } from '../../http/caller.ts';
import type { Credentials, Gate } from '../../http/gate.ts';
import { isLocal } from '../../http/security.ts';
import { isTokenForm, secretHash } from '../../secrets/secret.ts';
import type { PlantView } from '../plant/plant-view.ts';
import { accessAtTerminal } from './access-at-terminal.ts';
import type { FirstRun } from './first-run.ts';
import { type KnownCaller, knownCallers } from './known-callers.ts';
import { type KnownSenders, senderPermissions } from './senders/known-senders.ts';

export interface SessionGate extends Gate {
  /** The session of this cookie changed or ended. */
  forget(cookie: string): void;
  /** Somebody's roles, account, sessions or tokens changed: nothing remembered of anybody holds any longer. */
  rightsChanged(): void;
}

export interface SessionGateOptions {
  readonly store: Pick<Store, 'sessions' | 'apiTokens' | 'roleGrants'>;
  readonly firstRun: FirstRun;
  readonly senders: KnownSenders;
  readonly plant: PlantView;
  /** The demonstration on a loopback binding, which is read without signing in until an owner exists. */
  readonly openDemo: boolean;
  readonly nowUs: () => number;
  /** By what sessions and tokens expire: what has expired stays so, also when the clock is set back. */
  readonly steadyUs: () => number;
}

/** How long somebody verified is believed without asking the database again. */
const trustUs = 10_000_000;
/** What the demonstration shows to whoever sits at this computer. */
const demoPermissions: readonly Permission[] = [
  'event.read',
  'event.export',
  'machine.read',
  'status.read',
  'alarm.read',
  'catalogue.read',
  'place.read',
];
/**
 * Without the database: reading goes on, and so does what needs the logbook alone: what edge nodes deliver and machines send, and
 * that somebody has seen an alarm.
 */
const awayPermissions: readonly Permission[] = [
  ...readPermissions,
  ...senderPermissions,
  'alarm.acknowledge',
];

export function sessionGate(options: SessionGateOptions): SessionGate {
  const { store, firstRun, senders, plant, openDemo, nowUs, steadyUs } = options;
  const known = knownCallers();
  let changes = 0;

  async function caller(request: Credentials): Promise<Caller> {
    const shown = shownBy(request);
    if (shown === undefined) return strangerOf(request);
    const { kind, hash } = shown;
    const found = known.get(hash);
    // A token in the place of a session opens nothing, though it was seen as a token a moment ago.
    const remembered = found?.by.kind === kind ? found : undefined;
    const holds = remembered !== undefined && remembered.expiresUs > steadyUs();
    if (holds && Math.abs(nowUs() - remembered.verifiedUs) < trustUs)
      return callerOf(remembered, await plant.fresh());
    const before = changes;
    let verified: KnownCaller | undefined;
    let tree: PlantTree;
    try {
      verified = await (kind === 'session' ? verifySession(hash) : verifyToken(hash, kind));
      tree = await plant.fresh();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'store.unavailable') throw error;
      // What was known goes on; whoever changes something needs the database anyway.
      if (holds) return await limited(remembered, { to: awayPermissions, doubt: error });
      if (kind === 'session') return { ...strangerOf(request), doubt: error };
      const sender = await senders.get(hash, kind);
      if (sender && sender.expiresUs > steadyUs())
        return await limited(sender, { to: senderPermissions, doubt: error });
      return { ...nobody(), doubt: error };
    }
    if (verified === undefined) {
      known.forget(hash);
      if (kind !== 'session') senders.forget(hash);
      if (kind !== 'session') throw new AppError(kind === 'token' ? 'token.invalid' : 'certificate.unknown');
      return strangerOf(request);
    }
    if (before === changes) {
      known.keep(hash, verified);
      senders.keep(hash, verified);
    }
    return callerOf(verified, tree);
  }

  /** On the plant as last known. */
  async function limited(
    caller: KnownCaller,
    { to, doubt }: { to: readonly Permission[]; doubt: AppError },
  ): Promise<Caller> {
    const went = callerOf(caller, await plant.fresh());
    return { ...went, access: accessOfToken(went.plant, went.access, { permissions: to }), doubt };
  }

  async function verifySession(hash: Buffer): Promise<KnownCaller | undefined> {
    const session = await store.sessions.find(hash);
    if (!session || session.expiresUs <= steadyUs()) return undefined;
    const { person, id, provedUs, expiresUs, terminal } = session;
    const grants = await store.roleGrants.of(person.id);
    const by = { kind: 'session', id, provedUs, ...(terminal && { terminal }) } as const;
    return { person, grants, by, expiresUs, verifiedUs: nowUs() };
  }

  /** Throws `token.expired`, `certificate.expired`: whoever holds it may be told. */
  async function verifyToken(hash: Buffer, kind: 'token' | 'certificate'): Promise<KnownCaller | undefined> {
    const found = await store.apiTokens.find(hash, kind);
    if (!found) return undefined;
    const { person, token } = found;
    if (token.expiresUs <= steadyUs()) throw new AppError(`${kind}.expired`);
    const permissions = token.permissions.filter((name): name is Permission => name in permissionCatalogue);
    const by = { kind, id: token.id, permissions, place: token.place } as const;
    const grants = await store.roleGrants.of(person.id);
    return { person, grants, by, expiresUs: token.expiresUs, verifiedUs: nowUs() };
  }

  const nobody = (): Caller => ({ access: [], plant: plant.tree() });

  /** In the demonstration a stranger on this very computer may look; anywhere else they see nothing. */
  function strangerOf({ remoteAddress, host }: Credentials): Caller {
    return openDemo && firstRun.owner() !== 'exists' && isLocal(remoteAddress, host)
      ? { access: [{ place: enterpriseRoot, permissions: new Set(demoPermissions) }], plant: plant.tree() }
      : nobody();
  }

  return {
    caller,
    forget: (cookie) => known.forget(secretHash(cookie)),
    rightsChanged: () => {
      changes += 1;
      known.forgetAll();
      senders.rightsChanged();
    },
  };
}

/** Of several the token, then the session, then the certificate. Throws `token.invalid`, `certificate.expired`, `certificate.foreign`. */
function shownBy({ cookie, bearer, certificate }: Credentials) {
  if (bearer !== undefined) {
    if (!isTokenForm(bearer)) throw new AppError('token.invalid');
    return { kind: 'token', hash: secretHash(bearer) } as const;
  }
  if (cookie !== undefined) return { kind: 'session', hash: secretHash(cookie) } as const;
  if (certificate === undefined) return undefined;
  const { problem, fingerprint } = certificate;
  if (problem === 'CERT_HAS_EXPIRED') throw new AppError('certificate.expired');
  if (problem !== undefined) throw new AppError('certificate.foreign', { data: { reason: problem } });
  return { kind: 'certificate', hash: fingerprint } as const;
}

function callerOf({ person, grants, by, expiresUs }: KnownCaller, tree: PlantTree): Caller {
  const owner = accessOf(grants, roleMatrix);
  const base = { person: { id: person.id, name: person.name }, plant: tree };
  if (by.kind !== 'session') return { ...base, access: accessOfToken(tree, owner, by), token: { id: by.id } };
  const session = { id: by.id, provedUs: by.provedUs };
  const { terminal } = by;
  if (!terminal) return { ...base, access: owner, session };
  const access = accessAtTerminal(tree, owner, terminal.place);
  return { ...base, access, session, terminal: { ...terminal, endsUs: expiresUs } };
}
