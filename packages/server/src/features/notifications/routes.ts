/** Rules of notification, and what was told by them. */
import {
  AddNotificationRule,
  ChangeNotificationRule,
  NotificationRuleParams,
  NotificationRules,
  NotificationRulesQuery,
  NotificationRuleView,
  Notifications,
  NotificationsQuery,
  paths,
  ReasonQuery,
  Removed,
  TestedNotification,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { Caller } from '../../http/caller.ts';
import { type Route, route } from '../../http/route.ts';
import type { Services } from '../../services.ts';

const itsPlace = ({
  params,
  services,
  caller,
}: {
  params: { id: string };
  services: Services;
  caller: Caller;
}): Promise<PlaceId> => services.notifications.placeOf(params.id, caller);

const listRules = route({
  method: 'GET',
  path: paths.notificationRules,
  permission: 'notification.read',
  scope: 'reader',
  summary: 'Rules of notification of the places that the reader may see',
  tag: 'notifications',
  query: NotificationRulesQuery,
  reply: NotificationRules,
  handle: ({ notifications }, { query, caller }) => notifications.list(query, caller),
});

const addRule = route({
  method: 'POST',
  path: paths.notificationRules,
  permission: 'notification.edit',
  scope: ({ body }) => body.place,
  summary: 'Have people told of what happens at a place',
  tag: 'notifications',
  errors: ['webhook.notFound'],
  idempotent: true,
  versioned: true,
  body: AddNotificationRule,
  reply: NotificationRuleView,
  handle: ({ notifications }, { body: { reason, ...rule }, caller, unit }) =>
    notifications.add(rule, { caller, why: reason, unit }),
});

const getRule = route({
  method: 'GET',
  path: paths.notificationRule,
  permission: 'notification.read',
  scope: itsPlace,
  summary: 'One rule, with the ETag that a change of it needs',
  tag: 'notifications',
  errors: ['notification.ruleNotFound'],
  versioned: true,
  params: NotificationRuleParams,
  reply: NotificationRuleView,
  handle: ({ notifications }, { params }) => notifications.get(params.id),
});

const changeRule = route({
  method: 'PUT',
  path: paths.notificationRule,
  permission: 'notification.edit',
  scope: itsPlace,
  summary: 'Change a rule, pause it or let it go on',
  tag: 'notifications',
  errors: ['notification.ruleNotFound', 'webhook.notFound'],
  idempotent: true,
  versioned: true,
  params: NotificationRuleParams,
  body: ChangeNotificationRule,
  reply: NotificationRuleView,
  handle: ({ notifications }, { params, body: { reason, ...change }, version, caller, unit }) =>
    notifications.change(params.id, { ...change, version }, { caller, why: reason, unit }),
});

const removeRule = route({
  method: 'DELETE',
  path: paths.notificationRule,
  permission: 'notification.edit',
  scope: itsPlace,
  summary: 'Remove a rule with what it told',
  tag: 'notifications',
  errors: ['notification.ruleNotFound'],
  idempotent: true,
  versioned: true,
  params: NotificationRuleParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ notifications }, { params, query, version, caller, unit }) =>
    notifications.remove(params.id, version, { caller, why: query.reason, unit }),
});

const testRule = route({
  method: 'POST',
  path: paths.notificationRuleTest,
  permission: 'notification.edit',
  scope: itsPlace,
  summary: 'Tell the receivers of the first step that this is a test',
  tag: 'notifications',
  errors: ['notification.ruleNotFound'],
  idempotent: true,
  params: NotificationRuleParams,
  query: ReasonQuery,
  reply: TestedNotification,
  handle: ({ notifications }, { params, query, caller, unit }) =>
    notifications.test(params.id, { caller, why: query.reason, unit }),
});

const listTold = route({
  method: 'GET',
  path: paths.notificationsTold,
  permission: 'notification.read',
  scope: itsPlace,
  summary: 'What a rule told and what became of it, newest first',
  tag: 'notifications',
  errors: ['notification.ruleNotFound'],
  params: NotificationRuleParams,
  query: NotificationsQuery,
  reply: Notifications,
  handle: ({ notifications }, { params, query }) => notifications.told(params.id, query),
});

export const notificationRoutes: readonly Route[] = [
  listRules,
  addRule,
  getRule,
  changeRule,
  removeRule,
  testRule,
  listTold,
];
