/** Webhooks: events reported to an address of somebody else's program, signed (standardwebhooks.com). */
import { z } from 'zod';
import { TimeUs } from './event.ts';
import { PlaceId, Reason, Version } from './plant.ts';

const Code = z
  .string()
  .max(200)
  .regex(/^[^\s*]+\*?$/, 'use a code such as machine.execution, or a prefix ending in *');
const fields = {
  name: z.string().trim().min(1).max(80),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .describe('https; plain http only within a private network that is allowed'),
  level: z
    .enum(['technical', 'operator'])
    .describe('Events that this level shows, but neither readings nor what people did'),
  codes: z.array(Code).max(50).describe('Only these; all of the level when empty'),
};

export const WebhookView = z.object({
  id: z.string(),
  place: PlaceId.describe('Only what happens there is reported'),
  ...fields,
  url: z.string(),
  paused: z.boolean(),
  version: Version,
});
export type WebhookView = z.infer<typeof WebhookView>;
export const WebhookParams = z.object({ id: z.string().min(1).max(64) });
export const WebhooksQuery = z.object({
  after: z.string().max(64).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const next = z.string().optional().describe('Read on with `after`; absent at the end');
export const Webhooks = z.object({ webhooks: z.array(WebhookView), next });
export type Webhooks = z.infer<typeof Webhooks>;
export const AddWebhook = z.object({
  place: PlaceId,
  ...fields,
  codes: fields.codes.default([]),
  reason: Reason,
});
export const ChangeWebhook = z
  .object({ ...fields, paused: z.boolean().describe('Nothing new is reported meanwhile'), reason: Reason })
  .describe('Replaces everything but place and secret');

const secret = z.string().describe('Signs every report; shown only now');
export const AddedWebhook = WebhookView.extend({ secret });
export type AddedWebhook = z.infer<typeof AddedWebhook>;
export const WebhookSecret = z.object({ secret });
export type WebhookSecret = z.infer<typeof WebhookSecret>;

export const DeliveryView = z.object({
  id: z.string().describe('The webhook-id of every attempt, and the id of the first background task'),
  event: z.string().describe('The id of the event reported; `test.…` for a test'),
  code: z.string(),
  state: z.enum(['waiting', 'delivered', 'dead']),
  attempts: z.int(),
  status: z.int().optional().describe('HTTP status of the last answer'),
  problem: z.string().optional(),
  createdUs: TimeUs,
  endedUs: TimeUs.optional(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;
export const RedeliveryParams = z.object({
  id: z.string().min(1).max(64),
  delivery: z.string().min(1).max(64),
});
export const DeliveriesQuery = z.object({
  after: z.string().max(100).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const Deliveries = z.object({ deliveries: z.array(DeliveryView).describe('Newest first'), next });
export type Deliveries = z.infer<typeof Deliveries>;
