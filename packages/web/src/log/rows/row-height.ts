/** How tall a row is: dense under a mouse; on a phone a finger's 64 px, in which the text has two lines of its own. */
import { useMemo, useSyncExternalStore } from 'react';
import type { View } from '../view/view.ts';

const densePx = 22;
const roomyPx = 32;
const tallPx = 64;

export function useRowHeight(density: View['density']): { readonly rowPx: number; readonly tall: boolean } {
  const phone = useMemo(watchPhone, []);
  const tall = useSyncExternalStore(phone.subscribe, phone.matches);
  return { rowPx: tall ? tallPx : density === 'roomy' ? roomyPx : densePx, tall };
}

function watchPhone() {
  const query = matchMedia('(max-width: 600px)');
  return {
    matches: () => query.matches,
    subscribe: (listener: () => void) => {
      query.addEventListener('change', listener);
      return () => query.removeEventListener('change', listener);
    },
  };
}
