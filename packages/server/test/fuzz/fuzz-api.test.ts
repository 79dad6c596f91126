/** No 5xx, nothing undescribed, and alive afterwards, whatever is sent by whomever. For longer: bench/fuzz-api.ts. */
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FuzzRig, startFuzzRig } from './fuzz-rig.ts';

let rig: FuzzRig;
beforeAll(async () => {
  rig = await startFuzzRig();
}, 120_000);
afterAll(() => rig?.stop());

const alive = async () => (await rig.app.fetch('/healthz')).status;

test('every operation answers as described, whatever it is asked', async () => {
  const anything = fc.oneof(...rig.targets.map((target) => rig.requestsTo(target)));
  await fc.assert(
    fc.asyncProperty(anything, async (asked) => {
      expect(await rig.send(asked), JSON.stringify(asked).slice(0, 2000)).toBeUndefined();
    }),
    { seed: 20261125, numRuns: 1500, interruptAfterTimeLimit: 22_000, endOnFailure: true },
  );
  expect(await alive()).toBe(200);
  // What is sent gets through the first checks often enough to mean something.
  expect(rig.answered.get(200) ?? 0).toBeGreaterThan(20);
}, 60_000);

/** Sent as it is, past every client that would mend it. */
const raw = (text: string): Promise<string> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(rig.app.url);
    const socket = connect(Number(port), hostname, () => socket.write(text, 'latin1'));
    let answer = '';
    socket.setTimeout(5000, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      socket.end();
    });
    // Hanging up is an answer as well.
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });

const get = (path: string, headers: readonly string[] = []) =>
  `${[`GET ${path} HTTP/1.1`, 'Host: mantinel', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`;

test.each([
  ['overlong UTF-8 in the path', get('/api/v1/places/%c0%ae%c0%ae%2fx')],
  ['broken escapes', get('/api/v1/places/%zz')],
  ['a NUL in the path', get('/api/v1/places/site%00plant')],
  ['dots that climb', get('/api/v1/../../../etc/passwd')],
  ['dots that climb, escaped', get('/%2e%2e/%2e%2e/etc/passwd')],
  ['backslashes', get('/..\\..\\etc\\passwd')],
  ['two slashes in front', get('//evil.example/api/v1/status')],
  ['an address of another host', get('http://evil.example/api/v1/status')],
  ['a very long path', get(`/api/v1/${'x'.repeat(12_000)}`)],
  ['a very long query', get(`/api/v1/events?text=${'x'.repeat(12_000)}`)],
  ['a query of a thousand names', get(`/api/v1/events?${'a=1&'.repeat(1000)}`)],
  ['a cookie that is too long', get('/api/v1/session', [`Cookie: mantinel=${'x'.repeat(12_000)}`])],
  [
    'a hundred cookies',
    get(
      '/api/v1/session',
      Array.from({ length: 100 }, () => 'Cookie: mantinel=x'),
    ),
  ],
  ['a token of nothing', get('/api/v1/session', ['Authorization: Bearer'])],
  ['a token beyond ASCII', get('/api/v1/session', ['Authorization: Bearer mnt_\xff\xfe'])],
  ['two hosts', get('/api/v1/status', ['Host: evil.example'])],
  ['a header that is folded', get('/api/v1/status', ['X-A: b\r\n c'])],
  ['a method that is none', 'FROB /api/v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  ['TRACE', 'TRACE /api/v1/status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'],
  [
    'two lengths',
    'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}x',
  ],
  [
    'a length and chunks',
    'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['a length below none', 'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
  ['HTTP/9', 'GET / HTTP/9.9\r\n\r\n'],
  ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00'],
])('%s: refused or answered, never a failure', async (_name, text) => {
  const answer = await raw(text);
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(answer) ?? [];
  if (answer !== '') expect(Number(status), answer.slice(0, 300)).toBeLessThan(500);
  expect(answer).not.toContain('root:');
  expect(await alive()).toBe(200);
});
