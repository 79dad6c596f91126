/** How tall a row is: dense under a mouse; on a phone a finger's 64 px, in which the text has two lines of its own. */
import { useSyncExternalStore } from 'react';

const densePx = 22;
const tallPx = 64;

const phone = () => matchMedia('(max-width: 600px)');

function subscribe(listener: () => void): () => void {
  const query = phone();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function useRowHeight(): { readonly rowPx: number; readonly tall: boolean } {
  const tall = useSyncExternalStore(subscribe, () => phone().matches);
  return { rowPx: tall ? tallPx : densePx, tall };
}
