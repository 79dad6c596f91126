/** Whose accounts at the provider open which here: seen and taken away by oneself, linked and taken away by who manages the account. */
import { AppError, type IdentityView, type Removed } from '@mantinel/contract';
import type { Identity, Repositories, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../../audited-at.ts';
import { requireManageable } from '../../../manageable.ts';

export interface IdentitiesService {
  of(person: string): Promise<IdentityView[]>;
  /** Throws `singleSignOn.off`, `person.notFound`, `person.notYours`, `identity.taken`. */
  link(identity: { person: string; subject: string }, act: Act): Promise<IdentityView>;
  /** One's own without more; throws `identity.notFound`, `person.notYours`. */
  unlink(identity: { id: string; person: string }, act: Act): Promise<Removed>;
}

export interface IdentitiesOptions {
  readonly store: Pick<Store, 'identities'>;
  readonly issuer: () => string;
  readonly site: string;
  readonly nowUs: () => number;
}

export function identitiesService({ store, issuer, site, nowUs }: IdentitiesOptions): IdentitiesService {
  async function tell(tx: Repositories, code: 'identity.linked' | 'identity.unlinked', given: Told) {
    const { identity, act } = given;
    const person = (await tx.people.get(identity.person))!;
    const linked = code === 'identity.linked';
    await tx.outbox.enqueue(
      auditedAt({
        code,
        message: linked
          ? 'A person linked an account of the provider.'
          : 'A person took away the link to an account of the provider.',
        subjectId: person.id,
        place: person.place,
        [linked ? 'after' : 'before']: { issuer: identity.issuer },
        act,
        site,
        nowUs: nowUs(),
      }),
    );
  }

  return {
    of: async (person) => (await store.identities.of(person)).map(viewOf),
    link: ({ person, subject }, act) =>
      act.unit.commit(async (tx) => {
        if (!(await tx.people.get(person))) throw new AppError('person.notFound');
        await requireManageable(tx, person, act.caller);
        const identity = await tx.identities.link({ issuer: issuer(), subject, person });
        await tell(tx, 'identity.linked', { identity, act });
        return viewOf(identity);
      }),
    unlink: ({ id, person }, act) =>
      act.unit.commit(async (tx) => {
        if (person !== act.caller.person?.id) await requireManageable(tx, person, act.caller);
        const identity = await tx.identities.unlink({ id, person });
        await tell(tx, 'identity.unlinked', { identity, act });
        return { removed: id };
      }),
  };
}

interface Told {
  readonly identity: Identity;
  readonly act: Act;
}

const viewOf = ({ person: _person, ...identity }: Identity): IdentityView => identity;
