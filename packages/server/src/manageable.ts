/** Nobody manages an account that holds more than they may give: a new password or token would be a way to its rights. */
import { AppError, grantableRoles } from '@mantinel/contract';
import { mayGrantRole } from '@mantinel/domain';
import { isErased, type Person, type Repositories } from '@mantinel/store';
import type { Caller } from './http/caller.ts';

/** Throws `person.notYours`, `person.isErased`. */
export async function requireManageable(
  tx: Pick<Repositories, 'roleGrants' | 'people'>,
  id: string,
  { person, plant }: Caller,
): Promise<void> {
  requireNotErased(await tx.people.get(id));
  const giver = person ? await tx.roleGrants.of(person.id) : [];
  const beyond = (await tx.roleGrants.of(id)).find(
    ({ role, place }) => !mayGrantRole(plant, giver, { role, place, grantable: grantableRoles }),
  );
  if (beyond) throw new AppError('person.notYours');
}

/** What is left of an erased person stands for what they did, and is no account. Throws `person.isErased`. */
export function requireNotErased(person: Person | undefined): void {
  if (person && isErased(person)) throw new AppError('person.isErased');
}
