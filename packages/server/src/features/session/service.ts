/** Signing in and out, the first owner, and who a request's session belongs to. */
import { createHash } from 'node:crypto';
import {
  AppError,
  type Permission,
  permissions,
  readPermissions,
  roleMatrix,
  type Session as SessionView,
} from '@mantinel/contract';
import {
  type Access,
  accessOf,
  accessOfToken,
  enterpriseRoot,
  type NewEvent,
  type PlantTree,
  permissionsAnywhere,
  type RoleGrant,
} from '@mantinel/domain';
import type { Person, Repositories, Session, Store } from '@mantinel/store';
import type { Caller } from '../../http/caller.ts';
import type { Gate } from '../../http/gate.ts';
import { isLocal } from '../../http/security.ts';
import type { Log } from '../../own-log/log.ts';
import type { PlantView } from '../plant/plant-view.ts';
import { type FirstRun, ownerCreated } from './first-run.ts';
import { knownSessions } from './known-sessions.ts';
import { hashPassword, isPassword } from './password.ts';
import { signInAttempts } from './sign-in-attempts.ts';

export interface SessionOptions {
  readonly store: Store;
  readonly firstRun: FirstRun;
  readonly plant: PlantView;
  readonly site: string;
  /** The demonstration on a loopback binding, which is read without signing in until an owner exists. */
  readonly openDemo: boolean;
  readonly log: Log;
  readonly nowUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

export interface SignedIn {
  readonly token: string;
  readonly maxAgeSeconds: number;
  readonly view: SessionView;
}

export interface SessionService extends Gate {
  view(caller: Caller): SessionView;
  /** Throws `session.wrongPassword`, `session.tooManyAttempts`, `store.unavailable`. */
  signIn(credentials: { name: string; password: string }, address: string): Promise<SignedIn>;
  signOut(token: string): Promise<void>;
  /** Throws `setup.linkInvalid`, `store.unavailable`. */
  setUpOwner(owner: { token: string; name: string; password: string }): Promise<SignedIn>;
  /** Spends a one-time link: ends every session of its person and begins one. Throws `passwordLink.invalid`, `store.unavailable`. */
  choosePassword(choice: { token: string; password: string }): Promise<SignedIn>;
  /** Somebody's roles or account changed: nothing remembered of anybody holds any longer. */
  rightsChanged(): void;
}

const sessionDays = 30;
/** How long a verified session is believed without asking the database again. */
const trustUs = 10_000_000;
/** What the demonstration shows to whoever sits at this computer. */
const demoPermissions: readonly Permission[] = ['event.read', 'event.export', 'machine.read', 'status.read'];

export function sessionService(options: SessionOptions): SessionService {
  const { store, firstRun, plant, site, openDemo, log, nowUs, randomBytes } = options;
  const known = knownSessions();
  const attempts = signInAttempts(nowUs);
  let changes = 0;
  // A name nobody has takes as long to refuse as a wrong password: the answer's time tells nothing.
  let decoy: Promise<string> | undefined;

  async function caller(request: Parameters<Gate['caller']>[0]): Promise<Caller> {
    const stranger = strangerOf(request);
    if (request.token === undefined) return stranger;
    const tokenHash = hashOf(request.token);
    const remembered = known.get(tokenHash);
    const expired = remembered !== undefined && remembered.session.expiresUs <= nowUs();
    if (remembered && !expired && nowUs() - remembered.verifiedUs < trustUs)
      return callerOf(remembered.session.person, {
        access: rights(remembered.grants),
        tree: await plant.fresh(),
      });
    const before = changes;
    let verified: { session: Session; grants: readonly RoleGrant[]; tree: PlantTree } | undefined;
    try {
      verified = await verify(tokenHash);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'store.unavailable') throw error;
      if (!remembered || expired) return { ...stranger, doubt: error };
      // What was known goes on for reading; whoever changes something needs the database anyway.
      const tree = plant.tree();
      const access = accessOfToken(tree, rights(remembered.grants), { permissions: readPermissions });
      return { ...callerOf(remembered.session.person, { access, tree }), doubt: error };
    }
    if (verified === undefined) {
      known.forget(tokenHash);
      return stranger;
    }
    const { session, grants, tree } = verified;
    if (before === changes) known.keep(tokenHash, { session, grants, verifiedUs: nowUs() });
    return callerOf(session.person, { access: rights(grants), tree });
  }

  async function verify(tokenHash: Buffer) {
    const session = await store.sessions.find(tokenHash);
    if (!session) return undefined;
    const grants = await store.roleGrants.of(session.person.id);
    return { session, grants, tree: await plant.fresh() };
  }

