/** Notifications, put together: the rules that people arrange, and the work of telling by them. */
import type { EventStore } from '@mantinel/logbook';
import { everything } from '@mantinel/logbook';
import type { Store } from '@mantinel/store';
import type { Log } from '../../own-log/log.ts';
import type { LiveAlarms } from '../alarms/live-alarms.ts';
import type { Explanations } from '../catalogue/explanations.ts';
import type { MachineHall } from '../machines/machine-hall.ts';
import type { Calendars } from '../plant/calendars.ts';
import type { PlantView } from '../plant/plant-view.ts';
import type { Tasks } from '../tasks/service.ts';
import { knownRules } from './known-rules.ts';
import type { Meaning } from './matter.ts';
import { notifier } from './notifier.ts';
import { type NotificationsService, notificationsService } from './service.ts';
import { tellDue } from './tell-due.ts';
import type { WatchOptions } from './watch-states.ts';

export interface NotificationsParts {
  readonly logbook: EventStore;
  readonly store: Store;
  readonly live: LiveAlarms;
  readonly tasks: Tasks;
  readonly view: PlantView;
  readonly calendars: Pick<Calendars, 'timeZone'>;
  readonly explanations: Pick<Explanations, 'explain'>;
  readonly machines: Pick<MachineHall, 'views'>;
  readonly disk: WatchOptions['disk'];
  readonly send: WatchOptions['send'];
  readonly webhookTask: string;
  readonly panelUrl: () => string;
  readonly everyMs: number;
  readonly site: string;
  readonly nowUs: () => number;
  readonly log: Log;
}

export function notifications(parts: NotificationsParts): {
  readonly service: NotificationsService;
  stop(): Promise<void>;
} {
  const { store, tasks, view, calendars, explanations, machines, webhookTask, panelUrl, site, nowUs } = parts;
  const rules = knownRules(store, nowUs);
  const tell = tellDue({ store, tasks, view, timeZone: calendars.timeZone, webhookTask, panelUrl, nowUs });
  const meaning: Meaning = (event, language) => {
    const found = explanations.explain(event, language);
    if (!found) return undefined;
    const { texts, generic } = found;
    // Of a kind of event: then the control's own text says more.
    const title = generic && event.message !== '' ? event.message : texts.title;
    return { title, ...(texts.action === undefined ? {} : { action: texts.action }) };
  };
  const working = notifier({ ...parts, rules, meaning, tell, machines: () => machines.views(everything) });
  return {
    service: notificationsService({ store, tell, changed: rules.changed, site, nowUs }),
    stop: working.stop,
  };
}
