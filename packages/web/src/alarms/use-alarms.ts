/** The alarms of this reader, kept current by the stream. */
import type { Alarms, AlarmView } from '@mantinel/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getAlarms } from '../api/alarms.ts';
import { useServices } from '../shell/services.tsx';

const key = ['alarms'];
/** What the stream does not tell: floods, counts, and what a crashed tab swallowed. */
const renewMs = 60_000;

export function useAlarms() {
  const { live } = useServices();
  const queries = useQueryClient();
  useEffect(() => {
    const renew = () => void queries.invalidateQueries({ queryKey: key });
    const leaveAlarms = live.onAlarms((changed, more) => {
      if (more) renew();
      else
        queries.setQueryData<Alarms>(
          key,
          (known) => known && { ...known, alarms: merged(known.alarms, changed) },
        );
    });
    // What changed while nobody listened was told to nobody.
    const leaveLink = live.onLink(() => live.link.state === 'live' && renew());
    return () => {
      leaveAlarms();
      leaveLink();
    };
  }, [live, queries]);
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getAlarms({}, signal),
    refetchInterval: renewMs,
  });
}

/** An answer that is older than what the stream told meanwhile changes nothing. */
export function merged(known: readonly AlarmView[], changed: readonly AlarmView[]): AlarmView[] {
  const byId = new Map(known.map((alarm) => [alarm.id, alarm]));
  for (const alarm of changed) {
    const before = byId.get(alarm.id);
    if (before && before.version > alarm.version) continue;
    if (alarm.state === 'normal') byId.delete(alarm.id);
    else byId.set(alarm.id, alarm);
  }
  return [...byId.values()].sort(mostUrgentFirst);
}

const waits = ({ state }: AlarmView): number => (isUnacknowledged(state) ? 0 : state === 'shelved' ? 2 : 1);
const rank = { high: 0, medium: 1, low: 2 } as const;

/** What waits for somebody, then by priority, newest first. */
export const mostUrgentFirst = (a: AlarmView, b: AlarmView): number =>
  waits(a) - waits(b) || rank[a.priority] - rank[b.priority] || b.receivedUs - a.receivedUs;

export const isUnacknowledged = (state: AlarmView['state']): boolean =>
  state === 'unacknowledged' || state === 'returnedUnacknowledged' || state === 'latchedUnacknowledged';
