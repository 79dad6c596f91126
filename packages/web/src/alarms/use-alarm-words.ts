/** An alarm in words: the explanation's where there is one of its own, else what the control said. */
import type { Alarms, AlarmView } from '@mantinel/contract';
import type { Explanation } from '@mantinel/domain';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useExplanations } from '../explain/use-explanations.ts';
import { useMachines } from '../fleet/fleet-strip.tsx';

export type Worded = Pick<AlarmView, 'machine' | 'path' | 'code' | 'nativeCode' | 'message'> & {
  site?: string;
};

export interface AlarmWords {
  readonly machine: (alarm: Pick<AlarmView, 'machine'>) => string;
  readonly title: (alarm: Worded) => string;
  /** As the control put it: its number and its text. */
  readonly control: (alarm: Worded) => string;
  readonly explanation: (alarm: Worded) => Explanation | undefined;
}

/** `others`: alarms that stand in no list, such as one that is over. */
export function useAlarmWords(others: readonly Worded[] = []): AlarmWords {
  const { data: machines } = useMachines();
  const listed = useQueryClient().getQueryData<Alarms>(['alarms'])?.alarms ?? [];
  const names = useMemo(() => new Map(machines?.map(({ id, name }) => [id, name])), [machines]);
  const machineName = useCallback((id: string) => names.get(id) ?? id, [names]);
  const explain = useExplanations([...listed, ...others], machineName);
  return useMemo(() => {
    const explanation = ({ machine, path, code, nativeCode, site = '' }: Worded) =>
      explain({ site, machine, path, code, attributes: { nativeCode } });
    return {
      machine: ({ machine }) => machineName(machine),
      control: controlText,
      explanation,
      title: (alarm) => {
        const found = explanation(alarm);
        return found && !found.generic ? found.texts.title : controlText(alarm);
      },
    };
  }, [explain, machineName]);
}

/** Many controls begin the text with the number themselves. */
function controlText({ nativeCode, message, code, path }: Worded): string {
  const parts = nativeCode === '' || message.startsWith(nativeCode) ? [message] : [nativeCode, message];
  return parts.filter((part) => part !== '').join(' ') || path || code;
}
