/** What an alarm is called: by its explanation, else by what the control said last. */
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { getInbox } from '../../api/catalogue.ts';
import { useExplanations } from '../../log/view/use-explanations.ts';

const noName = (id: string) => id;

/** Undefined for what nobody has words for. */
export function useAlarmTitles(): (code: string) => string | undefined {
  const explain = useExplanations(noName);
  const { data } = useQuery({ queryKey: ['catalogue', 'inbox'], queryFn: ({ signal }) => getInbox(signal) });
  const told = useMemo(
    () =>
      new Map(
        data?.texts
          // What one number of a kind said last is no name for all of them.
          .filter(({ code }) => !code.startsWith('condition.'))
          .map(({ code, nativeCode, message }) => [code, [nativeCode, message].filter(Boolean).join(' ')]),
      ),
    [data],
  );
  return useCallback(
    (code) => {
      const found = explain({ site: '', machine: undefined, path: undefined, code, attributes: {} });
      return found && !found.generic ? found.texts.title : told.get(code) || found?.texts.title;
    },
    [explain, told],
  );
}
