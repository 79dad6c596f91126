/** How long a connection that asks nothing whole is borne, both ways on real sockets. */
import { connect, type Socket } from 'node:net';
import { connect as connectEncrypted } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { issue, makeAuthority } from '../../tls/authority.ts';
import { connectionTimes } from '../limits/connection-times.ts';
import { type OnePort, onePort } from './one-port.ts';

let open: OnePort | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const issuing = {
  nowUs: () => Date.now() * 1000,
  randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
};

async function listening(times: Partial<typeof connectionTimes>): Promise<number> {
  const authority = await makeAuthority({ name: 'Test', names: ['localhost'] }, issuing);
  const shown = await issue({ use: 'server', names: ['localhost'], days: 1 }, authority, issuing);
  open = onePort((_request, response) => response.end('whole'), { ...connectionTimes, ...times });
  open.show(shown);
  return (await open.listen({ host: '127.0.0.1', port: 0 })).port;
}

const ways: [name: string, dial: (port: number) => Socket][] = [
  ['plain', (port) => connect({ port, host: '127.0.0.1' })],
  [
    'encrypted',
    (port) =>
      connectEncrypted({ port, host: '127.0.0.1', servername: 'localhost', rejectUnauthorized: false }),
  ],
];

/** What came until the connection ended. */
const heard = (socket: Socket): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', reject).on('end', () => socket.end());
    socket.on('close', () => resolve(text));
  });

test.each(ways)('a request whose head does not end is ended, %s', async (_name, dial) => {
  const port = await listening({ headersTimeout: 200, connectionsCheckingInterval: 50 });
  const socket = dial(port);
  const ended = heard(socket);
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ');
  expect(await ended).toMatch(/^HTTP\/1\.1 408 /);
});

test.each(ways)(
  'a connection that waits longer than heads may take is still answered, %s',
  async (_name, dial) => {
    const port = await listening({ headersTimeout: 200, connectionsCheckingInterval: 50 });
    const socket = dial(port);
    const ended = heard(socket);
    socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 600));
    socket.write('GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
    expect((await ended).match(/whole/g)).toHaveLength(2);
  },
);
