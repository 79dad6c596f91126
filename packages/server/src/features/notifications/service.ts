/** Rules of notification as people arrange them, and what was told by them. */
import {
  AppError,
  type NotificationRules,
  type NotificationRuleView,
  type Notifications,
  type NotificationView,
  type Removed,
  type TestedNotification,
} from '@mantinel/contract';
import { type Attributes, type PlaceId, placesWith, placesWithin } from '@mantinel/domain';
import type {
  NotificationRow,
  NotificationRule,
  NotificationRuleChange,
  NotificationRuleRow,
  Repositories,
  Store,
} from '@mantinel/store';
import { type Act, auditedAt } from '../../audited-at.ts';
import { type Caller, mayAt } from '../../http/caller.ts';
import { notificationWords, subjectOf } from './compose.ts';
import type { TellDue } from './tell-due.ts';

export interface NotificationsService {
  list(page: { after?: string | undefined; limit: number }, caller: Caller): Promise<NotificationRules>;
  /** Throws `notification.ruleNotFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): Promise<PlaceId>;
  /** Throws `notification.ruleNotFound`. */
  get(id: string): Promise<NotificationRuleView>;
  /** Throws `place.notFound`, `webhook.notFound`. */
  add(rule: NotificationRule, act: Act): Promise<NotificationRuleView>;
  /** Throws `notification.ruleNotFound`, `changedMeanwhile`, `webhook.notFound`. */
  change(id: string, change: NotificationRuleChange, act: Act): Promise<NotificationRuleView>;
  /** Throws `notification.ruleNotFound`, `changedMeanwhile`. */
  remove(id: string, version: number, act: Act): Promise<Removed>;
  /** Tells the people of the first step that this is a test. Throws `notification.ruleNotFound`. */
  test(id: string, act: Act): Promise<TestedNotification>;
  /** Newest first. Throws `request.invalid`. */
  told(id: string, page: { after?: string | undefined; limit: number }): Promise<Notifications>;
}

export interface NotificationsOptions {
  readonly store: Pick<Store, 'notificationRules' | 'notifications'>;
  readonly tell: Pick<TellDue, 'handOn'>;
  /** What is remembered of rules holds no longer. */
  readonly changed: () => void;
  readonly site: string;
  readonly nowUs: () => number;
}

