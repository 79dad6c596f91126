/** One browser's stream: holds at most a few hundred events for a browser that reads slowly, and counts the rest. */
import { Readable } from 'node:stream';
import type { AlarmView, MachineView, Status } from '@mantinel/contract';
import {
  type Condition,
  comparePositions,
  type Event,
  type EventTest,
  eventTest,
  isVisibleAt,
  type Level,
  type Position,
} from '@mantinel/domain';
import { linearRegex } from '@mantinel/domain/linear-regex';
import { type PersonalFields, type Scope, scopeTest } from '@mantinel/logbook';
import { apiEvent } from '../../api-event.ts';
import type { Clock } from '../../clock.ts';
import { type Covered, coveredBy, coveredTogether } from '../../http/reads.ts';

/** An event on its way to several browsers; turned into text once. */
export interface Row {
  readonly event: Event;
  json: string | undefined;
}

export interface ClientOptions {
  readonly level: Level;
  /** Of events. */
  readonly scope: Scope;
  readonly where?: Condition | undefined;
  readonly machineScope: Scope;
  readonly alarmScope: Scope;
  /** Whether the reader may see the status. */
  readonly status: boolean;
  readonly clock: Clock;
  readonly eventsPerMessage: number;
  /** Makes readable what people typed. */
  readonly openEvent: PersonalFields['openEvent'];
  readonly mayGoOn: () => Promise<boolean>;
}

/** Held for a browser that reads slowly; beyond it that browser asks for the list. */
const mostAlarms = 1000;

export class Client extends Readable {
  /** Events this browser was too slow for. */
  missedInAll = 0;
  /** Of the logbook that this browser was shown. */
  covered: Covered = { events: 0 };
  #options: ClientOptions;
  #inScope: ReturnType<typeof scopeTest>;
  #matches: EventTest;
  #machineInScope: ReturnType<typeof scopeTest>;
  #alarmInScope: ReturnType<typeof scopeTest>;
  #rows: Row[] = [];
  #missed = 0;
  #machines = new Map<string, MachineView>();
  #alarms = new Map<string, AlarmView>();
  #moreAlarms = false;
  #status: Status | undefined;
  #begun = false;
  /** False while the socket is full: then nothing is written and the buffer above stays bounded. */
  #wanted = false;
  #wroteSinceHeartbeat = true;

  constructor(options: ClientOptions) {
    super({ highWaterMark: 64 * 1024 });
    this.#options = options;
    this.#inScope = scopeTest(options.scope);
    const { where } = options;
    this.#matches = where ? eventTest(where, { regex: linearRegex }) : () => true;
    this.#machineInScope = scopeTest(options.machineScope);
    this.#alarmInScope = scopeTest(options.alarmScope);
    // Tells proxies and the browser at once that the stream is there, and how soon to come back.
    this.push('retry: 2000\n\n');
  }

  override _read(): void {
    this.#wanted = true;
    this.flush();
  }

  offer(row: Row): void {
    const { level, eventsPerMessage } = this.#options;
    if (!isVisibleAt(level, row.event) || !this.#inScope(row.event) || !this.#matches(row.event)) return;
    this.#rows.push(row);
    // Dropped a whole message at a time: dropping one by one would move the array for each event.
    if (this.#rows.length >= 2 * eventsPerMessage) this.#drop(eventsPerMessage);
  }

  offerMachines(changed: readonly MachineView[]): void {
    for (const view of changed) {
      if (this.#machineInScope({ site: view.site, machine: view.id, kind: 'state' }))
        this.#machines.set(view.id, view);
    }
  }

  /** `more`: others changed as well. */
  offerAlarms(changed: readonly AlarmView[], more: boolean): void {
    for (const view of changed) {
      if (this.#alarmInScope({ site: view.site, machine: view.machine, kind: 'condition' }))
        this.#alarms.set(view.id, view);
    }
    this.#moreAlarms ||= more;
    if (this.#alarms.size <= mostAlarms) return;
    this.#moreAlarms = true;
    this.#alarms.clear();
  }

  offerStatus(status: Status): void {
    if (this.#options.status) this.#status = status;
  }

  /** What was stored while the browser was away goes first; until then everything live waits. */
  begin(caughtUp: readonly Event[], missed: number): void {
    const last: Position | undefined = caughtUp.at(-1);
    const later = last ? this.#rows.filter(({ event }) => comparePositions(event, last) > 0) : this.#rows;
    this.#rows = [...caughtUp.map((event) => ({ event, json: undefined })), ...later];
    this.#missed += missed;
    this.missedInAll += missed;
    this.#begun = true;
    this.flush();
  }

  flush(): void {
    if (this.#status && this.#wanted) {
      const status = this.#status;
      this.#status = undefined;
      this.#write(`event: status\ndata: ${JSON.stringify({ type: 'status', status })}\n\n`);
    }
    if (this.#machines.size > 0 && this.#wanted) {
      const machines = [...this.#machines.values()];
      this.#machines.clear();
      this.#write(`event: machines\ndata: ${JSON.stringify({ type: 'machines', machines })}\n\n`);
    }
    if ((this.#alarms.size > 0 || this.#moreAlarms) && this.#wanted) {
      const message = { type: 'alarms', alarms: [...this.#alarms.values()], more: this.#moreAlarms };
      this.#alarms.clear();
      this.#moreAlarms = false;
      this.#write(`event: alarms\ndata: ${JSON.stringify(message)}\n\n`);
    }
    if ((this.#rows.length > 0 || this.#missed > 0) && this.#begun && this.#wanted)
      this.#write(this.#events());
  }

  mayGoOn(): Promise<boolean> {
    return this.#options.mayGoOn();
  }

  heartbeat(): void {
    if (!this.#wroteSinceHeartbeat && this.#wanted) this.#write(': still here\n\n');
    this.#wroteSinceHeartbeat = false;
  }

  #events(): string {
    const { clock, eventsPerMessage, openEvent } = this.#options;
    if (this.#rows.length > eventsPerMessage) this.#drop(this.#rows.length - eventsPerMessage);
    const rows = this.#rows;
    const missed = this.#missed;
    this.#rows = [];
    this.#missed = 0;
    this.covered = coveredTogether(this.covered, coveredBy(rows.map(({ event }) => event)));
    const texts = rows.map((row) => {
      row.json ??= JSON.stringify(apiEvent(openEvent(row.event)));
      return row.json;
    });
    const last = rows.at(-1)?.event;
    const id = last ? `id: ${last.epoch}.${last.seq}\n` : '';
    return `event: events\n${id}data: {"type":"events","events":[${texts.join(',')}],"missed":${missed},"sentUs":${clock.nowUs()}}\n\n`;
  }

  #drop(count: number): void {
    this.#rows.splice(0, count);
    this.#missed += count;
    this.missedInAll += count;
  }

  #write(text: string): void {
    this.#wroteSinceHeartbeat = true;
    this.#wanted = this.push(text);
  }
}
