/** One's own account, and sessions, second factors and tokens of others where one manages them. */

import type { Permission } from '@mantinel/contract';
import {
  type CreatedToken,
  type Enrolment,
  paths,
  type RecoveryCodes,
  type SecondFactorState,
  type Session,
  type SessionView,
  type TokenView,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { addressOf, because, type Removed, why } from './act.ts';
import { getJson, send } from './request.ts';

/** Of somebody else; of oneself without. */
type Of = string | undefined;

const sessionsOf = (person: Of) =>
  person === undefined ? paths.sessions : addressOf(paths.personSessions, person);
const sessionOf = (person: Of, session: string) =>
  person === undefined
    ? addressOf(paths.oneSession, session)
    : addressOf(paths.personSession, person).replace(':session', encodeURIComponent(session));
const tokensOf = (person: Of) =>
  person === undefined ? paths.tokens : addressOf(paths.personTokens, person);
const tokenOf = (person: Of, token: string) =>
  person === undefined
    ? addressOf(paths.token, token)
    : addressOf(paths.personToken, person).replace(':token', encodeURIComponent(token));

export const changePassword = (body: { present: string; password: string }) =>
  send<Session>(paths.ownPassword, { body });

export const getSessions = (person: Of, signal?: AbortSignal) =>
  getJson<{ sessions: SessionView[] }>(sessionsOf(person), signal).then(({ sessions }) => sessions);
export const endSession = (person: Of, session: string, reason: string) =>
  send<Removed>(sessionOf(person, session) + because(reason), { method: 'DELETE' });
/** Of oneself: all but the one that asks. */
export const endSessions = (person: Of, reason: string) =>
  send<{ ended: number }>(sessionsOf(person) + because(reason), { method: 'DELETE' });

export const getSecondFactor = (person: Of, signal?: AbortSignal) =>
  getJson<SecondFactorState>(
    person === undefined ? paths.secondFactor : addressOf(paths.personSecondFactor, person),
    signal,
  );
export const enrolSecondFactor = () => send<Enrolment>(paths.secondFactor);
export const confirmSecondFactor = (code: string) =>
  send<RecoveryCodes>(paths.secondFactorCode, { body: { code } });
export const removeSecondFactor = () => send<SecondFactorState>(paths.secondFactor, { method: 'DELETE' });
export const resetSecondFactor = (person: string, reason: string) =>
  send<Removed>(addressOf(paths.personSecondFactor, person) + because(reason), { method: 'DELETE' });

export interface TokenPlan {
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly place: PlaceId;
  readonly days: number;
}

export const getTokens = (person: Of, signal?: AbortSignal) =>
  getJson<{ tokens: TokenView[] }>(tokensOf(person), signal).then(({ tokens }) => tokens);
export const createToken = (person: Of, plan: TokenPlan, reason: string) =>
  send<CreatedToken>(tokensOf(person), { body: { ...plan, ...why(reason) } });
export const revokeToken = (person: Of, token: string, reason: string) =>
  send<Removed>(tokenOf(person, token) + because(reason), { method: 'DELETE' });
