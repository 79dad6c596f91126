/** What is live on this screen: the connection's state, the server's clock, machines and status kept current, events passed on. */
import type { AlarmView, Event, MachineView, Status, StreamMessage } from '@mantinel/contract';
import type { Level } from '@mantinel/domain';
import type { QueryClient } from '@tanstack/react-query';
import { SharedStream } from './shared-stream.ts';
import type { LinkState } from './stream-connection.ts';
import { tellPerson } from './tell-person.ts';

export type OnEvents = (events: readonly Event[], missed: number) => void;

/** `more`: others changed as well; the list is to be asked for anew. */
export type OnAlarms = (alarms: readonly AlarmView[], more: boolean) => void;

export class Live {
  readonly #queries: QueryClient;
  readonly #stream: SharedStream;
  readonly #eventListeners = new Set<OnEvents>();
  readonly #alarmListeners = new Set<OnAlarms>();
  readonly #linkListeners = new Set<() => void>();
  #link: LinkState = { state: 'connecting' };
  #clockOffsetUs = 0;
  #started = false;

  constructor(queries: QueryClient, level: Level) {
    this.#queries = queries;
    this.#stream = new SharedStream(
      { onMessage: (message) => this.#take(message), onLink: (link) => this.#takeLink(link) },
      level,
    );
  }

  /** Once; later calls change nothing. */
  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#stream.start();
  }

  stop(): void {
    this.#stream.stop();
  }

  setLevel(level: Level): void {
    this.#stream.setLevel(level);
  }

  /** The server's clock: ages must not depend on how this computer's clock is set. */
  readonly nowUs = (): number => Date.now() * 1000 + this.#clockOffsetUs;

  get link(): LinkState {
    return this.#link;
  }

  onEvents(listener: OnEvents): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  onAlarms(listener: OnAlarms): () => void {
    this.#alarmListeners.add(listener);
    return () => this.#alarmListeners.delete(listener);
  }

  readonly onLink = (listener: () => void): (() => void) => {
    this.#linkListeners.add(listener);
    return () => this.#linkListeners.delete(listener);
  };

  #take(message: StreamMessage): void {
    switch (message.type) {
      case 'events':
        this.#clockOffsetUs = message.sentUs - Date.now() * 1000;
        for (const listener of this.#eventListeners) listener(message.events, message.missed);
        tellPerson(message.events);
        break;
      case 'machines':
        this.#queries.setQueryData<MachineView[]>(['machines'], (known) => merge(known, message.machines));
        break;
      case 'alarms':
        for (const listener of this.#alarmListeners) listener(message.alarms, message.more);
        break;
      case 'status':
        this.#clockOffsetUs = message.status.nowUs - Date.now() * 1000;
        this.#queries.setQueryData<Status>(['status'], message.status);
        break;
    }
  }

  #takeLink(link: LinkState): void {
    const quiet = link.state === 'live' && this.#link.state === 'live';
    this.#link = link;
    // While live only the age changes, and screens look at that by themselves.
    if (!quiet) for (const listener of this.#linkListeners) listener();
  }
}

function merge(known: readonly MachineView[] | undefined, changed: readonly MachineView[]): MachineView[] {
  const byId = new Map((known ?? []).map((machine) => [machine.id, machine]));
  for (const machine of changed) {
    if (machine.removed) byId.delete(machine.id);
    else byId.set(machine.id, machine);
  }
  return [...byId.values()];
}
