import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { judgeAddress, type Verdict } from './judge-address.ts';
import { type Outgoing, type OutgoingOptions, outgoing } from './outgoing.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

interface Received {
  readonly request: IncomingMessage;
  readonly body: string;
}

/** A server on this computer; what reached it. */
async function serve(answer: RequestListener = (_request, response) => response.end('thanks')) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ request, body });
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, received };
}

/** As if this computer stood in a private network that the configuration allows; everything else as it is. */
const judge = (address: string): Verdict =>
  address === '127.0.0.1' ? { kind: 'private', reason: 'it is in a private network' } : judgeAddress(address);
const inTest = (change: Partial<OutgoingOptions> = {}): Outgoing =>
  outgoing({ privateNetworks: ['127.0.0.1/32'], judge, ...change });
const strict = outgoing({ privateNetworks: ['192.168.10.0/24'], resolve: async () => ['93.184.216.34'] });

const signal = new AbortController().signal;
const post = (out: Outgoing, url: string) =>
  out.post({ url, headers: { 'x-test': '1' }, body: '{"a":1}', signal });

test.each([
  'http://127.0.0.1/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://0x7f.1/',
  'https://127.1/',
  'https://127.0.0.1./',
  'https://１２７.0.0.1/',
  'https://localhost/',
  'https://localhost./',
  'https://LOCALHOST/',
  'https://a.localhost/',
  'https://[::1]/',
  'https://[::]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[64:ff9b::7f00:1]/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[fd00:ec2::254]/',
  'https://0.0.0.0/',
  'https://0/',
  'https://224.0.0.1/',
  'https://10.0.0.1/',
  'https://192.168.11.1/',
  'https://user@example.com/',
  'https://user:secret@example.com/',
  'https://example.com@127.0.0.1/',
  'http://example.com.:80@127.0.0.1/',
  'file:///etc/passwd',
  'gopher://example.com/',
  'ftp://example.com/',
  'javascript:alert(1)',
  'example.com',
  '',
  'http://1.1.1.1/',
])('%s is refused before anything is asked', (url) => {
  expect(() => strict.check(url)).toThrow(expect.objectContaining({ code: 'outgoing.refused' }));
});

test('what is public, and a private network that is allowed, passes', () => {
  for (const url of [
    'https://example.com/x?y=1',
    'https://1.1.1.1/',
    'http://192.168.10.7:8080/',
    'https://[2606:4700::1]/',
  ])
    expect(() => strict.check(url)).not.toThrow();
});

test('plain http leaves only for a private network', async () => {
  await expect(post(strict, 'http://example.com/')).rejects.toMatchObject({ code: 'outgoing.refused' });
});

test.each([
  [['127.0.0.1']],
  [['10.1.2.3']],
  [['::1']],
  [['::ffff:169.254.169.254']],
  [['93.184.216.34', '127.0.0.1']],
  [['2606:4700::1', 'fe80::1']],
])('a name that resolves to %j is refused', async (addresses) => {
  const out = outgoing({ privateNetworks: [], resolve: async () => addresses });
  await expect(post(out, 'https://example.com/')).rejects.toMatchObject({ code: 'outgoing.refused' });
});

test('the address that was checked is the one connected to: a resolver that changes its answer is asked once', async () => {
  const good = await serve();
  const asked: string[] = [];
  const answers = [['127.0.0.1'], ['169.254.169.254'], ['127.0.0.1']];
  const resolve = async (name: string) => {
    asked.push(name);
    return answers[asked.length - 1]!;
  };
  const out = inTest({ resolve });
  const url = `http://rebound.example:${good.port}/hook?x=1`;
  expect(await post(out, url)).toEqual({ status: 200, body: 'thanks' });
  expect(asked).toEqual(['rebound.example']);
  expect(good.received[0]).toMatchObject({ body: '{"a":1}' });
  expect(good.received[0]!.request.url).toBe('/hook?x=1');
  expect(good.received[0]!.request.headers).toMatchObject({
    host: `rebound.example:${good.port}`,
    'x-test': '1',
  });
  await expect(post(out, url)).rejects.toMatchObject({ code: 'outgoing.refused' });
  // No connection was kept that would go past the check.
  expect(good.received).toHaveLength(1);
});

test('a redirect is an answer and is not followed', async () => {
  const inside = await serve();
  const outside = await serve((_request, response) =>
    response.writeHead(307, { location: `http://127.0.0.1:${inside.port}/secret` }).end(),
  );
  expect((await post(inTest(), `http://127.0.0.1:${outside.port}/`)).status).toBe(307);
  expect(inside.received).toEqual([]);
});

test('an answer without end is cut, and one that never comes is not waited for', async () => {
  const endless = await serve((_request, response) => {
    const more = () => {
      if (!response.destroyed) response.write('x'.repeat(10_000), () => setImmediate(more));
    };
    more();
  });
  expect((await post(inTest(), `http://127.0.0.1:${endless.port}/`)).body).toHaveLength(64 * 1024);
  const silent = await serve(() => undefined);
  const slow = await serve((_request, response) => {
    response.write('x');
  });
  const hasty = inTest({ timeoutMs: 200 });
  for (const { port } of [silent, slow])
    await expect(post(hasty, `http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'outgoing.failed' });
  const lost = inTest({ timeoutMs: 200, resolve: () => new Promise(() => undefined) });
  await expect(post(lost, 'https://nowhere.example/')).rejects.toMatchObject({ code: 'outgoing.failed' });
});

test('whoever sends can call it off', async () => {
  const silent = await serve(() => undefined);
  const off = new AbortController();
  const sent = inTest().post({
    url: `http://127.0.0.1:${silent.port}/`,
    headers: {},
    body: '',
    signal: off.signal,
  });
  off.abort(new Error('called off'));
  await expect(sent).rejects.toThrow('called off');
});

test('a port where nobody listens, and a server that breaks off, are failures with a reason', async () => {
  await expect(post(inTest(), 'http://127.0.0.1:9/')).rejects.toMatchObject({
    code: 'outgoing.failed',
    data: { reason: 'ECONNREFUSED' },
  });
  const rude = await serve((request) => request.socket.destroy());
  await expect(post(inTest(), `http://127.0.0.1:${rude.port}/`)).rejects.toMatchObject({
    code: 'outgoing.failed',
  });
});
