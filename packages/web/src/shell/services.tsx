/** What the screens share, made once at start. */
import { createContext, useContext } from 'react';
import type { Live } from '../live/live.ts';

export interface Services {
  readonly live: Live;
}

const Context = createContext<Services | undefined>(undefined);
export const ServicesProvider = Context.Provider;

export function useServices(): Services {
  const services = useContext(Context);
  if (!services) throw new Error('a screen was rendered outside ServicesProvider');
  return services;
}
