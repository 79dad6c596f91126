/** Giving and taking roles: within one's own place, no role beyond those one's own may give, and never to oneself. */
import { AppError, type Grants, type GrantView, grantableRoles, type Removed } from '@mantinel/contract';
import { mayGrantRole, type PlaceId, type Role } from '@mantinel/domain';
import type { Repositories, RoleGrantRow, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type Caller, mayAt } from '../../http/caller.ts';
import { type PageOf, pageByKey } from '../../http/page.ts';
import { requireNotErased } from '../../manageable.ts';

export interface GrantsService {
  /** Those at places that the caller may see, of one person or of all. */
  list(query: PageOf & { person?: string | undefined }, caller: Caller): Promise<Grants>;
  /** Throws `grant.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `grant.notYours`, `grant.exists`, `person.notFound`, `place.notFound`. */
  give(grant: { person: string; role: Role; place: PlaceId }, act: Act): Promise<GrantView>;
  /** Throws `grant.notFound`, `grant.notYours`, `person.lastOwner`. */
  take(id: string, act: Act): Promise<Removed>;
}

export interface GrantsOptions {
  readonly store: Pick<Store, 'roleGrants'>;
  /** This node's site: what concerns the whole enterprise is told there. */
  readonly site: string;
  readonly rightsChanged: () => void;
  readonly nowUs: () => number;
}

export function grantsService({ store, site, rightsChanged, nowUs }: GrantsOptions): GrantsService {
  const tell = (tx: Repositories, code: string, { grant, act }: { grant: RoleGrantRow; act: Act }) => {
    const { role, place } = grant;
    return tx.outbox.enqueue(
      auditedAt({
        code,
        message: code === 'grant.given' ? 'A person gave a role.' : 'A person took a role.',
        subjectId: grant.person,
        place,
        ...(code === 'grant.given' ? { after: { role, place } } : { before: { role, place } }),
        act,
        site,
        nowUs: nowUs(),
      }),
    );
  };

  /** Also where the commit's answer was lost: it may have been made. */
  async function changing<T>({ unit }: Act, work: (tx: Repositories) => Promise<T>): Promise<T> {
    try {
      return await unit.commit(work);
    } finally {
      rightsChanged();
    }
  }

  return {
    list: async ({ person, ...asked }, caller) => {
      const all = person === undefined ? await store.roleGrants.list() : await store.roleGrants.of(person);
      const seen = all.filter(({ place }) => mayAt(caller, 'grant.read', place));
      const { page, ...next } = pageByKey(seen, asked, (grant) => [grant.person, grant.place, grant.role]);
      return { grants: page, ...next };
    },
    placeOf: async (id, caller) => {
      const grant = await store.roleGrants.get(id);
      if (!grant || !mayAt(caller, 'grant.read', grant.place)) throw new AppError('grant.notFound');
      return grant.place;
    },
    give: (grant, act) =>
      changing(act, async (tx) => {
        const person = await tx.people.get(grant.person);
        if (!person || !mayAt(act.caller, 'person.read', person.place)) throw new AppError('person.notFound');
        requireNotErased(person);
        await requireGivable(tx, grant, act.caller);
        const given = await tx.roleGrants.add({ ...grant, grantedBy: act.caller.person!.id });
        await tell(tx, 'grant.given', { grant: given, act });
        return given;
      }),
    take: (id, act) =>
      changing(act, async (tx) => {
        const grant = await tx.roleGrants.get(id);
        if (!grant) throw new AppError('grant.notFound');
        await requireGivable(tx, grant, act.caller);
        await tx.roleGrants.remove(id);
        await tell(tx, 'grant.taken', { grant, act });
        return { removed: id };
      }),
  };
}

/** Throws `grant.notYours`. */
async function requireGivable(
  tx: Repositories,
  { person, role, place }: { person: string; role: Role; place: PlaceId },
  { person: giver, plant }: Caller,
): Promise<void> {
  const own = giver ? await tx.roleGrants.of(giver.id) : [];
  const may = giver?.id !== person && mayGrantRole(plant, own, { role, place, grantable: grantableRoles });
  if (!may) throw new AppError('grant.notYours', { data: { role, place } });
}
