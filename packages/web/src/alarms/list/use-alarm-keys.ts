/** The keys of the alarm list: j and k move, x chooses, a acknowledges, s shelves, c comments, Escape closes. */
import type { AlarmView } from '@mantinel/contract';
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { commandOf, focusOf } from '../../log/keys/keyboard.ts';
import { useMayDo } from '../../shell/use-session.ts';
import { type ActKind, possibleActs } from '../act/possible-acts.ts';

interface Targets {
  readonly shown: readonly AlarmView[];
  readonly selected: readonly AlarmView[];
  readonly act: (kind: ActKind, alarms: readonly AlarmView[]) => void;
  readonly toggle: (id: string) => void;
  readonly close: () => void;
}

const acting: Readonly<Record<string, ActKind>> = { a: 'acknowledge', s: 'shelve', c: 'comment' };

/** The row that has the focus, or something in it. */
const focused = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-alarm]')?.dataset.alarm;

const focusRow = (id: string): void => {
  const row = [...document.querySelectorAll<HTMLElement>('[data-alarm]')].find(
    (one) => one.dataset.alarm === id,
  );
  row?.querySelector<HTMLElement>('.alarms-title')?.focus();
};

/**
 * The row that somebody works in by keys. One that takes another place in the list loses the focus in the browser's eyes, and a
 * dialog gives it back only after it has closed: whoever goes on pressing still means that row.
 */
function useKeptRow(): () => string | undefined {
  const kept = useRef<string>(undefined);
  useEffect(() => {
    const onFocus = () => {
      if (!document.activeElement?.closest('[role=dialog]')) kept.current = focused();
    };
    const onPress = () => {
      kept.current = undefined;
    };
    addEventListener('focusin', onFocus);
    addEventListener('pointerdown', onPress);
    return () => {
      removeEventListener('focusin', onFocus);
      removeEventListener('pointerdown', onPress);
    };
  }, []);
  useLayoutEffect(() => {
    if (kept.current !== undefined && document.activeElement === document.body) focusRow(kept.current);
  });
  return () => focused() ?? (document.activeElement === document.body ? kept.current : undefined);
}

export function useAlarmKeys(targets: Targets): void {
  const may = useMayDo();
  const row = useKeptRow();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { shown, selected, act, toggle, close } = targets;
    const focus = focusOf(event.target);
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (focus === 'text' || focus === 'moved') return;
    const at = shown.findIndex(({ id }) => id === row());
    const command = commandOf({ key: event.key, ctrl: false, alt: false, meta: false, focus });
    const kind = acting[event.key];
    const step = command === 'rowDown' ? 1 : command === 'rowUp' ? -1 : 0;
    if (step !== 0 && shown.length > 0)
      focusRow(shown[Math.min(Math.max(at + step, 0), shown.length - 1)]!.id);
    else if (event.key === 'x' && at >= 0) toggle(shown[at]!.id);
    else if (command === 'close') close();
    else if (kind !== undefined) {
      const meant = selected.length > 0 ? selected : shown.slice(at, at + 1).filter(() => at >= 0);
      const fitting = meant.filter((alarm) => possibleActs(alarm, may).includes(kind));
      if (fitting.length > 0) act(kind, fitting);
    } else return;
    event.preventDefault();
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