  /** In the demonstration a stranger on this very computer may look; anywhere else they see nothing. */
  function strangerOf({ remoteAddress, host }: Parameters<Gate['caller']>[0]): Caller {
    return openDemo && firstRun.owner() !== 'exists' && isLocal(remoteAddress, host)
      ? { access: [{ place: enterpriseRoot, permissions: new Set(demoPermissions) }], plant: plant.tree() }
      : { access: [], plant: plant.tree() };
  }

  function view({ person, access }: Caller): SessionView {
    const state = person ? 'signedIn' : firstRun.owner() === 'exists' ? 'signedOut' : 'setup';
    const granted = permissionsAnywhere(access);
    return {
      state,
      ...(person ? { person } : {}),
      permissions: permissions.filter((permission) => granted.has(permission)),
    };
  }

  async function begin(repositories: Repositories, person: Person): Promise<SignedIn> {
    const token = Buffer.from(randomBytes(32)).toString('base64url');
    const maxAgeSeconds = sessionDays * 24 * 3600;
    const expiresUs = nowUs() + maxAgeSeconds * 1_000_000;
    await repositories.sessions.create({ tokenHash: hashOf(token), person: person.id, expiresUs });
    await repositories.outbox.enqueue(audit('person.signedIn', person, 'A person signed in.'));
    const access = rights(await repositories.roleGrants.of(person.id));
    return { token, maxAgeSeconds, view: view(callerOf(person, { access, tree: plant.tree() })) };
  }

  const audit = (code: string, person: Person, message: string): NewEvent => ({
    timeUs: nowUs(),
    receivedUs: nowUs(),
    site,
    kind: 'audit',
    severity: 9,
    code,
    message,
    attributes: { personId: person.id },
    quality: 'good',
  });

  return {
    caller,
    view,
    signIn: async (credentials, address) => {
      const attempt = { name: credentials.name, address };
      attempts.begin(attempt);
      let found: Awaited<ReturnType<typeof store.people.findByName>>;
      try {
        found = await store.people.findByName(credentials.name);
      } catch (error) {
        // The password was not even looked at; waiting for the database is no wrong try.
        attempts.succeeded(attempt);
        throw error;
      }
      decoy ??= hashPassword(Buffer.from(randomBytes(16)).toString('hex'));
      const usable = found?.disabledUs === undefined ? found?.passwordHash : undefined;
      const right = await isPassword(usable ?? (await decoy), credentials.password);
      if (!found || usable === undefined || !right) {
        // The name stays out of the log: people type passwords into the wrong field.
        log.warn({ code: 'session.wrongPassword', address }, 'a sign-in was refused');
        throw new AppError('session.wrongPassword');
      }
      attempts.succeeded(attempt);
      return store.transaction((repositories) => begin(repositories, found));
    },
    signOut: async (token) => {
      known.forget(hashOf(token));
      await store.sessions.remove(hashOf(token));
    },
    setUpOwner: async ({ token, name, password }) => {
      firstRun.requireToken(token);
      const passwordHash = await hashPassword(password);
      const signedIn = await store.transaction(async (repositories) => {
        const owner = await repositories.people.createOwner({ name, passwordHash });
        await repositories.outbox.enqueue(audit(ownerCreated, owner, "The owner's account was created."));
        return begin(repositories, owner);
      });
      firstRun.done();
      return signedIn;
    },
    choosePassword: async ({ token, password }) => {
      const signedIn = await store.transaction(async (repositories) => {
        // The link first: hashing costs a tenth of a second, which strangers are not to have for nothing.
        const id = await repositories.passwordLinks.take(hashOf(token));
        await repositories.people.setPasswordHash(id, await hashPassword(password));
        await repositories.sessions.removeAllOf(id);
        const person = (await repositories.people.get(id))!;
        await repositories.outbox.enqueue(
          audit('person.passwordChosen', person, 'A person chose a password by a one-time link.'),
        );
        return begin(repositories, person);
      });
      rightsChanged();
      return signedIn;
    },
    rightsChanged,
  };

  function rightsChanged(): void {
    changes += 1;
    known.forgetAll();
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const rights = (grants: readonly RoleGrant[]): Access<Permission> => accessOf(grants, roleMatrix);

const callerOf = (
  person: Person,
  { access, tree }: { access: Access<Permission>; tree: PlantTree },
): Caller => ({ person: { id: person.id, name: person.name }, access, plant: tree });
