/** An alarm in words: the explanation's where there is one of its own, else what the control said. */
import type { AlarmView } from '@mantinel/contract';
import type { Explanation } from '@mantinel/domain';
import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import { useMachines } from '../fleet/fleet-strip.tsx';
import { useExplanations } from '../log/view/use-explanations.ts';

export type Worded = Pick<AlarmView, 'machine' | 'path' | 'code' | 'nativeCode' | 'message'> & {
  readonly site?: string;
};

export interface AlarmWords {
  readonly machine: (alarm: Pick<AlarmView, 'machine'>) => string;
  readonly title: (alarm: Worded) => string;
  /** As the control put it: its number and its text. */
  readonly control: (alarm: Worded) => string;
  readonly explanation: (alarm: Worded) => Explanation | undefined;
}

const Context = createContext<AlarmWords | undefined>(undefined);

/** One for a screen: what its parts want to know is asked for together. */
export function AlarmWordsProvider({ children }: { children: ReactNode }) {
  const { data: machines } = useMachines();
  const names = useMemo(() => new Map(machines?.map(({ id, name }) => [id, name])), [machines]);
  const machineName = useCallback((id: string) => names.get(id) ?? id, [names]);
  const explain = useExplanations(machineName);
  const words = useMemo((): AlarmWords => {
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
  return <Context.Provider value={words}>{children}</Context.Provider>;
}

export function useAlarmWords(): AlarmWords {
  const words = useContext(Context);
  if (!words) throw new Error('an alarm was shown outside AlarmWordsProvider');
  return words;
}

/** Many controls begin the text with the number themselves. */
function controlText({ nativeCode, message, code, path }: Worded): string {
  const parts = nativeCode === '' || message.startsWith(nativeCode) ? [message] : [nativeCode, message];
  return parts.filter((part) => part !== '').join(' ') || path || code;
}
