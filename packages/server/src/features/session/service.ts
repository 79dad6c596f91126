/** Signing in and out, the first owner, and passwords chosen by a link. */
import { AppError, type Proof, type Session as SessionView } from '@mantinel/contract';
import type { Person, Store } from '@mantinel/store';
import type { Caller } from '../../http/caller.ts';
import type { Credentials, Gate } from '../../http/gate.ts';
import type { Log } from '../../own-log/log.ts';
import { secretHash } from '../../secrets/secret.ts';
import { beginSession, type SignedIn, sessionView } from './begin-session.ts';
import { ownerCreated } from './first-run.ts';
import type { PasskeyService } from './passkeys/service.ts';
import { hashPassword, isPassword } from './passwords/argon2.ts';
import { type Attempt, signInAttempts } from './passwords/sign-in-attempts.ts';
import { type IsWeak, weakPasswords } from './passwords/weak-password.ts';
import { personEvent } from './person-event.ts';
import type { SecondFactorService } from './second-factor/service.ts';
import { type SessionGateOptions, sessionGate } from './session-gate.ts';

export interface SessionOptions extends SessionGateOptions {
  readonly store: Store;
  readonly site: string;
  readonly secondFactors: Pick<SecondFactorService, 'require'>;
  readonly passkeys: Pick<PasskeyService, 'prove'>;
  readonly log: Log;
  readonly randomBytes: (count: number) => Uint8Array;
}

export interface SessionService extends Gate {
  view(caller: Caller): SessionView;
  /** Throws `session.wrongPassword`, `session.tooManyAttempts`, what `secondFactors.require` throws, `store.unavailable`. */
  signIn(
    given: { name: string; password: string; code?: string | undefined },
    from: Credentials,
  ): Promise<SignedIn>;
  signOut(token: string): Promise<void>;
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
  /** Somebody's roles or account changed: nothing remembered of anybody holds any longer. */
  rightsChanged(): void;
}

export function sessionService(options: SessionOptions): SessionService {
  const { store, firstRun, site, secondFactors, passkeys, log, nowUs, randomBytes } = options;
  const gate = sessionGate(options);
  const view = (caller: Caller) => sessionView(caller, firstRun);
  const begin = beginSession(options);
  const attempts = signInAttempts(nowUs);
  // A name nobody has takes as long to refuse as a wrong password: the answer's time tells nothing.
  let decoy: Promise<string> | undefined;
  let isWeak: IsWeak | undefined;

  /** What is guessed is counted before it is looked at. Throws `session.tooManyAttempts`. */
  async function slowed<T>(attempt: Attempt, check: () => Promise<T>): Promise<T> {
    attempts.begin(attempt);
    const result = await check();
    attempts.succeeded(attempt);
    return result;
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
      const attempt = { name: given.name, address: from.remoteAddress };
      attempts.begin(attempt);
      let found: Awaited<ReturnType<typeof store.people.findByName>>;
      try {
        found = await store.people.findByName(given.name);
      } catch (error) {
        // The password was not even looked at; waiting for the database is no wrong try.
        attempts.uncount(attempt);
        throw error;
      }
      decoy ??= hashPassword(Buffer.from(randomBytes(16)).toString('hex'));
      const usable = found?.disabledUs === undefined ? found?.passwordHash : undefined;
      const right = await isPassword(usable ?? (await decoy), given.password);
      if (!found || usable === undefined || !right) {
        // The name stays out of the log: people type passwords into the wrong field.
        log.warn({ code: 'session.wrongPassword', address: from.remoteAddress }, 'a sign-in was refused');
        throw new AppError('session.wrongPassword');
      }
      try {
        const signedIn = await store.transaction(async (repositories) => {
          await secondFactors.require(repositories, { person: found, code: given.code });
          return begin(repositories, { person: found, from });
        });
        attempts.succeeded(attempt);
        return signedIn;
      } catch (error) {
        // Whoever knows the password and is asked for the code has guessed nothing yet.
        if (error instanceof AppError && error.code === 'session.codeRequired') attempts.uncount(attempt);
        throw error;
      }
    },
    signOut: async (token) => {
      gate.forget(token);
      await store.sessions.remove(secretHash(token));
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
      const person = await slowed({ name, address: from.remoteAddress }, () =>
        requirePassword(caller.person!, present),
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
      await slowed({ name: person.name, address: from.remoteAddress }, async () => {
        if (password !== undefined) await requirePassword(person, password);
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
    rightsChanged: gate.rightsChanged,
  };
}
