/** Webhooks and what became of their reports. */
import {
  AddedWebhook,
  AddWebhook,
  ChangeWebhook,
  Deliveries,
  DeliveriesQuery,
  DeliveryView,
  paths,
  ReasonQuery,
  RedeliveryParams,
  Removed,
  WebhookParams,
  WebhookSecret,
  Webhooks,
  WebhooksQuery,
  WebhookView,
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
}): Promise<PlaceId> => services.webhooks.placeOf(params.id, caller);

const listWebhooks = route({
  method: 'GET',
  path: paths.webhooks,
  permission: 'webhook.read',
  scope: 'reader',
  summary: 'Webhooks of the places that the reader may see',
  tag: 'webhooks',
  query: WebhooksQuery,
  reply: Webhooks,
  handle: ({ webhooks }, { query, caller }) => webhooks.list(query, caller),
});

const addWebhook = route({
  method: 'POST',
  path: paths.webhooks,
  permission: 'webhook.edit',
  scope: ({ body }) => body.place,
  summary: 'Report events of a place to an address; the answer shows the secret once',
  tag: 'webhooks',
  idempotent: 'sealed',
  errors: ['outgoing.refused'],
  versioned: true,
  body: AddWebhook,
  reply: AddedWebhook,
  handle: ({ webhooks }, { body: { reason, ...webhook }, caller, unit }) =>
    webhooks.add(webhook, { caller, why: reason, unit }),
});

const getWebhook = route({
  method: 'GET',
  path: paths.webhook,
  permission: 'webhook.read',
  scope: itsPlace,
  summary: 'One webhook, with the ETag that a change of it needs',
  tag: 'webhooks',
  errors: ['webhook.notFound'],
  versioned: true,
  params: WebhookParams,
  reply: WebhookView,
  handle: ({ webhooks }, { params }) => webhooks.get(params.id),
});

const changeWebhook = route({
  method: 'PUT',
  path: paths.webhook,
  permission: 'webhook.edit',
  scope: itsPlace,
  summary: 'Change a webhook, pause it or let it go on',
  tag: 'webhooks',
  errors: ['webhook.notFound', 'outgoing.refused'],
  idempotent: true,
  versioned: true,
  params: WebhookParams,
  body: ChangeWebhook,
  reply: WebhookView,
  handle: ({ webhooks }, { params, body: { reason, ...change }, version, caller, unit }) =>
    webhooks.change(params.id, { ...change, version }, { caller, why: reason, unit }),
});

const removeWebhook = route({
  method: 'DELETE',
  path: paths.webhook,
  permission: 'webhook.edit',
  scope: itsPlace,
  summary: 'Remove a webhook with its deliveries',
  tag: 'webhooks',
  errors: ['webhook.notFound'],
  idempotent: true,
  versioned: true,
  params: WebhookParams,
  query: ReasonQuery,
  reply: Removed,
  handle: ({ webhooks }, { params, query, version, caller, unit }) =>
    webhooks.remove(params.id, version, { caller, why: query.reason, unit }),
});

const newSecret = route({
  method: 'POST',
  path: paths.webhookSecret,
  permission: 'webhook.edit',
  scope: itsPlace,
  summary: 'Give a webhook a new secret, shown once; the one before ends',
  tag: 'webhooks',
  idempotent: 'sealed',
  errors: ['webhook.notFound'],
  params: WebhookParams,
  query: ReasonQuery,
  reply: WebhookSecret,
  handle: ({ webhooks }, { params, query, caller, unit }) =>
    webhooks.newSecret(params.id, { caller, why: query.reason, unit }),
});

const testWebhook = route({
  method: 'POST',
  path: paths.webhookTest,
  permission: 'webhook.edit',
  scope: itsPlace,
  summary: 'Send a report of an event that never was',
  tag: 'webhooks',
  errors: ['webhook.notFound', 'webhook.paused'],
  idempotent: true,
  params: WebhookParams,
  query: ReasonQuery,
  reply: DeliveryView,
  handle: ({ webhooks }, { params, query, caller, unit }) =>
    webhooks.test(params.id, { caller, why: query.reason, unit }),
});

const listDeliveries = route({
  method: 'GET',
  path: paths.webhookDeliveries,
  permission: 'webhook.read',
  scope: itsPlace,
  summary: 'What was reported and what became of it, newest first',
  tag: 'webhooks',
  errors: ['webhook.notFound'],
  params: WebhookParams,
  query: DeliveriesQuery,
  reply: Deliveries,
  handle: ({ webhooks }, { params, query }) => webhooks.deliveries(params.id, query),
});

const redeliver = route({
  method: 'POST',
  path: paths.webhookRedelivery,
  permission: 'webhook.edit',
  scope: itsPlace,
  summary: 'Send a report once more that was delivered or given up',
  tag: 'webhooks',
  errors: ['webhook.notFound', 'webhook.deliveryNotFound', 'webhook.deliveryWaiting', 'webhook.paused'],
  idempotent: true,
  params: RedeliveryParams,
  query: ReasonQuery,
  reply: DeliveryView,
  handle: ({ webhooks }, { params, query, caller, unit }) =>
    webhooks.redeliver(params, { caller, why: query.reason, unit }),
});

export const webhookRoutes: readonly Route[] = [
  listWebhooks,
  addWebhook,
  getWebhook,
  changeWebhook,
  removeWebhook,
  newSecret,
  testWebhook,
  listDeliveries,
  redeliver,
];
