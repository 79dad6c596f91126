/** Who holds which role where. A grant is never changed: it is given and taken. */
import { AppError } from '@mantinel/contract';
import type { PlaceId, Role, RoleGrant } from '@mantinel/domain';
import type { Selectable } from 'kysely';
import { atomically, type Run } from '../../run.ts';
import type { Tables } from '../../tables.ts';
import { lockOwners, requireOwnerLeft } from './owners.ts';

export interface RoleGrantRow extends RoleGrant {
  readonly id: string;
  /** The giver; absent for the first owner. */
  readonly grantedBy?: string;
  readonly grantedUs: number;
  /** Given by the claims of an OpenID provider, which may take it again. */
  readonly fromProvider: boolean;
}

export interface RoleGrants {
  /** Ordered by person, place and role. */
  list(): Promise<RoleGrantRow[]>;
  of(person: string): Promise<RoleGrantRow[]>;
  get(id: string): Promise<RoleGrantRow | undefined>;
  /**
   * By a person, or without `grantedBy` by the provider. A person may give what the provider gave: then it stays. Throws
   * `grant.exists`, `person.notFound`, `place.notFound`.
   */
  add(grant: { person: string; role: Role; place: PlaceId; grantedBy?: string }): Promise<RoleGrantRow>;
  /** Throws `grant.notFound`, `person.lastOwner`. */
  remove(id: string): Promise<void>;
}

export const roleGrants = (run: Run, nowUs: () => number): RoleGrants => ({
  list: () =>
    run(async (db) => {
      const rows = await db
        .selectFrom('role_grant')
        .selectAll()
        .orderBy('person')
        .orderBy('place')
        .orderBy('role')
        .execute();
      return rows.map(toGrant);
    }),
  of: (person) =>
    run(async (db) => {
      const rows = await db.selectFrom('role_grant').selectAll().where('person', '=', person).execute();
      return rows.map(toGrant);
    }),
  get: (id) =>
    run(async (db) => {
      const row = await db.selectFrom('role_grant').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toGrant(row);
    }),
  add: ({ person, role, place, grantedBy }) =>
    run((db) =>
      atomically(db, async (tx) => {
        // Locked, so that neither goes away before the grant refers to it.
        const known = {
          person: await tx
            .selectFrom('person')
            .select('id')
            .where('id', '=', person)
            .forShare()
            .executeTakeFirst(),
          place: await tx
            .selectFrom('place')
            .select('id')
            .where('id', '=', place)
            .forShare()
            .executeTakeFirst(),
        };
        if (!known.person) throw new AppError('person.notFound');
        if (!known.place) throw new AppError('place.notFound', { data: { place } });
        const row = await tx
          .insertInto('role_grant')
          .values({
            person,
            role,
            place,
            granted_by: grantedBy ?? null,
            granted_us: nowUs(),
            from_provider: grantedBy === undefined,
          })
          .onConflict((conflict) =>
            conflict
              .columns(['person', 'role', 'place'])
              .doUpdateSet((eb) => ({
                granted_by: eb.ref('excluded.granted_by'),
                granted_us: eb.ref('excluded.granted_us'),
                from_provider: false,
              }))
              .where('role_grant.from_provider', '=', true)
              .where((eb) => eb(eb.ref('excluded.from_provider'), '=', false)),
          )
          .returningAll()
          .executeTakeFirst();
        if (!row) throw new AppError('grant.exists');
        return toGrant(row);
      }),
    ),
  remove: (id) =>
    run((db) =>
      atomically(db, async (tx) => {
        await lockOwners(tx);
        const row = await tx
          .deleteFrom('role_grant')
          .where('id', '=', id)
          .returning('role')
          .executeTakeFirst();
        if (!row) throw new AppError('grant.notFound');
        if (row.role === 'platformOwner') await requireOwnerLeft(tx);
      }),
    ),
});

const toGrant = (row: Selectable<Tables['role_grant']>): RoleGrantRow => ({
  id: row.id,
  person: row.person,
  role: row.role,
  place: row.place,
  ...(row.granted_by === null ? {} : { grantedBy: row.granted_by }),
  grantedUs: row.granted_us,
  fromProvider: row.from_provider,
});
