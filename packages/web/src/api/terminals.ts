/** Shared terminals, badges and PINs. */
import {
  type BadgeView,
  type PairingCode,
  type PinState,
  paths,
  type Session,
  type TerminalHere,
  type TerminalPeople,
  type TerminalSignIn,
  type TerminalView,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { addressOf, type By, because, type Removed, why } from './act.ts';
import { getJson, send } from './request.ts';

export type TerminalPlan = Pick<TerminalView, 'name' | 'badge' | 'names' | 'idleSeconds'>;

export const getTerminals = (signal?: AbortSignal) =>
  getJson<{ terminals: TerminalView[] }>(paths.terminals, signal).then(({ terminals }) => terminals);
export const getTerminal = (id: string) => getJson<TerminalView>(addressOf(paths.terminal, id));
export const addTerminal = (terminal: TerminalPlan & { place: PlaceId }, reason: string) =>
  send<PairingCode>(paths.terminals, { body: { ...terminal, ...why(reason) } });
export const changeTerminal = (id: string, plan: TerminalPlan, { version, reason }: By) =>
  send<TerminalView>(addressOf(paths.terminal, id), {
    method: 'PUT',
    version,
    body: { ...plan, ...why(reason) },
  });
export const makePairingCode = (id: string, reason: string) =>
  send<PairingCode>(addressOf(paths.terminalCode, id) + because(reason));
export const removeTerminal = (id: string, reason: string) =>
  send<Removed>(addressOf(paths.terminal, id) + because(reason), { method: 'DELETE' });

export const pairTerminal = (code: string) => send<TerminalHere>(paths.terminalPairing, { body: { code } });
export const getTerminalPeople = (signal?: AbortSignal) =>
  getJson<TerminalPeople>(paths.terminalPeople, signal).then(({ people }) => people);
export const signInAtTerminal = (given: TerminalSignIn) =>
  send<Session>(paths.terminalSession, { body: given });
export const goOnAtTerminal = () => send<Session>(paths.terminalActivity);

/** One's own, or somebody's whose account one manages. */
const pinOf = (person: string | undefined) =>
  person === undefined ? paths.ownPin : addressOf(paths.personPin, person);
export const getPin = (person: string | undefined, signal?: AbortSignal) =>
  getJson<PinState>(pinOf(person), signal);
export const setPin = (person: string | undefined, pin: string) =>
  send<PinState>(pinOf(person), { method: 'PUT', body: { pin } });
export const removePin = (person: string | undefined) => send<PinState>(pinOf(person), { method: 'DELETE' });

export const getBadges = (person: string, signal?: AbortSignal) =>
  getJson<{ badges: BadgeView[] }>(addressOf(paths.personBadges, person), signal).then(
    ({ badges }) => badges,
  );
export const assignBadge = (person: string, number: string) =>
  send<BadgeView>(addressOf(paths.personBadges, person), { body: { number } });
export const removeBadge = (person: string, badge: string, reason: string) =>
  send<Removed>(
    addressOf(paths.personBadge, person).replace(':badge', encodeURIComponent(badge)) + because(reason),
    { method: 'DELETE' },
  );
