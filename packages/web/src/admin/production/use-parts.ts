/** Parts by number, page after page. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { getParts } from '../../api/production.ts';

export const useParts = () =>
  useInfiniteQuery({
    queryKey: ['parts'],
    queryFn: ({ pageParam, signal }) => getParts(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });
