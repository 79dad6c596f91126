/** One port of syslog: UDP, TCP or TLS with the server's own certificate. */
import { createSocket } from 'node:dgram';
import { BlockList, createServer, isIPv4, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { type FramedMessage, longestMessage, syslogFraming, syslogParser } from '@mantinel/connectors';
import { AppError, type config } from '@mantinel/contract';
import { eventOfSyslog } from './event-of-syslog.ts';
import { senderRate } from './sender-rate.ts';
import type { SyslogIntake } from './syslog-intake.ts';

export interface KeyAndCertificate {
  readonly key: string;
  readonly certificate: string;
}

export interface SyslogListenerOptions {
  readonly listener: config.SyslogListener;
  readonly site: string;
  readonly intake: SyslogIntake;
  /** What TLS shows from now on; undefined while there is none. */
  readonly certificate: () => KeyAndCertificate | undefined;
  readonly nowUs: () => number;
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

const mostConnections = 500;
const mostOfASender = 20;
/** A device may say nothing for long; a connection that is half open must not stay for ever. */
const silentMs = 3_600_000;

/** Throws `port.inUse`, `http.notListening`, `tls.required`. */
export async function listenToSyslog(options: SyslogListenerOptions): Promise<Listening> {
  const { listener, site, intake, nowUs } = options;
  const { transport, host, port } = listener;
  const parse = syslogParser({ timeZone: listener.timeZone, nowUs });
  const machines = new Map(Object.entries(listener.machines).map(([name, id]) => [name.toLowerCase(), id]));
  const allowed = networks(listener.networks);

  const take = ({ bytes, ...framed }: FramedMessage, sender: string): void =>
    intake.add(
      eventOfSyslog(parse(bytes), framed, { site, machines, sender, transport, receivedUs: nowUs() }),
      bytes.length,
    );

  if (transport === 'udp') return listenToUdp();
  return listenToStream();

  async function listenToUdp(): Promise<Listening> {
    const rate = senderRate(listener.perSecond, nowUs);
    const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4', recvBufferSize: 4 << 20 });
    socket.on('message', (bytes, { address }) => {
      if (!allowed(address)) return;
      if (intake.full) intake.dropped(address, 'overrun');
      else if (!rate.take(address)) intake.dropped(address, 'rate');
      else if (bytes.length > longestMessage)
        take({ bytes: bytes.subarray(0, longestMessage), cutFrom: bytes.length }, address);
      // A line feed at the end is a habit of those who also speak TCP.
      else take({ bytes: bytes.at(-1) === 10 ? bytes.subarray(0, -1) : bytes }, address);
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('error', (cause) => reject(notListening(cause)));
      socket.bind(port, host, resolve);
    });
    // An answer of the network to what was never sent by us: nothing is lost by it.
    socket.removeAllListeners('error').on('error', () => undefined);
    return {
      port: socket.address().port,
      close: () => new Promise((resolve) => socket.close(() => resolve())),
    };
  }

  async function listenToStream(): Promise<Listening> {
    const sockets = new Set<Socket>();
    const bySender = new Map<string, number>();
    const serve = (socket: Socket) => {
      const sender = plainAddress(socket.remoteAddress ?? 'unknown');
      const standing = bySender.get(sender) ?? 0;
      if (!allowed(sender) || sockets.size >= mostConnections || standing >= mostOfASender) {
        socket.destroy();
        return;
      }
      sockets.add(socket);
      bySender.set(sender, standing + 1);
      socket.setTimeout(silentMs, () => socket.destroy());
      socket.once('close', () => {
        sockets.delete(socket);
        const left = bySender.get(sender)! - 1;
        if (left === 0) bySender.delete(sender);
        else bySender.set(sender, left);
      });
      void read(socket, sender);
    };
    const server = transport === 'tls' ? tlsServer(serve) : createServer(serve);
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => reject(notListening(cause)));
      server.listen(port, host, resolve);
    });
    const address = server.address();
    return {
      port: typeof address === 'object' && address ? address.port : port,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          for (const socket of sockets) socket.destroy();
        }),
    };
  }

  /** Not read while the disk is behind: the sender's own queue holds what waits. */
  async function read(socket: Socket, sender: string): Promise<void> {
    const framing = syslogFraming();
    try {
      for await (const chunk of socket as AsyncIterable<Buffer>) {
        for (const framed of framing.push(chunk)) take(framed, sender);
        await intake.room();
      }
    } catch {
      // The connection broke: what came before it is taken, and the sender begins another.
    }
    const last = framing.end();
    if (last) take(last, sender);
  }

  function tlsServer(serve: (socket: Socket) => void): Server {
    let shown = options.certificate();
    if (!shown) throw new AppError('tls.required');
    const context = ({ key, certificate: cert }: KeyAndCertificate) => ({
      key,
      cert,
      minVersion: 'TLSv1.2' as const,
    });
    const server = createTlsServer(context(shown), serve);
    server.on('tlsClientError', (_error, socket) => socket.destroy());
    server.prependListener('connection', () => {
      const now = options.certificate();
      if (now === undefined || now.certificate === shown?.certificate) return;
      shown = now;
      server.setSecureContext(context(now));
    });
    return server;
  }

  function notListening(cause: NodeJS.ErrnoException): AppError {
    if (cause.code === 'EADDRINUSE') return new AppError('port.inUse', { data: { host, port }, cause });
    return new AppError('http.notListening', {
      data: { host, port, reason: cause.code ?? String(cause) },
      cause,
    });
  }
}

/** Without the form in which IPv6 sockets write addresses of IPv4. */
const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

function networks(list: readonly string[]): (address: string) => boolean {
  if (list.length === 0) return () => true;
  const known = new BlockList();
  for (const network of list) {
    const [address = '', prefix] = network.split('/');
    known.addSubnet(address, Number(prefix), isIPv4(address) ? 'ipv4' : 'ipv6');
  }
  return (address) => known.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}
