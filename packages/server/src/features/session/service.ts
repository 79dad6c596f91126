/** Signing in and out, the first owner, and passwords chosen by a link. */
import { AppError, type Proof, type Session as SessionView } from '@mantinel/contract';
import type { Person, Store } from '@mantinel/store';
import type { Caller } from '../../http/caller.ts';
import type { Credentials, Gate } from '../../http/gate.ts';
import { secretHash } from '../../secrets/secret.ts';
import { type BeginSession, longestAtTerminalSeconds, type SignedIn, sessionView } from './begin-session.ts';
import { ownerCreated } from './first-run.ts';
import type { KnownDevice } from './guard/known-devices.ts';
import type { Pass, SignInGuard } from './guard/sign-in-guard.ts';
import type { PasskeyService } from './passkeys/service.ts';
import { hashPassword, isPassword } from './passwords/argon2.ts';
import { type IsWeak, weakPasswords } from './passwords/weak-password.ts';
import { personEvent } from './person-event.ts';
import type { SecondFactorService } from './second-factor/service.ts';
import { type SessionGateOptions, sessionGate } from './session-gate.ts';

export interface SessionOptions extends SessionGateOptions {
  readonly store: Store;
  readonly site: string;
  readonly secondFactors: Pick<SecondFactorService, 'require'>;
  readonly passkeys: Pick<PasskeyService, 'prove'>;
  readonly begin: BeginSession;
  readonly guard: SignInGuard;
  readonly randomBytes: (count: number) => Uint8Array;
}

export interface SessionService extends Gate {
  view(caller: Caller): SessionView;
  /** Throws `session.wrongPassword`, `session.tooManyAttempts`, what `secondFactors.require` throws, `store.unavailable`. */
  signIn(
    given: { name: string; password: string; code?: string | undefined },
    from: Credentials,
  ): Promise<SignedIn>;
  /** Returns what signs out at the provider where the session began, sealed. */
  signOut(token: string): Promise<Uint8Array | undefined>;
  /** Throws `setup.linkInvalid`, `password.tooCommon`, `store.unavailable`. */
  setUpOwner(owner: { token: string; name: string; password: string }, from: Credentials): Promise<SignedIn>;
  /** Spends a one-time link: ends every session of its person and begins one. Throws `passwordLink.invalid`, `store.unavailable`. */
  choosePassword(
    choice: { token: string; password: string; code?: string | undefined },
    from: Credentials,
  ): Promise<SignedIn>;
  /** Ends every other session of the person. Throws `password.wrong`, `password.tooCommon`, `session.tooManyAttempts`. */
  changePassword(
    change: { present: string; password: string },
    asked: { caller: Caller; from: Credentials },
  ): Promise<void>;
  /** This session is fresh again. Throws `password.wrong`, what `secondFactors.require` and `passkeys.prove` throw, `session.tooManyAttempts`. */
  prove(proof: Proof, asked: { caller: Caller; from: Credentials }): Promise<void>;
  /** On a shared terminal: the session ends later than it would have. */
  goOn(asked: { caller: Caller; from: Credentials }): Promise<SessionView>;
  /** Somebody's roles or account changed: nothing remembered of anybody holds any longer. */
  rightsChanged(): void;
}

interface Asked {
  readonly caller: Caller;
  readonly from: Credentials;
}

