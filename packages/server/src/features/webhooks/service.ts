/** Webhooks as people arrange them, and what became of their reports. */
import { randomUUID } from 'node:crypto';
import {
  type AddedWebhook,
  AppError,
  type Deliveries,
  type DeliveryView,
  type Removed,
  type WebhookSecret,
  type Webhooks as WebhooksPage,
  type WebhookView,
} from '@mantinel/contract';
import { type Attributes, type PlaceId, placesWith, placesWithin } from '@mantinel/domain';
import type { DeliveryRow, Repositories, Store, Webhook, WebhookChange, WebhookRow } from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type Caller, mayAt } from '../../http/caller.ts';
import type { Outgoing } from '../../outgoing/outgoing.ts';
import type { SecretBox } from '../../secrets/secret-box.ts';
import type { Tasks } from '../tasks/service.ts';
import { deliverTask } from './deliver-webhook.ts';
import { sealSecret } from './seal-secret.ts';
import { secretOf } from './sign.ts';

export interface WebhooksService {
  list(page: { after?: string | undefined; limit: number }, caller: Caller): Promise<WebhooksPage>;
  /** Throws `webhook.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `webhook.notFound`. */
  get(id: string): Promise<WebhookView>;
  /** Throws `outgoing.refused`, `place.notFound`. */
  add(webhook: Webhook, act: Act): Promise<AddedWebhook>;
  /** Throws `webhook.notFound`, `changedMeanwhile`, `outgoing.refused`. */
  change(id: string, change: WebhookChange, act: Act): Promise<WebhookView>;
  /** Throws `webhook.notFound`, `changedMeanwhile`. */
  remove(id: string, version: number, act: Act): Promise<Removed>;
  /** The one before holds no longer, also for reports that wait. Throws `webhook.notFound`. */
  newSecret(id: string, act: Act): Promise<WebhookSecret>;
  /** Reports an event that never was. Throws `webhook.notFound`, `webhook.paused`. */
  test(id: string, act: Act): Promise<DeliveryView>;
  /** Throws `webhook.notFound`, `webhook.deliveryNotFound`, `webhook.deliveryWaiting`. */
  redeliver(report: { id: string; delivery: string }, act: Act): Promise<DeliveryView>;
  /** Newest first. Throws `request.invalid`. */
  deliveries(id: string, page: { after?: string | undefined; limit: number }): Promise<Deliveries>;
}

export interface WebhooksOptions {
  readonly store: Pick<Store, 'webhooks' | 'webhookDeliveries'>;
  readonly outgoing: Pick<Outgoing, 'check'>;
  /** Seals the secrets of webhooks. */
  readonly box: SecretBox;
  readonly tasks: Pick<Tasks, 'beginAll'>;
  /** What is remembered of webhooks holds no longer. */
  readonly changed: () => void;
  readonly site: string;
  readonly nowUs: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
}

