/** The live connection's state. */
import { useSyncExternalStore } from 'react';
import type { LinkState } from '../live/stream-connection.ts';
import { useServices } from './services.tsx';

export function useLink(): LinkState {
  const { live } = useServices();
  return useSyncExternalStore(live.onLink, () => live.link);
}
