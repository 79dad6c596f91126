/** The address from which the browser goes to the company's provider and to which it comes back. */
import type { SingleSignOnPurpose } from '@mantinel/contract';
import { useQuery } from '@tanstack/react-query';
import { getSingleSignOn } from '../../api/single-sign-on.ts';

const providerPath = '/sign-in/provider';

export const wayToProvider = (purpose: SingleSignOnPurpose): string => `${providerPath}?purpose=${purpose}`;

/** What the provider is called; undefined where there is none, or that is not known. */
export function useProviderLabel(): string | undefined {
  const { data } = useQuery({
    queryKey: ['single-sign-on'],
    queryFn: ({ signal }) => getSingleSignOn(signal),
    staleTime: Number.POSITIVE_INFINITY,
    // Where it cannot be asked there is still name and password.
    retry: false,
  });
  return data?.label;
}

const after = 'mantinel.after';

/** Where somebody was who leaves for the provider. */
export const rememberPlace = (): void =>
  sessionStorage.setItem(after, location.pathname + location.search + location.hash);

/** Once: a path of this panel. */
export function takePlace(): string {
  const place = sessionStorage.getItem(after) ?? '/';
  sessionStorage.removeItem(after);
  return place.startsWith('/') && !place.startsWith('//') && !place.startsWith(providerPath) ? place : '/';
}

/** How the tab that proved something tells the one that waits for it. */
export const proofChannel = (): BroadcastChannel => new BroadcastChannel('mantinel.proof');
