/** Accounts as the server hands them out: by name, read on from the last one. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { getPeople } from '../../api/people.ts';

export const usePeople = (limit = 50) =>
  useInfiniteQuery({
    queryKey: ['people', limit],
    queryFn: ({ pageParam, signal }) => getPeople({ after: pageParam, limit }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
