/** Tells what is due: grouped into one message a rule and step, put off over quiet hours, and handed on to the ways that the step names. */
import type { NewEvent } from '@mantinel/domain';
import { type PlaceId, severity, shortId, siteOf, zonedTime } from '@mantinel/domain';
import type {
  MatterRow,
  NewNotification,
  NotificationRow,
  NotificationRuleRow,
  Repositories,
  Store,
} from '@mantinel/store';
import type { PlantView } from '../plant/plant-view.ts';
import type { Tasks } from '../tasks/service.ts';
import { type Composed, compose, countOf } from './compose.ts';
import { notifyTask } from './deliver-notification.ts';
import { quietUntil } from './quiet-hours.ts';

export interface TellOptions {
  readonly store: Pick<Store, 'transaction'>;
  readonly tasks: Pick<Tasks, 'beginAll'>;
  readonly view: PlantView;
  readonly timeZone: (place: PlaceId) => Promise<string>;
  /** By which a webhook's report is sent. */
  readonly webhookTask: string;
  /** Where links lead. */
  readonly panelUrl: () => string;
  readonly nowUs: () => number;
}

export interface Told {
  readonly rule: NotificationRuleRow;
  readonly step: number;
  readonly count: number;
  readonly message: Composed;
  /** Names the message in the reports of webhooks, once. */
  readonly key: string;
}

const minuteUs = 60_000_000;
const mostAtOnce = 5000;

/** Everything that is due now, in one transaction. */
export const tellDue = ({ store, tasks, view, timeZone, webhookTask, panelUrl, nowUs }: TellOptions) => {
  async function tell(
    tx: Repositories,
    rule: NotificationRuleRow,
    matters: readonly MatterRow[],
  ): Promise<void> {
    const [first] = matters;
    const zone = await timeZone(rule.place);
    const ids = (of: readonly MatterRow[]) => of.map(({ id }) => id);
    const now = nowUs();
    const [step, { step: at }] = [rule.steps[first!.step], first!];
    if (!step) return tx.notifications.settleMatters(ids(matters), { state: 'ended' });

    const quietEndUs = rule.quiet && quietUntil(rule.quiet, zone, now);
    const isHeld = ({ told }: MatterRow) => !(rule.quiet?.exceptHigh && told.priority === 'high');
    const held = quietEndUs === undefined ? [] : matters.filter(isHeld);
    if (held.length > 0)
      await tx.notifications.settleMatters(ids(held), { state: 'open', dueUs: quietEndUs! });
    const telling = matters.filter((matter) => !held.includes(matter));
    if (telling.length === 0) return;

    const lastUs = await tx.notifications.lastUs(rule.id, at);
    const againUs = (lastUs ?? Number.NEGATIVE_INFINITY) + rule.groupMinutes * minuteUs;
    if (againUs > now) return tx.notifications.settleMatters(ids(telling), { state: 'open', dueUs: againUs });

    const message = compose(telling, {
      rule,
      language: rule.language,
      zone: zonedTime(zone),
      machineName: view.machineName,
      panelUrl: panelUrl(),
      step: at,
    });
    await handOn(tx, { rule, step: at, count: countOf(telling), message, key: `${first!.id}.${at}` });
    const next = rule.steps[at + 1];
    const settled = next
      ? ({ state: 'open', step: at + 1, dueUs: now + next.afterMinutes * minuteUs } as const)
      : ({ state: hasEnd(rule) ? 'told' : 'ended' } as const);
    await tx.notifications.settleMatters(ids(telling), settled);
  }

  /** In its caller's transaction: told and begun together, or neither. */
  async function handOn(tx: Repositories, told: Told): Promise<readonly NotificationRow[]> {
    const { rule, step, count, message, key } = told;
    const { emails, webhook, browser } = rule.steps[step]!;
    const common = { rule: rule.id, step, count, ...message };
    const wanted: NewNotification[] = [
      ...emails.map((target) => ({ ...common, channel: 'email', target, state: 'waiting' }) as const),
      ...(webhook === undefined
        ? []
        : [{ ...common, channel: 'webhook', target: webhook, state: 'delivered' } as const]),
      ...(browser ? [{ ...common, channel: 'browser', target: '', state: 'delivered' } as const] : []),
    ];
    const added = await tx.notifications.add(wanted);
    const mails = added.filter(({ channel }) => channel === 'email');
    await tasks.beginAll(
      notifyTask,
      mails.map(({ id }) => ({ id, payload: { notification: id } })),
      tx,
    );
    if (webhook !== undefined) await report(tx, { webhook, told, key });
    if (browser) await tx.outbox.enqueue(toldEvent(told));
    return added;
  }

  async function report(
    tx: Repositories,
    { webhook, told: { rule, count, message }, key }: { webhook: string; told: Told; key: string },
  ): Promise<void> {
    const timestamp = new Date(nowUs() / 1000).toISOString();
    const data = { rule: rule.id, name: rule.name, place: rule.place, count, ...message };
    const body = JSON.stringify({ type: 'notification.told', timestamp, data });
    const event = `notification.${rule.id}.${key}`;
    const added = await tx.webhookDeliveries.add([{ webhook, event, code: 'notification.told', body }]);
    await tasks.beginAll(
      webhookTask,
      added.map(({ id }) => ({ id, payload: { delivery: id }, group: webhook })),
      tx,
    );
  }

  /** Browsers hear it as they hear everything: by the live stream, each what its reader may see. */
  function toldEvent({ rule, count, message }: Told): NewEvent {
    const site = siteOf(view.tree(), rule.place);
    const machine = rule.place.startsWith('machine:') ? { machine: shortId(rule.place) } : {};
    const now = nowUs();
    return {
      timeUs: now,
      receivedUs: now,
      site: shortId(site ?? view.site),
      ...machine,
      kind: 'message',
      severity: severity.warn,
      code: 'notification.told',
      message: message.subject,
      attributes: { rule: rule.id, count },
      quality: 'good',
    };
  }

  return {
    handOn,
    look: () =>
      store.transaction(async (tx) => {
        const due = await tx.notifications.dueMatters(mostAtOnce);
        const groups = Map.groupBy(due, ({ rule, step }) => `${rule} ${step}`);
        for (const matters of groups.values()) {
          const rule = await tx.notificationRules.get(matters[0]!.rule);
          if (rule) await tell(tx, rule, matters);
        }
      }),
  };
};

export type TellDue = ReturnType<typeof tellDue>;

/** Whether something can end what the rule is about; else each step is taken and it is over. */
const hasEnd = ({ when }: NotificationRuleRow): boolean =>
  when.kind === 'alarm' || when.kind === 'machineSilent';
