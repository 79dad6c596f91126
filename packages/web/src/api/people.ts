/** Accounts and the roles they hold. */
import {
  type Grants,
  type GrantView,
  type PasswordLink,
  type People,
  type PersonView,
  paths,
  type Roles,
} from '@mantinel/contract';
import type { PlaceId, Role } from '@mantinel/domain';
import { addressOf, type By, because, type Removed, why } from './act.ts';
import { getJson, getWhole, send } from './request.ts';

export const getPeople = (page: { after?: string | undefined; limit?: number }, signal?: AbortSignal) =>
  getJson<People>(
    `${paths.people}?${new URLSearchParams({
      limit: String(page.limit ?? 50),
      ...(page.after === undefined ? {} : { after: page.after }),
    })}`,
    signal,
  );
export const getPerson = (id: string, signal?: AbortSignal) =>
  getJson<PersonView>(addressOf(paths.person, id), signal);
export const createPerson = (person: { name: string; place: PlaceId }, reason: string) =>
  send<PersonView>(paths.people, { body: { ...person, ...why(reason) } });
export const changePerson = (
  id: string,
  change: { name?: string; place?: PlaceId; disabled?: boolean },
  { version, reason }: By,
) =>
  send<PersonView>(addressOf(paths.person, id), {
    method: 'PATCH',
    version,
    body: { ...change, ...why(reason) },
  });
export const erasePerson = (id: string, { version, reason }: By) =>
  send<PersonView>(addressOf(paths.person, id) + because(reason), { method: 'DELETE', version });
export const makePasswordLink = (id: string, reason = '') =>
  send<PasswordLink>(addressOf(paths.personPasswordLink, id) + because(reason));

export const getGrants = (person: string | undefined, signal?: AbortSignal) =>
  getWhole<Grants>(paths.grants, { ...(person === undefined ? {} : { person }) }, signal).then((pages) =>
    pages.flatMap(({ grants }) => grants),
  );
export const giveRole = (grant: { person: string; role: Role; place: PlaceId }, reason: string) =>
  send<GrantView>(paths.grants, { body: { ...grant, ...why(reason) } });
export const takeRole = (id: string, reason: string) =>
  send<Removed>(addressOf(paths.grant, id) + because(reason), { method: 'DELETE' });

export const getRoles = (signal?: AbortSignal) => getJson<Roles>(paths.roles, signal);