export function notificationsService(options: NotificationsOptions): NotificationsService {
  const { store, tell, changed, site, nowUs } = options;

  const audit = (
    tx: Repositories,
    told: { code: string; message: string; before?: Attributes; after?: Attributes },
    { rule, act }: { rule: NotificationRuleRow; act: Act },
  ) => tx.outbox.enqueue(auditedAt({ ...told, place: rule.place, act, site, nowUs: nowUs() }));

  /** Also where the commit's answer was lost: it may have been made. */
  async function changing<T>({ unit }: Act, work: (tx: Repositories) => Promise<T>): Promise<T> {
    try {
      return await unit.commit(work);
    } finally {
      changed();
    }
  }

  /** A webhook of another place would carry away what its readers may not see. */
  async function requireWebhooks(
    tx: Repositories,
    { steps }: Pick<NotificationRule, 'steps'>,
    caller: Caller,
  ) {
    for (const { webhook: id } of steps) {
      if (id === undefined) continue;
      const webhook = await tx.webhooks.get(id);
      if (!webhook || !mayAt(caller, 'webhook.read', webhook.place)) throw new AppError('webhook.notFound');
    }
  }

  return {
    list: async ({ after, limit }, { plant, access }) => {
      const places = placesWith(plant, access, ['notification.read']).flatMap((place) =>
        placesWithin(plant, place),
      );
      const rows = await store.notificationRules.list({
        places,
        limit: limit + 1,
        ...(after === undefined ? {} : { after }),
      });
      const rules = rows.slice(0, limit).map(viewOf);
      return { rules, ...(rows.length > limit ? { next: rules.at(-1)!.id } : {}) };
    },
    placeOf: async (id, caller) => {
      const rule = await store.notificationRules.get(id);
      if (!rule || !mayAt(caller, 'notification.read', rule.place))
        throw new AppError('notification.ruleNotFound');
      return rule.place;
    },
    get: async (id) => viewOf(await existing(store, id)),
    add: (rule, act) =>
      changing(act, async (tx) => {
        await requireWebhooks(tx, rule, act.caller);
        const added = await tx.notificationRules.add(rule);
        const told = { code: 'notificationRule.added', message: 'A person added a rule of notification.' };
        await audit(tx, { ...told, after: stateOf(added) }, { rule: added, act });
        return viewOf(added);
      }),
    change: (id, change, act) =>
      changing(act, async (tx) => {
        const before = await existing(tx, id);
        await requireWebhooks(tx, change, act.caller);
        const after = await tx.notificationRules.change(id, change);
        const told = {
          code: 'notificationRule.changed',
          message: 'A person changed a rule of notification.',
        };
        await audit(tx, { ...told, before: stateOf(before), after: stateOf(after) }, { rule: after, act });
        return viewOf(after);
      }),
    remove: (id, version, act) =>
      changing(act, async (tx) => {
        const before = await existing(tx, id);
        await tx.notificationRules.remove(id, version);
        const told = {
          code: 'notificationRule.removed',
          message: 'A person removed a rule of notification.',
        };
        await audit(tx, { ...told, before: stateOf(before) }, { rule: before, act });
        return { removed: id };
      }),
    test: (id, act) =>
      act.unit.commit(async (tx) => {
        const rule = await existing(tx, id);
        const { test, testText } = notificationWords[rule.language];
        const message = { subject: subjectOf(`${test}: ${rule.name}`), body: `${testText}\n` };
        const told = await tell.handOn(tx, { rule, step: 0, count: 0, message, key: `test.${act.unit.id}` });
        const said = { code: 'notificationRule.tested', message: 'A person tested a rule of notification.' };
        await audit(tx, { ...said, after: { rule: id } }, { rule, act });
        return { notifications: told.map(notificationView) };
      }),
    told: async (id, { after, limit }) => {
      const rows = await store.notifications.list({
        rule: id,
        limit: limit + 1,
        ...(after === undefined ? {} : { after: cursorOf(after) }),
      });
      const page = rows.slice(0, limit);
      const end = page.at(-1);
      const next = rows.length > limit && end ? { next: `${end.createdUs}.${end.id}` } : {};
      return { notifications: page.map(notificationView), ...next };
    },
  };
}

async function existing(
  repositories: Pick<Repositories, 'notificationRules'>,
  id: string,
): Promise<NotificationRuleRow> {
  const rule = await repositories.notificationRules.get(id);
  if (!rule) throw new AppError('notification.ruleNotFound');
  return rule;
}

function cursorOf(after: string): { createdUs: number; id: string } {
  const [, createdUs, id] = /^(\d{1,16})\.([0-9a-f-]{36})$/.exec(after) ?? [];
  if (createdUs === undefined || id === undefined)
    throw new AppError('request.invalid', { data: { problem: 'after is the end of no page' } });
  return { createdUs: Number(createdUs), id };
}

/** For the audit trail: addresses name people, who can be erased from the rule and not from there. */
const stateOf = ({
  id,
  name,
  when,
  steps,
  delayMinutes,
  groupMinutes,
  paused,
}: NotificationRuleRow): Attributes => ({
  rule: id,
  name,
  when: { ...when } as Attributes,
  receivers: steps.map(
    ({ emails, webhook, browser }) => emails.length + Number(webhook !== undefined) + Number(browser),
  ),
  delayMinutes,
  groupMinutes,
  paused,
});

const viewOf = ({ changedUs: _changedUs, ...rule }: NotificationRuleRow): NotificationRuleView =>
  structuredClone(rule) as NotificationRuleView;

const notificationView = ({ rule: _rule, ...notification }: NotificationRow): NotificationView =>
  notification;
