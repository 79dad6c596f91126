/** Follows a task that was begun here until it ended, and then has what it changed asked for again. */
import type { TaskView } from '@mantinel/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { getTask } from '../../api/upkeep.ts';

const ended: readonly TaskView['state'][] = ['done', 'failed', 'cancelled'];
export const hasEnded = ({ state }: TaskView): boolean => ended.includes(state);

export function useTask(changes: string): {
  readonly task: TaskView | undefined;
  readonly follow: (begun: TaskView) => void;
} {
  const queries = useQueryClient();
  const [begun, setBegun] = useState<TaskView>();
  const { data } = useQuery({
    queryKey: ['task', begun?.id],
    queryFn: ({ signal }) => getTask(begun!.id, signal),
    enabled: begun !== undefined,
    refetchInterval: ({ state }) => (state.data && hasEnded(state.data) ? false : 1000),
  });
  const task = data ?? begun;
  const over = task !== undefined && hasEnded(task);
  useEffect(() => {
    if (over) void queries.invalidateQueries({ queryKey: [changes] });
  }, [over, changes, queries]);
  return { task, follow: setBegun };
}
