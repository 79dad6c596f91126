/** Tokens of the API. Whoever makes one sees it once; it never may do more than its owner, whatever it names. */
import {
  AppError,
  type CreatedToken,
  type CreateToken,
  type Permission,
  permissionCatalogue,
  type Removed,
  roleMatrix,
  type Tokens,
  type TokenView,
} from '@mantinel/contract';
import { type Access, accessOf, may, type PlantTree, type Role } from '@mantinel/domain';
import type { ApiToken, Person, Repositories, Store } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type PageOf, pageByKey } from '../../http/page.ts';
import { requireManageable } from '../../manageable.ts';
import { newSecret, secretHash } from '../../secrets/secret.ts';

export interface TokensService {
  /** Throws nothing for an unknown person: then there are none. */
  list(asked: PageOf & { person: string }): Promise<Tokens>;
  /** For oneself. Throws `token.tooWide`. */
  create(token: CreateToken, act: Act): Promise<CreatedToken>;
  /** For a display or an edge node. Throws `token.notDevice`, `token.tooWide`, `person.notYours`. */
  createFor(person: string, token: CreateToken, act: Act): Promise<CreatedToken>;
  /** Throws `token.notFound`. */
  revoke(token: { id: string; person: string }, act: Act): Promise<Removed>;
}

export interface TokensOptions {
  readonly store: Pick<Store, 'apiTokens'>;
  /** This node's site: what concerns the whole enterprise is told there. */
  readonly site: string;
  /** Whatever is remembered of anybody's rights holds no longer. */
  readonly rightsChanged: () => void;
  readonly nowUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

const dayUs = 24 * 3_600_000_000;
const deviceRoles: readonly Role[] = ['kiosk', 'machine'];

export function tokensService(options: TokensOptions): TokensService {
  const { store, site, rightsChanged, nowUs, randomBytes } = options;

  const tell = (
    tx: Repositories,
    { code, message }: { code: string; message: string },
    { token, act }: { token: ApiToken; act: Act },
  ) => {
    const { id, name, permissions, place, expiresUs } = token;
    const state = { tokenId: id, name, permissions: permissions.join(' '), expiresUs };
    return tx.outbox.enqueue(
      auditedAt({
        code,
        message,
        subjectId: token.person,
        place,
        ...(code === 'token.created' ? { after: state } : { before: state }),
        act,
        site,
        nowUs: nowUs(),
      }),
    );
  };

  async function issue(tx: Repositories, { owner, token, act }: Issue): Promise<CreatedToken> {
    requireWithin(act.caller.plant, owner.access, token);
    const secret = `mnt_${newSecret(randomBytes)}`;
    const created = await tx.apiTokens.create({
      person: owner.id,
      name: token.name,
      tokenHash: secretHash(secret),
      lastFour: secret.slice(-4),
      permissions: [...new Set(token.permissions)],
      place: token.place,
      expiresUs: nowUs() + token.days * dayUs,
    });
    await tell(tx, { code: 'token.created', message: 'A person made a token.' }, { token: created, act });
    return { ...viewOf(created), secret };
  }

  return {
    list: async ({ person, ...asked }) => {
      const { page, ...next } = pageByKey(await store.apiTokens.of(person), asked, ({ name, id }) => [
        name,
        id,
      ]);
      return { tokens: page.map(viewOf), ...next };
    },
    create: (token, act) => {
      const { person, access } = act.caller;
      return act.unit.commit((tx) => issue(tx, { owner: { id: person!.id, access }, token, act }));
    },
    createFor: (id, token, act) =>
      act.unit.commit(async (tx) => {
        const person: Person | undefined = await tx.people.get(id);
        if (!person) throw new AppError('person.notFound');
        await requireManageable(tx, id, act.caller);
        const grants = await tx.roleGrants.of(id);
        const isDevice = grants.length > 0 && grants.every(({ role }) => deviceRoles.includes(role));
        if (!isDevice) throw new AppError('token.notDevice');
        return issue(tx, { owner: { id, access: accessOf(grants, roleMatrix) }, token, act });
      }),
    revoke: async (token, act) => {
      try {
        return await act.unit.commit(async (tx) => {
          const revoked = await tx.apiTokens.remove(token);
          if (!revoked) throw new AppError('token.notFound');
          const told = { code: 'token.revoked', message: 'A person revoked a token.' };
          await tell(tx, told, { token: revoked, act });
          return { removed: token.id };
        });
      } finally {
        // Also where the commit's answer was lost: it may have been made.
        rightsChanged();
      }
    },
  };
}

interface Issue {
  readonly owner: { readonly id: string; readonly access: Access<Permission> };
  readonly token: CreateToken;
  readonly act: Act;
}

/** Asked when it is made, so that nobody waits for a token that cannot do what it says. Throws `token.tooWide`. */
function requireWithin(
  plant: PlantTree,
  owner: Access<Permission>,
  { permissions, place }: CreateToken,
): void {
  for (const permission of permissions)
    if (!may(plant, owner, { permission, place }))
      throw new AppError('token.tooWide', { data: { permission, place } });
}

const viewOf = ({ permissions, ...token }: ApiToken): TokenView => ({
  ...token,
  permissions: permissions.filter((name): name is Permission => name in permissionCatalogue),
});
