/** An SHDR adapter for tests: a real TCP server that resends its current values to whoever connects. */
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface AdapterStandIn {
  readonly port: number;
  /** Sends text as it is to everyone connected; with nobody there it waits for the next to connect. */
  send(text: string | Uint8Array): void;
  /** Sent first to whoever connects: the current values. */
  onConnect(text: string): void;
  /** Answers each PING with `* PONG <ms>`; undefined: not at all. */
  pong(ms: number | undefined): void;
  /** Breaks every connection off. */
  drop(): void;
  /** Connections now. */
  open(): number;
  /** PINGs heard. */
  pings(): number;
  /** Stops listening and breaks off; the port stays free for `listen`. */
  leave(): Promise<void>;
  listen(): Promise<void>;
  close(): Promise<void>;
}

export async function openAdapterStandIn(): Promise<AdapterStandIn> {
  const sockets = new Set<Socket>();
  let waiting: (string | Uint8Array)[] = [];
  let greeting = '';
  let pongMs: number | undefined;
  let pings = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {}); // the connector may break off at any time; that is what tests do
    socket.on('data', (data) => {
      for (const line of data.toString().split('\n')) {
        if (line !== '* PING') continue;
        pings += 1;
        if (pongMs !== undefined) socket.write(`* PONG ${pongMs}\n`);
      }
    });
    if (greeting !== '') socket.write(greeting);
    for (const text of waiting) socket.write(text);
    waiting = [];
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  const leave = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    drop();
    await closed;
  };
  return {
    port,
    send(text) {
      if (sockets.size === 0) waiting.push(text);
      for (const socket of sockets) socket.write(text);
    },
    onConnect(text) {
      greeting = text;
    },
    pong(ms) {
      pongMs = ms;
    },
    drop,
    open: () => sockets.size,
    pings: () => pings,
    leave,
    listen: () => listen(port),
    close: leave,
  };
}
