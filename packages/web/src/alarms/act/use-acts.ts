/** Does something with one alarm or with several, and says of each that was refused why. */
import type { Alarms, AlarmView } from '@mantinel/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  acknowledgeAlarm,
  commentAlarm,
  resetAlarm,
  returnToService,
  shelveAlarm,
  takeOutOfService,
  unshelveAlarm,
} from '../../api/alarms.ts';
import { merged } from '../use-alarms.ts';
import type { ActKind } from './possible-acts.ts';

export interface Act {
  readonly kind: ActKind;
  readonly comment: string;
  /** Of a shelving. */
  readonly forUs?: number;
}
export interface Refused {
  readonly alarm: AlarmView;
  readonly error: unknown;
}

function carryOut({ kind, comment, forUs = 0 }: Act, alarm: AlarmView): Promise<AlarmView> {
  switch (kind) {
    case 'acknowledge':
      return acknowledgeAlarm(alarm, comment);
    case 'comment':
      return commentAlarm(alarm.id, comment);
    case 'shelve':
      return shelveAlarm(alarm, forUs, comment);
    case 'unshelve':
      return unshelveAlarm(alarm.id, comment);
    case 'reset':
      return resetAlarm(alarm.id, comment);
    case 'takeOut':
      return takeOutOfService(alarm.id, comment);
    case 'returnToService':
      return returnToService(alarm.id, comment);
  }
}

/** `data` are those that were refused; one that was refused keeps nobody from the next. */
export function useActs() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ act, alarms }: { act: Act; alarms: readonly AlarmView[] }): Promise<Refused[]> => {
      const refused: Refused[] = [];
      for (const alarm of alarms) {
        try {
          const after = await carryOut(act, alarm);
          queries.setQueryData<Alarms>(
            ['alarms'],
            (known) => known && { ...known, alarms: merged(known.alarms, [after]) },
          );
        } catch (error) {
          refused.push({ alarm, error });
        }
        void queries.invalidateQueries({ queryKey: ['alarm', alarm.id] });
      }
      // Somebody else may have been faster: what stands now is shown beside the refusal.
      if (refused.length > 0) void queries.invalidateQueries({ queryKey: ['alarms'] });
      return refused;
    },
  });
}
