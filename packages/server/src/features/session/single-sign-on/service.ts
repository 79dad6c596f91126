/** Signing in by the company's provider: who that is here, whether they may, and what they may do. */
import {
  AppError,
  type config as configuration,
  type SingleSignOn,
  type SingleSignOnPurpose,
} from '@mantinel/contract';
import type { Identity, Person, Repositories, Store } from '@mantinel/store';
import type { Caller } from '../../../http/caller.ts';
import type { Credentials } from '../../../http/gate.ts';
import type { Outgoing } from '../../../outgoing/outgoing.ts';
import type { Log } from '../../../own-log/log.ts';
import { secretHash } from '../../../secrets/secret.ts';
import type { SecretBox } from '../../../secrets/secret-box.ts';
import type { PlantView } from '../../plant/plant-view.ts';
import type { BeginSession, SignedIn } from '../begin-session.ts';
import type { SignInGuard } from '../guard/sign-in-guard.ts';
import { personEvent } from '../person-event.ts';
import { isAdmitted, labelOf, textOf } from './claims.ts';
import { openPending, type Pending, sealPending } from './pending.ts';
import type { Finished, Provider } from './provider.ts';
import { followClaims } from './provider-roles.ts';

export interface SingleSignOnService {
  offer(): SingleSignOn;
  /** Throws `singleSignOn.off`, `session.required`, what the provider throws. Returns where to go and what the browser keeps. */
  begin(
    asked: { purpose: SingleSignOnPurpose; invitation?: string | undefined; panelUrl: string },
    caller: Caller,
  ): Promise<{ url: string; pending: string }>;
  /** Throws what is in the catalogue as `singleSignOn.…`, `identity.taken`, `person.disabled`, `passwordLink.invalid`. */
  finish(
    answer: { query: string; pending: string | undefined },
    asked: { caller: Caller; from: Credentials },
  ): Promise<{ purpose: SingleSignOnPurpose; signedIn?: SignedIn }>;
  /** Where the browser signs out at the provider as well, of a session that began there. */
  signOutUrl(hint: Uint8Array | undefined, panelUrl: string): Promise<string | undefined>;
  /** The issuer of accounts that can be linked. Throws `singleSignOn.off`. */
  issuer(): string;
}

export interface SingleSignOnOptions {
  readonly oidc: configuration.Oidc | undefined;
  readonly clientSecret: () => Promise<string | undefined>;
  readonly outgoing: Pick<Outgoing, 'call'>;
  readonly store: Store;
  readonly begin: BeginSession;
  readonly guard: Pick<SignInGuard, 'slowed'>;
  /** Whatever is remembered of anybody's rights or sessions holds no longer. */
  readonly rightsChanged: () => void;
  readonly box: SecretBox;
  readonly plant: Pick<PlantView, 'siteOf'>;
  readonly site: string;
  readonly nowUs: () => number;
  readonly log: Log;
}

const hintSeal = 'provider-hint';

