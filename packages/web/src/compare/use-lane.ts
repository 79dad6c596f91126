/** What one machine did within the axis, and which conditions stood, from the store. */
import type { Event } from '@mantinel/contract';
import { sourceConnected, sourceLost } from '@mantinel/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { getPage } from '../api/api.ts';
import { defaultView, type View } from '../log/view/view.ts';
import type { Axis } from './axis.ts';
import { conditionSpans, doingSpans } from './spans.ts';

const pageRows = 1000;
/** More changes than can be told apart on any screen; the lane then says that it ends early. */
const mostPages = 8;
/** Alarms that began before the axis and may still stand in it. */
const conditionsBefore = 200;

export interface LaneQuery {
  readonly machine: string;
  readonly axis: Axis;
  readonly live: boolean;
}

export function useLane({ machine, axis, live }: LaneQuery) {
  const { fromUs, toUs } = axis;
  const query = useQuery({
    queryKey: ['lane', machine, fromUs, toUs],
    queryFn: async ({ signal }) => {
      const base: View = { ...defaultView, level: 'developer', order: 'time', machine: [machine] };
      const doing: View = { ...base, code: ['machine.execution', sourceLost, sourceConnected] };
      const conditions: View = { ...base, kind: ['condition'] };
      const before = (view: View, limit: number) =>
        getPage({ ...view, toUs: fromUs }, { direction: 'older', limit }, signal);
      const [state, stood, changes, raised] = await Promise.all([
        before(doing, 1),
        before(conditions, conditionsBefore),
        within({ ...doing, fromUs, toUs }, signal),
        within({ ...conditions, fromUs, toUs }, signal),
      ]);
      return {
        doing: [...state.events, ...changes.events],
        conditions: [...stood.events, ...raised.events],
        /** Undefined where everything was read. */
        readToUs: [changes, raised]
          .filter(({ whole }) => !whole)
          .map(({ events }) => events.at(-1)!.timeUs)
          .sort((a, b) => a - b)[0],
      };
    },
    placeholderData: keepPreviousData,
    ...(live ? {} : { staleTime: Number.POSITIVE_INFINITY }),
  });
  const { data } = query;
  const spans = useMemo(
    () => ({
      doing: data ? doingSpans(data.doing) : [],
      conditions: data
        ? conditionSpans(data.conditions).filter((span) => span.toUs === undefined || span.toUs >= fromUs)
        : [],
      readToUs: data?.readToUs,
    }),
    [data, fromUs],
  );
  return { ...query, spans };
}

async function within(view: View, signal: AbortSignal): Promise<{ events: Event[]; whole: boolean }> {
  const events: Event[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const read = await getPage(
      view,
      { direction: 'newer', limit: pageRows, ...(cursor === undefined ? {} : { cursor }) },
      signal,
    );
    events.push(...read.events);
    if (read.events.length < pageRows || read.newer === undefined) return { events, whole: true };
    cursor = read.newer;
  }
  return { events, whole: false };
}
