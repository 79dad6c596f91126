/** Which machines this screen is about: chosen once, remembered by the browser that hangs there. */
import type { MachineView } from '@mantinel/contract';
import { useState } from 'react';

const storageKey = 'mantinel.operator.machines';

const remembered = (): readonly string[] =>
  (localStorage.getItem(storageKey) ?? '').split(' ').filter(Boolean);

/** None chosen means all: a new machine must not stay unseen. */
export const ofMine = (machines: readonly MachineView[], mine: readonly string[]): readonly MachineView[] => {
  const chosen = machines.filter(({ id }) => mine.includes(id));
  return chosen.length === 0 ? machines : chosen;
};

export function useMyMachines(): [readonly string[], (ids: readonly string[]) => void] {
  const [mine, setMine] = useState(remembered);
  return [
    mine,
    (ids) => {
      localStorage.setItem(storageKey, ids.join(' '));
      setMine(ids);
    },
  ];
}
