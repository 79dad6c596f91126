/** One port for both: whoever begins as TLS does is spoken to encrypted, anybody else plainly (RFC 8446, 5.1). */
import { createServer as createPlain, type Server as HttpServer, type RequestListener } from 'node:http';
import { createServer as createEncrypted, type Server as HttpsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { KeyPair } from '../../tls/authority.ts';
import { type ConnectionTimes, connectionTimes } from '../limits/connection-times.ts';

export interface Shown extends KeyPair {
  /** Certificates of edge nodes are asked for where this authority vouches for any. */
  readonly edges?: string | undefined;
}

export interface OnePort {
  listen(at: { host: string; port: number }): Promise<{ port: number }>;
  /** For connections from now on; those that stand go on. Undefined: encrypted ones are closed. */
  show(shown: Shown | undefined): void;
  close(): Promise<void>;
}

/** What speaks TLS begins with a handshake record. */
const handshake = 0x16;
const firstByteMs = 10_000;

/** Forward secrecy and authenticated encryption only (RFC 9325, 4.2); browsers and programs since 2015 have them. */
const ciphers = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

export function onePort(handler: RequestListener, times: ConnectionTimes = connectionTimes): OnePort {
  const sockets = new Set<Socket>();
  const plain = awake(createPlain({ ...times }, handler));
  let encrypted: HttpsServer | undefined;

  const front: Server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // Before anything is read a broken connection is nobody's business; afterwards the server it is given to hears of it.
    const broken = () => socket.destroy();
    socket.once('error', broken);
    const waiting = setTimeout(broken, firstByteMs);
    socket.once('close', () => clearTimeout(waiting));
    socket.once('readable', () => {
      clearTimeout(waiting);
      const first = socket.read(1) as Buffer | null;
      if (first === null) return broken();
      socket.unshift(first);
      const server = first[0] === handshake ? encrypted : plain;
      if (!server) return broken();
      server.emit('connection', socket);
      if (server === plain) socket.removeListener('error', broken);
    });
  });

  return {
    show: (shown) => {
      // Its connections go on: only those that wait for nothing end, and nothing new reaches it.
      encrypted?.close();
      encrypted = shown && awake(serve(shown, handler, times));
    },
    listen: ({ host, port }) =>
      new Promise((resolve, reject) => {
        front.once('error', reject);
        front.listen(port, host, () => {
          front.removeListener('error', reject);
          const address = front.address();
          resolve({ port: typeof address === 'object' && address ? address.port : port });
        });
      }),
    close: async () => {
      const closed = new Promise<void>((resolve) => front.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      // They never listened: closing only ends their timers.
      for (const server of [plain, encrypted]) server?.close();
      await closed;
    },
  };
}

function serve(
  { certificate, key, edges }: Shown,
  handler: RequestListener,
  times: ConnectionTimes,
): HttpsServer {
  return createEncrypted(
    {
      cert: certificate,
      key,
      minVersion: 'TLSv1.2',
      ciphers,
      honorCipherOrder: true,
      ALPNProtocols: ['http/1.1'],
      handshakeTimeout: 15_000,
      ...times,
      // A certificate that is no good is refused by the gate, in words; who shows none may be a person.
      ...(edges === undefined ? {} : { ca: [edges], requestCert: true, rejectUnauthorized: false }),
    },
    handler,
  );
}

/** The watch over headers that never end begins with `listening`, which a server without a port of its own does not tell. */
function awake<T extends HttpServer | HttpsServer>(server: T): T {
  server.emit('listening');
  return server;
}
