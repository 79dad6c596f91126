/** Nobody manages an account that holds more than they may give: a new password or token would be a way to its rights. */
import { AppError, grantableRoles } from '@mantinel/contract';
import { mayGrantRole } from '@mantinel/domain';
import type { Repositories } from '@mantinel/store';
import type { Caller } from './http/caller.ts';

/** Throws `person.notYours`. */
export async function requireManageable(
  tx: Pick<Repositories, 'roleGrants'>,
  id: string,
  { person, plant }: Caller,
): Promise<void> {
  const giver = person ? await tx.roleGrants.of(person.id) : [];
  const beyond = (await tx.roleGrants.of(id)).find(
    ({ role, place }) => !mayGrantRole(plant, giver, { role, place, grantable: grantableRoles }),
  );
  if (beyond) throw new AppError('person.notYours');
}
