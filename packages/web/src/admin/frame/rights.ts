/** What the caller may do where, as far as they can see it themselves; the server decides again. */
import { type Permission, type PlaceView, roleMatrix, type Session } from '@mantinel/contract';
import { accessOf, may, type PlaceId, type PlantTree, plantTree, type RoleGrant } from '@mantinel/domain';
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getGrants } from '../../api/people.ts';
import { getPlaces } from '../../api/plant.ts';

export const usePlaces = () => useQuery({ queryKey: ['places'], queryFn: ({ signal }) => getPlaces(signal) });

export const useGrantsOf = (person: string | undefined, enabled = true) =>
  useQuery({
    queryKey: ['grants', person],
    queryFn: ({ signal }) => getGrants(person, signal),
    enabled: enabled && person !== undefined,
  });

/** Of whoever is signed in: the administration is shown to nobody else. */
const sessionOf = (queries: QueryClient): Session => queries.getQueryData<Session>(['session'])!;

export interface Rights {
  readonly session: Session;
  readonly places: readonly PlaceView[];
  readonly tree: PlantTree;
  /** The caller's own roles; undefined for those who may not see roles. */
  readonly own: readonly RoleGrant[] | undefined;
  readonly anywhere: (permission: Permission) => boolean;
  readonly at: (permission: Permission, place: PlaceId) => boolean;
}

export function useRights(): Rights {
  const session = sessionOf(useQueryClient());
  const { data: places } = usePlaces();
  const anywhere = (permission: Permission) => session.permissions.includes(permission);
  const { data: own } = useGrantsOf(session.person?.id, anywhere('grant.read'));
  const tree = useMemo(() => plantTree(places ?? []), [places]);
  return {
    session,
    places: places ?? [],
    tree,
    own,
    anywhere,
    at: (permission, place) =>
      anywhere(permission) &&
      (own === undefined || may(tree, accessOf(own, roleMatrix), { permission, place })),
  };
}
