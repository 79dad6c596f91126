/** Rules of notification, and what they told. */
import {
  type NotificationRules,
  type NotificationRuleView,
  type Notifications,
  paths,
  type TestedNotification,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { addressOf, type By, because, type Removed, why } from './act.ts';
import { getJson, send } from './request.ts';

export type RulePlan = Omit<NotificationRuleView, 'id' | 'place' | 'paused' | 'version'>;

const pageAddress = (path: string, after: string | undefined) =>
  after === undefined ? path : `${path}?${new URLSearchParams({ after })}`;

export const getRules = (after: string | undefined, signal?: AbortSignal) =>
  getJson<NotificationRules>(pageAddress(paths.notificationRules, after), signal);
export const getRule = (id: string, signal?: AbortSignal) =>
  getJson<NotificationRuleView>(addressOf(paths.notificationRule, id), signal);
export const addRule = (rule: RulePlan & { place: PlaceId }, reason: string) =>
  send<NotificationRuleView>(paths.notificationRules, { body: { ...rule, ...why(reason) } });
export const changeRule = (id: string, change: RulePlan & { paused: boolean }, { version, reason }: By) =>
  send<NotificationRuleView>(addressOf(paths.notificationRule, id), {
    method: 'PUT',
    version,
    body: { ...change, ...why(reason) },
  });
export const removeRule = (id: string, { version, reason }: By) =>
  send<Removed>(addressOf(paths.notificationRule, id) + because(reason), { method: 'DELETE', version });
export const testRule = (id: string) => send<TestedNotification>(addressOf(paths.notificationRuleTest, id));
export const getTold = (id: string, after: string | undefined, signal?: AbortSignal) =>
  getJson<Notifications>(pageAddress(addressOf(paths.notificationsTold, id), after), signal);
