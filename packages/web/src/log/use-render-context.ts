/** What sentences need beside the event: language, names of machines, units of data items. */

import type { Level } from '@mantinel/domain';
import { useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { getItems } from '../api/api.ts';
import { useMachines } from '../fleet/fleet-strip.tsx';
import type { RenderContext } from './view/render-event.ts';
import { useExplanations } from './view/use-explanations.ts';

export function useRenderContext(level: Level): RenderContext {
  const { t, i18n } = useTranslation();
  const { data: machines } = useMachines();
  const names = useMemo(() => new Map((machines ?? []).map(({ id, name }) => [id, name])), [machines]);
  const ids = [...names.keys()].join(' ');
  const units = useUnits(ids);
  const machineName = useCallback((id: string) => names.get(id) ?? id, [names]);
  const explain = useExplanations(machineName);
  return useMemo(
    () => ({
      t,
      exists: (key) => i18n.exists(key),
      machineName,
      unit: (machine, path) => units.get(`${machine} ${path}`),
      explain,
      level,
    }),
    [t, i18n, machineName, units, explain, level],
  );
}

/** By `machine path`. A machine without a model has none; rows then show the bare value. */
function useUnits(machines: string): ReadonlyMap<string, string> {
  const ids = machines === '' ? [] : machines.split(' ');
  // The same function while the machines are the same: a new one would give new units, and every row would be drawn anew.
  const combine = useMemo(() => combineUnits(machines), [machines]);
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['items', id],
      queryFn: ({ signal }: { signal: AbortSignal }) => getItems(id, signal),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine,
  });
}

type ItemsResult = { readonly data: Awaited<ReturnType<typeof getItems>> | undefined };
const combineUnits =
  (machines: string) =>
  (results: readonly ItemsResult[]): ReadonlyMap<string, string> => {
    const ids = machines.split(' ');
    return new Map(
      results.flatMap(({ data }, index) =>
        (data?.items ?? []).flatMap(({ path, units }) =>
          units === undefined ? [] : [[`${ids[index]} ${path}`, units] as const],
        ),
      ),
    );
  };