export function singleSignOnService(options: SingleSignOnOptions): SingleSignOnService {
  const { oidc: settings, store, begin, guard, rightsChanged, box, plant, site, nowUs, log } = options;
  let loading: Promise<Provider> | undefined;
  /** Loaded when somebody first presses the button: most shops never do. */
  const there = (oidc: configuration.Oidc): Promise<Provider> => {
    loading ??= import('./provider.ts').then(({ provider }) => provider({ ...options, oidc }));
    return loading;
  };

  function required(): configuration.Oidc {
    if (!settings) throw new AppError('singleSignOn.off');
    return settings;
  }

  const tell = (tx: Repositories, [code, message]: readonly [string, string], person: Pick<Person, 'id'>) =>
    tx.outbox.enqueue(personEvent({ code, message, person, site, nowUs: nowUs() }));

  async function link(tx: Repositories, { issuer, subject }: Finished, person: Person): Promise<Identity> {
    const linked = await tx.identities.link({ issuer, subject, person: person.id });
    await tell(tx, ['identity.linked', 'A person linked an account of the provider.'], person);
    return linked;
  }

  /** Throws `singleSignOn.unknown`, `singleSignOn.nameTaken`. */
  async function createPerson(tx: Repositories, finished: Finished): Promise<Identity> {
    const { label, createAccounts, nameClaim, createAt } = required();
    if (!createAccounts)
      throw new AppError('singleSignOn.unknown', { data: { label, subject: finished.subject } });
    const name = (textOf(finished.claims, nameClaim) ?? labelOf(finished.claims, nameClaim)).slice(0, 80);
    const person = await tx.people
      .create({ name: name === '' ? finished.subject.slice(0, 80) : name, place: createAt })
      .catch((error: unknown) => {
        // Never taken over: a name at the provider proves nothing about an account here.
        if (error instanceof AppError && error.code === 'person.exists')
          throw new AppError('singleSignOn.nameTaken', { data: { name }, cause: error });
        throw error;
      });
    await tell(tx, ['person.created', 'An account was made at a first single sign-on.'], person);
    return link(tx, finished, person);
  }

  /** A one-time link instead of a session. Throws `passwordLink.invalid`, `singleSignOn.signInFirst`. */
  async function linkInvited(tx: Repositories, finished: Finished, invitation: string): Promise<Identity> {
    const { person: id } = await tx.passwordLinks.take(secretHash(invitation));
    if ((await tx.secondFactors.get(id))?.confirmed) throw new AppError('singleSignOn.signInFirst');
    return link(tx, finished, (await tx.people.get(id))!);
  }

  async function signIn(
    finished: Finished,
    { from, invitation }: { from: Credentials; invitation: string | undefined },
  ): Promise<SignedIn> {
    const { roles, sessionHours, nameClaim } = required();
    const hint = await box.seal(Buffer.from(finished.idToken), hintSeal);
    const { signedIn, changed } = await store.transaction(async (tx) => {
      const identity =
        invitation === undefined
          ? ((await tx.identities.find(finished)) ?? (await createPerson(tx, finished)))
          : await linkInvited(tx, finished, invitation);
      const person = (await tx.people.get(identity.person))!;
      if (person.disabledUs !== undefined) throw new AppError('person.disabled');
      await tx.identities.used(identity.id, labelOf(finished.claims, nameClaim));
      const followed = await followClaims(
        tx,
        { person: person.id, claims: finished.claims },
        { mapping: roles, siteOf: plant.siteOf, nowUs: nowUs(), log },
      );
      return {
        signedIn: await begin(tx, { person, from, provider: { hint, hours: sessionHours } }),
        changed: followed,
      };
    });
    if (changed) rightsChanged();
    return signedIn;
  }

  /** Throws `singleSignOn.otherPerson`: somebody else's proof proves nothing. */
  async function prove(finished: Finished, caller: Caller): Promise<void> {
    const identity = await store.identities.find(finished);
    if (identity?.person !== caller.person?.id)
      throw new AppError('singleSignOn.otherPerson', { data: { label: required().label } });
    await store.sessions.prove(caller.session!.id);
    rightsChanged();
  }

  async function linkOwn(finished: Finished, { person }: Caller): Promise<void> {
    const own = await store.people.get(person!.id);
    await store.transaction(async (tx) => {
      const identity = await link(tx, finished, own!);
      await tx.identities.used(identity.id, labelOf(finished.claims, required().nameClaim));
    });
  }

  return {
    offer: () => (settings ? { label: settings.label } : {}),
    issuer: () => required().issuer,
    begin: async ({ purpose, invitation, panelUrl }, caller) => {
      const settings = required();
      if (purpose !== 'signIn' && invitation === undefined && !caller.session)
        throw new AppError('session.required');
      const redirectUri = new URL('/sign-in/provider', settings.panelUrl ?? panelUrl).href;
      const { url, ...kept } = await (await there(settings)).begin({ purpose, redirectUri });
      const pending: Pending = {
        ...kept,
        purpose,
        redirectUri,
        begunUs: nowUs(),
        session: caller.session?.id,
        invitation,
      };
      return { url, pending: await sealPending(box, pending) };
    },
    finish: ({ query, pending: kept }, { caller, from }) =>
      // Nobody guesses here; but each answer costs the provider a question.
      guard.slowed({ from }, async () => {
        const settings = required();
        const pending = await openPending(box, kept, nowUs());
        const { purpose, invitation } = pending;
        const own = purpose !== 'signIn' && invitation === undefined;
        // Whoever is signed in now is not who asked.
        if (own && (!caller.session || caller.session.id !== pending.session))
          throw new AppError('singleSignOn.lost');
        const finished = await (await there(settings)).finish(query, pending);
        if (!isAdmitted(finished.claims, settings))
          throw new AppError('singleSignOn.notAllowed', { data: { label: settings.label } });
        if (!own) return { purpose, signedIn: await signIn(finished, { from, invitation }) };
        if (purpose === 'prove') await prove(finished, caller);
        else await linkOwn(finished, caller);
        return { purpose };
      }),
    signOutUrl: async (hint, panelUrl) => {
      if (!settings || hint === undefined) return undefined;
      const idToken = (await box.open(hint, hintSeal)).toString();
      return (await there(settings)).signOutUrl(idToken, new URL('/', settings.panelUrl ?? panelUrl).href);
    },
  };
}