export function sessionService(options: SessionOptions): SessionService {
  const { store, firstRun, site, secondFactors, passkeys, begin, guard, nowUs, steadyUs, randomBytes } =
    options;
  const gate = sessionGate(options);
  const view = (caller: Caller) => sessionView(caller, options);
  // A name nobody has takes as long to refuse as a wrong password: the answer's time tells nothing.
  let decoy: Promise<string> | undefined;
  let isWeak: IsWeak | undefined;

  /** In a session that was not stolen nobody else guesses: it is counted by itself. Throws `session.tooManyAttempts`. */
  const slowedInSession = <T>({ caller, from }: Asked, check: (pass: Pass) => Promise<T>): Promise<T> =>
    guard.slowed(
      {
        name: caller.person!.name,
        from,
        ...(caller.session && { device: { id: caller.session.id, people: [] } }),
      },
      check,
    );

  /** Only who shows a device that somebody has signed in on is looked up before being counted. */
  async function knownDevice(name: string, from: Credentials): Promise<KnownDevice | undefined> {
    const device = await guard.deviceOf(from);
    const person = device && (await store.people.findByName(name));
    return person && device.people.includes(person.id) ? device : undefined;
  }

  /** Throws `password.wrong`. */
  async function requirePassword(
    { id, name }: { id: string; name: string },
    password: string,
  ): Promise<Person> {
    const person = await store.people.findByName(name);
    const right = person?.passwordHash !== undefined && (await isPassword(person.passwordHash, password));
    if (!person || person.id !== id || !right) throw new AppError('password.wrong');
    return person;
  }

  /** Throws `password.tooCommon`. */
  async function hashNew(password: string, name: string): Promise<string> {
    isWeak ??= await weakPasswords();
    if (isWeak(password, ['Mantinel', site, name])) throw new AppError('password.tooCommon');
    return hashPassword(password);
  }

  const audit = (code: string, person: Person, message: string) =>
    personEvent({ code, message, person, site, nowUs: nowUs() });

  return {
    caller: gate.caller,
    view,
    signIn: async (given, from) => {
      const device = await knownDevice(given.name, from);
      return guard.slowed({ name: given.name, from, device }, async (pass) => {
        const person = await pass(async () => {
          const found = await store.people.findByName(given.name);
          decoy ??= hashPassword(Buffer.from(randomBytes(16)).toString('hex'));
          const usable = found?.disabledUs === undefined ? found?.passwordHash : undefined;
          const right = await isPassword(usable ?? (await decoy), given.password);
          return usable !== undefined && right ? found : undefined;
        });
        if (!person) throw new AppError('session.wrongPassword');
        return store.transaction(async (repositories) => {
          await secondFactors.require(repositories, { person, code: given.code });
          return begin(repositories, { person, from });
        });
      });
    },
    signOut: async (token) => {
      gate.forget(token);
      return store.sessions.remove(secretHash(token));
    },
    setUpOwner: async ({ token, name, password }, from) => {
      firstRun.requireToken(token);
      const passwordHash = await hashNew(password, name);
      const signedIn = await store.transaction(async (repositories) => {
        const owner = await repositories.people.createOwner({ name, passwordHash });
        await repositories.outbox.enqueue(audit(ownerCreated, owner, "The owner's account was created."));
        return begin(repositories, { person: owner, from });
      });
      firstRun.done();
      return signedIn;
    },
    choosePassword: async ({ token, password, code }, from) => {
      const signedIn = await store.transaction(async (repositories) => {
        // The link first: hashing costs a tenth of a second, which strangers are not to have for nothing.
        const { person: id, resetsSecondFactor } = await repositories.passwordLinks.take(secretHash(token));
        const person = (await repositories.people.get(id))!;
        if (resetsSecondFactor) await repositories.secondFactors.remove(id);
        // A link replaces the password, not the phone.
        else await secondFactors.require(repositories, { person, code });
        await repositories.people.setPasswordHash(id, await hashNew(password, person.name));
        await repositories.sessions.removeAllOf(id);
        await repositories.outbox.enqueue(
          audit('person.passwordChosen', person, 'A person chose a password by a one-time link.'),
        );
        return begin(repositories, { person, from });
      });
      gate.rightsChanged();
      return signedIn;
    },
    changePassword: async ({ present, password }, { caller, from }) => {
      const { id, name } = caller.person!;
      const person = await slowedInSession({ caller, from }, (pass) =>
        pass(() => requirePassword(caller.person!, present)),
      );
      const passwordHash = await hashNew(password, name);
      await store.transaction(async (repositories) => {
        await repositories.people.setPasswordHash(id, passwordHash);
        await repositories.sessions.end({ person: id, ...(caller.session && { except: caller.session.id }) });
        await repositories.outbox.enqueue(
          audit('person.passwordChanged', person, 'A person changed their password.'),
        );
      });
      gate.rightsChanged();
    },
    prove: async ({ password, code, passkey }, { caller, from }) => {
      const { person, session } = caller;
      if (!person || !session) throw new AppError('session.required');
      await slowedInSession({ caller, from }, async (pass) => {
        if (password !== undefined) await pass(() => requirePassword(person, password));
        if (passkey !== undefined) await passkeys.prove(passkey, { person, from });
        await store.transaction(async (tx) => {
          if (code !== undefined) {
            // Without a second factor no code proves anything.
            if (!(await tx.secondFactors.get(person.id))?.confirmed)
              throw new AppError('secondFactor.notEnrolled');
            await secondFactors.require(tx, { person, code });
          }
          await tx.sessions.prove(session.id);
        });
      });
      if (from.cookie !== undefined) gate.forget(from.cookie);
    },
    goOn: async ({ caller, from }) => {
      const { session, terminal } = caller;
      if (!session || !terminal) return view(caller);
      const endsUs = steadyUs() + terminal.idleSeconds * 1_000_000;
      const longestUs = longestAtTerminalSeconds * 1_000_000;
      await store.sessions.extend({ id: session.id, expiresUs: endsUs, longestUs });
      if (from.cookie !== undefined) gate.forget(from.cookie);
      return view(await gate.caller(from));
    },
    rightsChanged: gate.rightsChanged,
  };
}