export function webhooksService(options: WebhooksOptions): WebhooksService {
  const { store, outgoing, box, tasks, changed, site, nowUs, randomBytes } = options;

  const tell = (
    tx: Repositories,
    told: { code: string; message: string; before?: Attributes; after?: Attributes },
    { webhook, act }: { webhook: WebhookRow; act: Act },
  ) => tx.outbox.enqueue(auditedAt({ ...told, place: webhook.place, act, site, nowUs: nowUs() }));

  /** Also where the commit's answer was lost: it may have been made. */
  async function changing<T>({ unit }: Act, work: (tx: Repositories) => Promise<T>): Promise<T> {
    try {
      return await unit.commit(work);
    } finally {
      changed();
    }
  }

  return {
    list: async ({ after, limit }, { plant, access }) => {
      const places = placesWith(plant, access, ['webhook.read']).flatMap((place) =>
        placesWithin(plant, place),
      );
      const rows = await store.webhooks.list({
        places,
        limit: limit + 1,
        ...(after === undefined ? {} : { after }),
      });
      const webhooks = rows.slice(0, limit).map(viewOf);
      return { webhooks, ...(rows.length > limit ? { next: webhooks.at(-1)!.id } : {}) };
    },
    placeOf: async (id, caller) => {
      const webhook = await store.webhooks.get(id);
      if (!webhook || !mayAt(caller, 'webhook.read', webhook.place)) throw new AppError('webhook.notFound');
      return webhook.place;
    },
    get: async (id) => viewOf(await existing(store, id)),
    add: (webhook, act) => {
      outgoing.check(webhook.url);
      return changing(act, async (tx) => {
        const secret = secretOf(randomBytes(32));
        // Sealed for the id that it gets.
        const added = await tx.webhooks.add({ ...webhook, secret: '' });
        await tx.webhooks.setSecret(added.id, await sealSecret(box, added.id, secret));
        const told = { code: 'webhook.added', message: 'A person added a webhook.' };
        await tell(tx, { ...told, after: stateOf(added) }, { webhook: added, act });
        return { ...viewOf(added), secret };
      });
    },
    change: (id, change, act) => {
      outgoing.check(change.url);
      return changing(act, async (tx) => {
        const before = await existing(tx, id);
        const after = await tx.webhooks.change(id, change);
        const told = { code: 'webhook.changed', message: 'A person changed a webhook.' };
        const states = { before: stateOf(before), after: stateOf(after) };
        await tell(tx, { ...told, ...states }, { webhook: after, act });
        return viewOf(after);
      });
    },
    remove: (id, version, act) =>
      changing(act, async (tx) => {
        const before = await existing(tx, id);
        await tx.webhooks.remove(id, version);
        const told = { code: 'webhook.removed', message: 'A person removed a webhook.' };
        await tell(tx, { ...told, before: stateOf(before) }, { webhook: before, act });
        return { removed: id };
      }),
    newSecret: (id, act) =>
      changing(act, async (tx) => {
        const webhook = await existing(tx, id);
        const secret = secretOf(randomBytes(32));
        await tx.webhooks.setSecret(id, await sealSecret(box, id, secret));
        const told = { code: 'webhook.secretMade', message: 'A person gave a webhook a new secret.' };
        await tell(tx, { ...told, after: { webhook: id } }, { webhook, act });
        return { secret };
      }),
    test: (id, act) =>
      act.unit.commit(async (tx) => {
        const webhook = await existing(tx, id);
        const timestamp = new Date(nowUs() / 1000).toISOString();
        const body = JSON.stringify({ type: 'webhook.test', timestamp, data: { webhook: id } });
        const event = `test.${act.unit.id}`;
        const added = await tx.webhookDeliveries.add([{ webhook: id, event, code: 'webhook.test', body }]);
        await tasks.beginAll(
          deliverTask,
          added.map(({ id: delivery }) => ({ id: delivery, payload: { delivery }, group: id })),
          tx,
        );
        const told = { code: 'webhook.tested', message: 'A person tested a webhook.' };
        await tell(tx, { ...told, after: { webhook: id } }, { webhook, act });
        const [delivery] = added;
        if (!delivery) throw new AppError('webhook.paused');
        return deliveryView(delivery);
      }),
    redeliver: ({ id, delivery }, act) =>
      act.unit.commit(async (tx) => {
        const webhook = await existing(tx, id);
        const before = await tx.webhookDeliveries.get(delivery);
        if (before?.webhook !== id) throw new AppError('webhook.deliveryNotFound');
        if (before.state === 'waiting') throw new AppError('webhook.deliveryWaiting');
        await tx.webhookDeliveries.again(delivery);
        // The id of its first task is taken.
        await tasks.beginAll(deliverTask, [{ id: randomUUID(), payload: { delivery }, group: id }], tx);
        const told = { code: 'webhook.redelivered', message: 'A person had a report sent once more.' };
        await tell(tx, { ...told, after: { webhook: id, delivery } }, { webhook, act });
        return deliveryView((await tx.webhookDeliveries.get(delivery))!);
      }),
    deliveries: async (id, { after, limit }) => {
      const rows = await store.webhookDeliveries.list({
        webhook: id,
        limit: limit + 1,
        ...(after === undefined ? {} : { after: cursorOf(after) }),
      });
      const page = rows.slice(0, limit);
      const end = page.at(-1);
      const next = rows.length > limit && end ? { next: `${end.createdUs}.${end.id}` } : {};
      return { deliveries: page.map(deliveryView), ...next };
    },
  };
}

async function existing(repositories: Pick<Repositories, 'webhooks'>, id: string): Promise<WebhookRow> {
  const webhook = await repositories.webhooks.get(id);
  if (!webhook) throw new AppError('webhook.notFound');
  return webhook;
}

function cursorOf(after: string): { createdUs: number; id: string } {
  const [, createdUs, id] = /^(\d{1,16})\.([0-9a-f-]{36})$/.exec(after) ?? [];
  if (createdUs === undefined || id === undefined)
    throw new AppError('request.invalid', { data: { problem: 'after is the end of no page' } });
  return { createdUs: Number(createdUs), id };
}

/** For the audit trail: a path may hold a secret of the receiver, so that only the host is told. */
const stateOf = ({ id, name, url, level, codes, paused }: WebhookRow): Attributes => ({
  webhook: id,
  name,
  host: new URL(url).host,
  level,
  codes: [...codes],
  paused,
});

const viewOf = ({ changedUs: _changedUs, codes, ...webhook }: WebhookRow): WebhookView => ({
  ...webhook,
  codes: [...codes],
});

const deliveryView = ({ webhook: _webhook, ...delivery }: DeliveryRow): DeliveryView => delivery;
