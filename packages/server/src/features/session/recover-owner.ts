/** A way back in for an owner who lost the password or the phone: for whoever may read the data folder of this computer. */
import { AppError } from '@mantinel/contract';
import { enterpriseRoot } from '@mantinel/domain';
import type { Person, Store } from '@mantinel/store';
import { auditEvent } from '../../audit-event.ts';
import { type Parts, systemParts } from '../../parts.ts';
import { newSecret, secretHash } from '../../secrets/secret.ts';
import { type BesideOptions, storeBeside } from '../../store-beside.ts';

export interface RecoverOptions extends BesideOptions {
  /** Which owner, where there are several. */
  readonly name?: string | undefined;
}

export interface Recovery {
  readonly name: string;
  /** Address within the panel. It lets a password be chosen once, and takes the second factor away. */
  readonly path: string;
  readonly minutes: number;
}

const minutes = 60;

/** Works beside a Mantinel that runs, and without one. Throws `command.invalid`, `store.unavailable`. */
export async function recoverOwner(options: RecoverOptions, parts: Parts = systemParts()): Promise<Recovery> {
  const { config, name } = options;
  const { clock, randomBytes } = parts;
  await using beside = await storeBeside(options, parts);
  const { store } = beside;
  const owner = await findOwner(store, name);
  const token = newSecret(randomBytes);
  await store.transaction(async (tx) => {
    await tx.passwordLinks.create({
      tokenHash: secretHash(token),
      person: owner.id,
      expiresUs: clock.nowUs() + minutes * 60_000_000,
      resetsSecondFactor: true,
    });
    await tx.outbox.enqueue(
      auditEvent({
        code: 'person.recoveryLinkMade',
        message: 'A one-time link for an owner was made on the computer itself.',
        personId: undefined,
        subjectId: owner.id,
        site: config.site,
        place: enterpriseRoot,
        nowUs: clock.nowUs(),
      }),
    );
  });
  return { name: owner.name, path: `/password#${token}`, minutes };
}

async function findOwner(store: Store, name: string | undefined): Promise<Person> {
  const grants = await store.roleGrants.list();
  const ids = new Set(grants.filter(({ role }) => role === 'platformOwner').map(({ person }) => person));
  const all = await Promise.all([...ids].map((id) => store.people.get(id)));
  const owners = all.filter((person) => person !== undefined && person.disabledUs === undefined) as Person[];
  const called = (person: Person) => name === undefined || person.name.toLowerCase() === name.toLowerCase();
  const [owner, second] = owners.filter(called);
  if (owner && !second) return owner;
  const invalid = (problem: string, remedy: string) =>
    new AppError('command.invalid', { data: { problem, remedy } });
  if (owners.length === 0)
    throw invalid(
      'There is no owner yet',
      'Start Mantinel; it prints the link that creates the first account.',
    );
  const names = owners.map((person) => person.name).join(', ');
  throw owner
    ? invalid(`Several people are owners: ${names}`, 'Say which with --name.')
    : invalid(`No owner is called ${name}`, `Owners are: ${names}.`);
}
