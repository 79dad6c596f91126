/** One TCP connection to an SHDR adapter, with its heartbeat: a hung adapter is found out even when TCP is not broken. */
import { connect } from 'node:net';
import type { ConnectorEnvironment } from '../connector.ts';

export interface AdapterLinkOptions {
  readonly host: string;
  readonly port: number;
  readonly heartbeatMs: number;
  readonly connectTimeoutMs?: number;
  readonly silenceMs?: number;
}

export interface AdapterLink {
  /** Resolves when connected; rejects with the reason when not. */
  readonly ready: Promise<void>;
  /** What the adapter sends, until it ends, breaks off (then it throws) or stays silent too long (likewise). */
  chunks(): AsyncIterable<Buffer>;
  /** Takes `* PONG 10000`, which belongs to the connection and not to the machine. */
  pong(line: string): boolean;
  /** Resolves when socket, timers and listeners are gone. */
  close(): Promise<void>;
}

const defaultConnectTimeoutMs = 10_000;
/** The cppagent's limit for adapters that know no heartbeat: a machine at night may have nothing to say for long. */
const defaultSilenceMs = 600_000;
/** The cppagent's bound on what an adapter may ask for. */
const longestHeartbeatMs = 30 * 60_000;
const shortestHeartbeatMs = 10;

export function openLink(
  options: AdapterLinkOptions,
  { sleep }: ConnectorEnvironment,
  signal: AbortSignal,
): AdapterLink {
  const { host, port, connectTimeoutMs = defaultConnectTimeoutMs, silenceMs = defaultSilenceMs } = options;
  const closing = new AbortController();
  const socket = connect({ host, port, noDelay: true, keepAlive: true });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const abort = () => socket.destroy();
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();

  const ready = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    // Stays for the socket's life: an error while nobody reads must not end the process; the reader learns of it.
    socket.on('error', reject);
    socket.once('close', () => reject(new Error('the connection was given up')));
  });
  const connected = new AbortController();
  ready.then(
    () => connected.abort(),
    () => connected.abort(),
  );
  const timeout = sleep(connectTimeoutMs, connected.signal).then(() => {
    if (!connected.signal.aborted) socket.destroy(new Error(`no connection within ${connectTimeoutMs} ms`));
  });

  let periodMs: number | undefined;
  let heard = false;
  /** False while the consumer is busy: then it is not the adapter that is silent. */
  let waiting = false;
  const watch = async () => {
    let silentMs = 0;
    while (!closing.signal.aborted) {
      heard = false;
      socket.write('* PING\n');
      const waitMs = periodMs ?? options.heartbeatMs;
      await sleep(waitMs, closing.signal);
      silentMs = heard || !waiting ? 0 : silentMs + waitMs;
      // Asked twice without an answer, as the cppagent has it.
      const limitMs = periodMs === undefined ? silenceMs : 2 * periodMs;
      if (silentMs >= limitMs)
        socket.destroy(new Error(`nothing was heard for ${silentMs} ms, not even an answer to a ping`));
    }
  };
  let watching: Promise<void> | undefined;

  return {
    ready,
    async *chunks() {
      watching = watch();
      waiting = true;
      for await (const chunk of socket as AsyncIterable<Buffer>) {
        heard = true;
        waiting = false;
        yield chunk;
        heard = true;
        waiting = true;
      }
    },
    pong(line) {
      if (!line.startsWith('* PONG')) return false;
      const ms = Number.parseInt(line.slice(6), 10);
      if (ms > 0 && ms <= longestHeartbeatMs) periodMs = Math.max(ms, shortestHeartbeatMs);
      return true;
    },
    async close() {
      closing.abort();
      signal.removeEventListener('abort', abort);
      socket.destroy();
      await Promise.all([closed, timeout, watching]);
    },
  };
}
