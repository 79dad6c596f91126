/** The engine of regular expressions: loaded when a search is held by one against what arrives. */
import { compileQuery, leavesOf, parseQuery } from '@mantinel/domain';
import { useQuery } from '@tanstack/react-query';

export interface RegexEngine {
  readonly linearRegex: typeof import('@mantinel/domain/linear-regex').linearRegex;
  readonly checkRegex: typeof import('@mantinel/domain/check-regex').checkRegex;
}

export const needsEngine = (search: string | undefined): boolean =>
  search !== undefined && leavesOf(compileQuery(parseQuery(search).node)).some(({ is }) => is === 'regex');

/** Undefined until it has come, and where it is not needed. */
export function useRegexEngine(needed: boolean): RegexEngine | undefined {
  const { data } = useQuery({
    queryKey: ['regexEngine'],
    queryFn: async (): Promise<RegexEngine> => {
      const [{ linearRegex }, { checkRegex }] = await Promise.all([
        import('@mantinel/domain/linear-regex'),
        import('@mantinel/domain/check-regex'),
      ]);
      return { linearRegex, checkRegex };
    },
    enabled: needed,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return needed ? data : undefined;
}
