/** What no event tells: a machine that is silent, a disk that fills, a database that is away. */
import type { MachineView, Status } from '@mantinel/contract';
import { machinesWithin, shortId, zonedTime } from '@mantinel/domain';
import type { NewMatter, NotificationRuleRow, Store } from '@mantinel/store';
import type { Log } from '../../own-log/log.ts';
import type { PlantView } from '../plant/plant-view.ts';
import { compose, notificationWords } from './compose.ts';
import type { KnownRules } from './known-rules.ts';
import type { SendMail } from './send-mail.ts';

export interface WatchOptions {
  readonly store: Pick<Store, 'state' | 'transaction'>;
  readonly rules: KnownRules;
  readonly view: PlantView;
  readonly machines: () => readonly MachineView[];
  readonly disk: () => Status['disk'];
  readonly send: SendMail;
  readonly panelUrl: () => string;
  readonly signal: AbortSignal;
  readonly nowUs: () => number;
  readonly log: Log;
}

const minuteUs = 60_000_000;
const dayUs = 24 * 60 * minuteUs;

export function watchStates(options: WatchOptions): () => Promise<void> {
  const { store, rules, view, machines, disk, send, panelUrl, signal, nowUs, log } = options;
  /** Rules whose people know of the present absence. */
  const toldAway = new Set<string>();

  async function away(sinceUs: number): Promise<void> {
    for (const rule of rules.remembered()) {
      const { when, id } = rule;
      if (when.kind !== 'databaseAway' || toldAway.has(id) || nowUs() - sinceUs < when.minutes * minuteUs)
        continue;
      const { databaseAway } = notificationWords[rule.language];
      const message = compose([{ told: { atUs: sinceUs, title: databaseAway }, more: 0 }], {
        rule,
        language: rule.language,
        // Calendars are in the database that is away.
        zone: zonedTime(Intl.DateTimeFormat().resolvedOptions().timeZone),
        machineName: view.machineName,
        panelUrl: panelUrl(),
        step: 0,
      });
      for (const to of rule.steps.flatMap(({ emails }) => emails))
        await send(
          { to, subject: message.subject, text: message.body, id: `away.${id}.${sinceUs}` },
          signal,
        ).catch((error: unknown) => {
          signal.throwIfAborted();
          log.warn(
            { code: 'notification.undelivered', err: error },
            'nobody could be told that the database is away',
          );
        });
      toldAway.add(id);
    }
  }

  function silent(rule: NotificationRuleRow, minutes: number): { matters: NewMatter[]; ended: string[] } {
    const within = new Set(machinesWithin(view.tree(), rule.place).map(shortId));
    const matters: NewMatter[] = [];
    const ended: string[] = [];
    for (const { id, receivedUs } of machines()) {
      if (!within.has(id) || receivedUs === undefined) continue;
      const subject = `silent|${id}|${minutes}`;
      if (nowUs() - receivedUs < minutes * minuteUs) ended.push(subject);
      else
        matters.push({
          rule: rule.id,
          key: `${subject}|${receivedUs}`,
          subject,
          told: { atUs: receivedUs, machine: id, title: notificationWords[rule.language].silent(minutes) },
          more: 0,
          dueUs: nowUs() + rule.delayMinutes * minuteUs,
        });
    }
    return { matters, ended };
  }

  function fullDisk(rule: NotificationRuleRow, days: number): NewMatter[] {
    const inDays = disk()?.fullInDays;
    if (inDays === undefined || inDays > days) return [];
    const subject = `disk|${Math.floor(nowUs() / dayUs)}`;
    const told = { atUs: nowUs(), title: notificationWords[rule.language].diskFull(inDays) };
    return [{ rule: rule.id, key: subject, subject, told, more: 0, dueUs: nowUs() }];
  }

  return async () => {
    const { state, sinceUs } = store.state();
    if (state === 'unavailable') return away(sinceUs);
    toldAway.clear();
    if (state !== 'ready') return;
    const matters: NewMatter[] = [];
    const ended: string[] = [];
    for (const rule of await rules.active()) {
      if (rule.when.kind === 'machineSilent') {
        const found = silent(rule, rule.when.minutes);
        matters.push(...found.matters);
        ended.push(...found.ended);
      } else if (rule.when.kind === 'diskFull') matters.push(...fullDisk(rule, rule.when.days));
    }
    if (matters.length === 0 && ended.length === 0) return;
    await store.transaction(async (tx) => {
      await tx.notifications.endMatters(ended);
      await tx.notifications.addMatters(matters);
    });
  };
}
