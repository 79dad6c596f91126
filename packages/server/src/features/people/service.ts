/** Accounts, and the one-time links by which their people choose passwords. */
import { AppError, type PasswordLink, type People as PeoplePage, type PersonView } from '@mantinel/contract';
import { type Attributes, type PlaceId, placesWith, placesWithin } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import { isErased, type Person, type PersonChange, type Repositories, type Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type Caller, mayAt, requirePermissionAt } from '../../http/caller.ts';
import { requireManageable } from '../../manageable.ts';
import { newSecret, secretHash } from '../../secrets/secret.ts';
import { writeErased } from './erasures.ts';

export interface PeopleService {
  list(page: { after?: string | undefined; limit: number }, caller: Caller): Promise<PeoplePage>;
  /** Where the account belongs. Throws `person.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `person.notFound`. */
  get(id: string): Promise<PersonView>;
  /** Throws `person.exists`, `place.notFound`. */
  create(person: { name: string; place: PlaceId }, act: Act): Promise<PersonView>;
  /** Throws `person.notFound`, `person.notYours`, `person.isErased`, `person.exists`, `person.lastOwner`, `changedMeanwhile`. */
  change(id: string, change: PersonChange, act: Act): Promise<PersonView>;
  /**
   * Takes away their name, their ways in, and the key of everything they typed: for ever. Throws `person.notFound`,
   * `person.notYours`, `person.lastOwner`, `changedMeanwhile`.
   */
  erase(id: string, version: number, act: Act): Promise<PersonView>;
  /** The link by which this person, and nobody else, chooses a password. Throws `person.notFound`, `person.notYours`. */
  passwordLink(id: string, act: Act): Promise<PasswordLink>;
}

export interface PeopleOptions {
  readonly store: Pick<Store, 'people'>;
  readonly logbook: Pick<EventStore, 'personal'>;
  /** Where the list of the erased lies as well. */
  readonly backups: string;
  /** This node's site: what concerns the whole enterprise is told there. */
  readonly site: string;
  /** Whatever is remembered of anybody's rights holds no longer. */
  readonly rightsChanged: () => void;
  readonly nowUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** Long enough to reach somebody on the next shift. */
const linkHours = 48;

export function peopleService(options: PeopleOptions): PeopleService {
  const { store, logbook, site, rightsChanged, nowUs, randomBytes } = options;

  const tell = (
    tx: Repositories,
    { code, message, ...told }: { code: string; message: string; before?: Attributes; after?: Attributes },
    { person, act }: { person: Person; act: Act },
  ) =>
    tx.outbox.enqueue(
      auditedAt({
        code,
        message,
        ...told,
        subjectId: person.id,
        place: person.place,
        act,
        site,
        nowUs: nowUs(),
      }),
    );

  return {
    list: async ({ after, limit }, { plant, access }) => {
      const seen = placesWith(plant, access, ['person.read']).flatMap((place) => placesWithin(plant, place));
      // One more than asked for tells whether there is another page.
      const page = await store.people.list({
        places: seen,
        limit: limit + 1,
        ...(after === undefined ? {} : { after }),
      });
      const people = page.slice(0, limit).map(viewOf);
      return { people, ...(page.length > limit ? { next: people.at(-1)!.name } : {}) };
    },
    placeOf: async (id, caller) => {
      const person = await store.people.get(id);
      if (!person || !mayAt(caller, 'person.read', person.place)) throw new AppError('person.notFound');
      return person.place;
    },
    get: async (id) => viewOf(await existing(store, id)),
    create: (person, act) =>
      act.unit.commit(async (tx) => {
        const created = await tx.people.create(person);
        const told = { code: 'person.created', message: 'A person created an account.' };
        await tell(tx, { ...told, after: stateOf(created) }, { person: created, act });
        return viewOf(created);
      }),
    change: async (id, change, act) => {
      // Whoever moves an account away must be able to manage it there: else it would be a gift to nobody.
      if (change.place !== undefined) requirePermissionAt(act.caller, 'person.edit', change.place);
      try {
        return await act.unit.commit(async (tx) => {
          const before = await existing(tx, id);
          await requireManageable(tx, id, act.caller);
          const after = await tx.people.change(id, change);
          await tell(
            tx,
            {
              code: 'person.changed',
              message: 'A person changed an account.',
              before: stateOf(before),
              after: before.name === after.name ? stateOf(after) : { ...stateOf(after), renamed: true },
            },
            { person: after, act },
          );
          return viewOf(after);
        });
      } finally {
        // Also where the commit's answer was lost: it may have been made.
        rightsChanged();
      }
    },
    erase: async (id, version, act) => {
      try {
        return await act.unit.commit(async (tx) => {
          await existing(tx, id);
          await requireManageable(tx, id, act.caller);
          const erased = await tx.people.erase(id, version);
          const told = { code: 'person.erased', message: 'A person had the traces of an account erased.' };
          await tell(tx, told, { person: erased, act });
          // Last, as it cannot be undone; the list first, so that no backup brings back what is gone.
          await writeErased(options.backups, [{ personId: id, atUs: nowUs() }]);
          logbook.personal.erase(id, nowUs());
          return viewOf(erased);
        });
      } finally {
        rightsChanged();
      }
    },
    passwordLink: async (id, act) => {
      const token = newSecret(randomBytes);
      const expiresUs = nowUs() + linkHours * 3_600_000_000;
      return act.unit.commit(async (tx) => {
        const person = await existing(tx, id);
        await requireManageable(tx, id, act.caller);
        const tokenHash = secretHash(token);
        await tx.passwordLinks.create({ tokenHash, person: id, expiresUs });
        const told = {
          code: 'person.passwordLinkMade',
          message: 'A person made a one-time link for a password.',
        };
        await tell(tx, told, { person, act });
        return { path: `/password#${token}`, expiresUs };
      });
    },
  };
}

async function existing(repositories: Pick<Repositories, 'people'>, id: string): Promise<Person> {
  const person = await repositories.people.get(id);
  if (!person) throw new AppError('person.notFound');
  return person;
}

const stateOf = ({ place, disabledUs }: Person): Attributes => ({
  place,
  disabled: disabledUs !== undefined,
});

const viewOf = ({ id, name, place, createdUs, disabledUs, version }: Person): PersonView => ({
  ...(isErased({ id, name }) ? { erased: true } : {}),
  id,
  name,
  place,
  createdUs,
  ...(disabledUs === undefined ? {} : { disabledUs }),
  version,
});
