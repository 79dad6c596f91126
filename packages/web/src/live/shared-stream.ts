/**
 * The live stream of one browser: the tab that holds the lock keeps the connection and tells the others. A browser allows six
 * connections to a plain-http server, and a shop's screen may have more tabs than that.
 */
import type { StreamMessage } from '@mantinel/contract';
import { type Level, levels } from '@mantinel/domain';
import { type LinkState, type StreamListener, streamConnection } from './stream-connection.ts';

type Told =
  | { readonly type: 'message'; readonly message: StreamMessage; readonly id: string | undefined }
  | { readonly type: 'link'; readonly link: LinkState }
  /** What a tab looks at; the leader asks the server for the widest of them. */
  | { readonly type: 'want'; readonly tab: string; readonly level: Level }
  | { readonly type: 'gone'; readonly tab: string }
  /** A new leader, or a new tab, asks all to say what they want. */
  | { readonly type: 'who' };

/** A tab that neither said goodbye nor spoke for so long (browsers wake hidden tabs once a minute) has crashed. */
const forgetTabMs = 150_000;
const repeatWantMs = 50_000;

export class SharedStream {
  readonly #listener: StreamListener;
  readonly #tab = `${Date.now()}-${Math.random()}`;
  readonly #channel = new BroadcastChannel('mantinel.stream');
  readonly #stopped = new AbortController();
  readonly #wants = new Map<string, { level: Level; atMs: number }>();
  #level: Level;
  #leading = false;
  #connection: AbortController | undefined;
  #connectedLevel: Level | undefined;
  #lastEventId: string | undefined;
  #link: LinkState = { state: 'connecting' };
  #latestStatus: StreamMessage | undefined;

  constructor(listener: StreamListener, level: Level) {
    this.#listener = listener;
    this.#level = level;
  }

  start(): void {
    this.#channel.onmessage = ({ data }: MessageEvent<Told>) => this.#hear(data);
    const repeat = setInterval(() => this.#want(), repeatWantMs);
    const bye = () => this.#tell({ type: 'gone', tab: this.#tab });
    addEventListener('pagehide', bye);
    this.#stopped.signal.addEventListener('abort', () => {
      clearInterval(repeat);
      removeEventListener('pagehide', bye);
    });
    this.#want();
    // Locks exist on https and localhost only; elsewhere each tab keeps a connection of its own.
    if (!('locks' in navigator)) {
      this.#lead();
      return;
    }
    navigator.locks
      .request('mantinel.stream', { signal: this.#stopped.signal }, () => {
        this.#lead();
        return new Promise<void>((resolve) =>
          this.#stopped.signal.addEventListener('abort', () => resolve()),
        );
      })
      .catch((error: unknown) => {
        if (!this.#stopped.signal.aborted)
          this.#listener.onLink({ state: 'lost', heardMs: undefined, problem: String(error) });
      });
  }

  setLevel(level: Level): void {
    this.#level = level;
    this.#want();
    if (this.#leading) this.#connect();
  }

  stop(): void {
    this.#tell({ type: 'gone', tab: this.#tab });
    this.#stopped.abort();
    this.#connection?.abort();
    this.#channel.close();
  }

  #want(): void {
    this.#tell({ type: 'want', tab: this.#tab, level: this.#level });
  }

  #tell(told: Told): void {
    if (!this.#stopped.signal.aborted) this.#channel.postMessage(told);
  }

  #lead(): void {
    this.#leading = true;
    this.#tell({ type: 'who' });
    this.#connect();
  }

  #widest(): Level {
    const now = Date.now();
    for (const [tab, want] of this.#wants) if (now - want.atMs > forgetTabMs) this.#wants.delete(tab);
    const wanted = new Set([this.#level, ...[...this.#wants.values()].map(({ level }) => level)]);
    return levels.find((level) => wanted.has(level)) ?? this.#level;
  }

  #connect(): void {
    const level = this.#widest();
    if (level === this.#connectedLevel) return;
    this.#connectedLevel = level;
    this.#connection?.abort();
    this.#connection = new AbortController();
    void streamConnection({
      level,
      lastEventId: this.#lastEventId,
      signal: this.#connection.signal,
      listener: {
        onMessage: (message, id) => {
          this.#tell({ type: 'message', message, id });
          this.#take(message, id);
        },
        onLink: (link) => {
          // Every piece of data renews `heardMs`; other tabs learn of it from the data itself.
          if (link.state !== this.#link.state || link.state !== 'live') this.#tell({ type: 'link', link });
          this.#takeLink(link);
        },
      },
    });
  }

  #hear(told: Told): void {
    switch (told.type) {
      case 'message':
        this.#take(told.message, told.id);
        this.#takeLink({ state: 'live', heardMs: Date.now() });
        break;
      case 'link':
        if (!this.#leading) this.#takeLink(told.link);
        break;
      case 'want':
        this.#wants.set(told.tab, { level: told.level, atMs: Date.now() });
        if (this.#leading) this.#welcome();
        break;
      case 'gone':
        this.#wants.delete(told.tab);
        if (this.#leading) this.#connect();
        break;
      case 'who':
        this.#want();
        break;
    }
  }

  #welcome(): void {
    this.#connect();
    this.#tell({ type: 'link', link: this.#link });
    if (this.#latestStatus)
      this.#tell({ type: 'message', message: this.#latestStatus, id: this.#lastEventId });
  }

  #take(message: StreamMessage, id: string | undefined): void {
    this.#lastEventId = id ?? this.#lastEventId;
    if (message.type === 'status') this.#latestStatus = message;
    this.#listener.onMessage(message, id);
  }

  #takeLink(link: LinkState): void {
    this.#link = link;
    this.#listener.onLink(link);
  }
}
