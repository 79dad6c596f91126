/** Webhooks and their reports. */
import {
  type AddedWebhook,
  type Deliveries,
  type DeliveryView,
  paths,
  type WebhookSecret,
  type Webhooks,
  type WebhookView,
} from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import { addressOf, type By, because, type Removed, why } from './act.ts';
import { getJson, send } from './request.ts';

export type WebhookPlan = Pick<WebhookView, 'name' | 'url' | 'level' | 'codes'>;

const pageAddress = (path: string, after: string | undefined) =>
  after === undefined ? path : `${path}?${new URLSearchParams({ after })}`;

export const getWebhooks = (after: string | undefined, signal?: AbortSignal) =>
  getJson<Webhooks>(pageAddress(paths.webhooks, after), signal);
export const getWebhook = (id: string, signal?: AbortSignal) =>
  getJson<WebhookView>(addressOf(paths.webhook, id), signal);
export const addWebhook = (webhook: WebhookPlan & { place: PlaceId }, reason: string) =>
  send<AddedWebhook>(paths.webhooks, { body: { ...webhook, ...why(reason) } });
export const changeWebhook = (
  id: string,
  change: WebhookPlan & { paused: boolean },
  { version, reason }: By,
) =>
  send<WebhookView>(addressOf(paths.webhook, id), {
    method: 'PUT',
    version,
    body: { ...change, ...why(reason) },
  });
export const removeWebhook = (id: string, { version, reason }: By) =>
  send<Removed>(addressOf(paths.webhook, id) + because(reason), { method: 'DELETE', version });
export const newWebhookSecret = (id: string, reason: string) =>
  send<WebhookSecret>(addressOf(paths.webhookSecret, id) + because(reason));
export const testWebhook = (id: string) => send<DeliveryView>(addressOf(paths.webhookTest, id));
export const getDeliveries = (id: string, after: string | undefined, signal?: AbortSignal) =>
  getJson<Deliveries>(pageAddress(addressOf(paths.webhookDeliveries, id), after), signal);
export const redeliver = (id: string, delivery: string) =>
  send<DeliveryView>(
    addressOf(paths.webhookRedelivery, id).replace(':delivery', encodeURIComponent(delivery)),
  );
