/** Badges: assigned to people by whoever manages their accounts. The numbers themselves are kept nowhere. */
import { AppError, type BadgeView, type Removed } from '@mantinel/contract';
import type { Badge, Person, Repositories, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../../audited-at.ts';
import { requireManageable } from '../../../manageable.ts';
import type { KeyedHash } from '../../../secrets/keyed-hash.ts';

export interface BadgeService {
  of(person: string): Promise<BadgeView[]>;
  /** Throws `badge.taken`, `person.notFound`, `person.notYours`. */
  assign(badge: { person: string; number: string }, act: Act): Promise<BadgeView>;
  /** Throws `badge.notFound`, `person.notFound`, `person.notYours`. */
  remove(badge: { id: string; person: string }, act: Act): Promise<Removed>;
  /** Whose it is, where the account may be used. */
  owner(number: string): Promise<Person | undefined>;
}

export interface BadgeOptions {
  readonly store: Store;
  readonly keyed: KeyedHash;
  readonly site: string;
  readonly nowUs: () => number;
}

export function badgeService({ store, keyed, site, nowUs }: BadgeOptions): BadgeService {
  /** Readers differ in upper and lower case of hexadecimal numbers. */
  const hashOf = (number: string) => keyed('badge', number.trim().toUpperCase());

  async function changing<T>(
    person: string,
    { code, message, act }: { code: string; message: string; act: Act },
    work: (tx: Repositories) => Promise<T>,
  ): Promise<T> {
    return act.unit.commit(async (tx) => {
      const found = await tx.people.get(person);
      if (!found) throw new AppError('person.notFound');
      await requireManageable(tx, person, act.caller);
      const done = await work(tx);
      const told = { code, message, subjectId: person, place: found.place };
      await tx.outbox.enqueue(auditedAt({ ...told, act, site, nowUs: nowUs() }));
      return done;
    });
  }

  return {
    of: async (person) => (await store.badges.of(person)).map(viewOf),
    assign: async ({ person, number }, act) => {
      const numberHash = await hashOf(number);
      const told = { code: 'badge.assigned', message: 'A person assigned a badge.', act };
      return changing(person, told, async (tx) => viewOf(await tx.badges.add({ person, numberHash })));
    },
    remove: (badge, act) =>
      changing(
        badge.person,
        { code: 'badge.removed', message: 'A person removed a badge.', act },
        async (tx) => {
          if (!(await tx.badges.remove(badge))) throw new AppError('badge.notFound');
          return { removed: badge.id };
        },
      ),
    owner: async (number) => {
      const found = await store.badges.find(await hashOf(number));
      if (found) await store.badges.used(found.badge.id);
      return found?.person;
    },
  };
}

const viewOf = ({ id, createdUs, lastUsedUs }: Badge): BadgeView => ({
  id,
  createdUs,
  ...(lastUsedUs === undefined ? {} : { lastUsedUs }),
});
