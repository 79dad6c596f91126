/** Shape of each activity: colour never stands alone. Worst first is the order of tiles. */
import type { MachineView } from '@mantinel/contract';

export const activityMarks: Readonly<Record<MachineView['activity'], string>> = {
  fault: '■',
  warning: '▲',
  offline: '⌀',
  unknown: '?',
  stopped: '◫',
  running: '▶',
  idle: '○',
};

const order = Object.keys(activityMarks);

export function worstFirst(machines: readonly MachineView[]): MachineView[] {
  return machines.toSorted(
    (a, b) => order.indexOf(a.activity) - order.indexOf(b.activity) || a.name.localeCompare(b.name),
  );
}

/** Without current data a tile never looks like idle or running. */
export const isCurrent = ({ activity }: MachineView, linked: boolean): boolean =>
  linked && activity !== 'unknown' && activity !== 'offline';

/** Somebody may want to know why. */
export const standsStill = ({ activity }: MachineView): boolean =>
  activity === 'fault' || activity === 'stopped';
