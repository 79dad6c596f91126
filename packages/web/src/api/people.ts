/** Accounts and the roles they hold. */
import { type GrantView, paths } from '@mantinel/contract';
import { getJson } from './request.ts';

export const getGrants = (person: string | undefined, signal?: AbortSignal) =>
  getJson<{ grants: GrantView[] }>(
    person === undefined ? paths.grants : `${paths.grants}?${new URLSearchParams({ person })}`,
    signal,
  ).then(({ grants }) => grants);
