/** The company's provider: what it is called, the way there and back, and whose accounts there open which here. */
import {
  type IdentityView,
  paths,
  type SingleSignOn,
  type SingleSignOnBegun,
  type SingleSignOnDone,
  type SingleSignOnPurpose,
} from '@mantinel/contract';
import { addressOf, because, type Removed, why } from './act.ts';
import { getJson, send } from './request.ts';

export const getSingleSignOn = (signal?: AbortSignal) => getJson<SingleSignOn>(paths.singleSignOn, signal);
export const beginSingleSignOn = (body: { purpose: SingleSignOnPurpose; invitation?: string }) =>
  send<SingleSignOnBegun>(paths.singleSignOn, { body });
export const finishSingleSignOn = (query: string) =>
  send<SingleSignOnDone>(paths.singleSignOnAnswer, { body: { query } });

/** Of oneself without `person`. */
export const getIdentities = (person: string | undefined, signal?: AbortSignal) =>
  getJson<{ identities: IdentityView[] }>(
    person === undefined ? paths.identities : addressOf(paths.personIdentities, person),
    signal,
  ).then(({ identities }) => identities);
export const linkIdentity = (person: string, subject: string, reason: string) =>
  send<IdentityView>(addressOf(paths.personIdentities, person), { body: { subject, ...why(reason) } });
export const unlinkIdentity = (person: string | undefined, identity: string, reason: string) =>
  send<Removed>(
    (person === undefined
      ? addressOf(paths.identity, identity)
      : addressOf(paths.personIdentity, person).replace(':identity', encodeURIComponent(identity))) +
      because(reason),
    { method: 'DELETE' },
  );
