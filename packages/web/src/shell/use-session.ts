/** Whoever is signed in, below the screens that are shown to nobody else. */
import type { Permission, Session } from '@mantinel/contract';
import { useQueryClient } from '@tanstack/react-query';

export const useSession = (): Session => useQueryClient().getQueryData<Session>(['session'])!;

/** At some place or other: the server decides about each. */
export function useMayDo(): (permission: Permission) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
