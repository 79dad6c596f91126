/** A collector that is away, busy, or refuses; over a real socket and a real logbook. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { config } from '@mantinel/contract';
import { type NewEvent, type OtlpLogs, severity } from '@mantinel/domain';
import { type EventStore, openLogbook } from '@mantinel/logbook';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { outgoing } from '../../outgoing/outgoing.ts';
import type { Log } from '../../own-log/log.ts';
import { type OtlpSender, sendOtlp } from './send-otlp.ts';

const nowUs = () => Date.now() * 1000;
let folder: string;
let logbook: EventStore;
let server: Server;
let answers: { status: number; body?: string; headers?: Record<string, string> }[];
let requests: {
  packed: boolean;
  bytes: number;
  url: string;
  authorization: string | undefined;
  logs: OtlpLogs;
}[];
let lines: string[];
let sender: OtlpSender | undefined;

beforeEach(async () => {
  [answers, requests, lines, sender] = [[], [], [], undefined];
  folder = await mkdtemp(join(tmpdir(), 'mantinel-otlp-out-'));
  logbook = await openLogbook({
    directory: folder,
    node: 'node',
    site: 'plant',
    nowUs,
    random: Math.random,
    segmentBytes: 1 << 20,
    reserveBytes: 1 << 16,
    onProblem: () => undefined,
  });
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status, body = '{}', headers = {} } = answers.shift() ?? { status: 200 };
    const packed = request.headers['content-encoding'] === 'gzip';
    if (status === 200)
      requests.push({
        packed,
        bytes: Buffer.concat(chunks).length,
        url: request.url!,
        authorization: request.headers.authorization,
        logs: JSON.parse(
          (packed ? gunzipSync(Buffer.concat(chunks)) : Buffer.concat(chunks)).toString(),
        ) as OtlpLogs,
      });
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await sender?.stop();
  await logbook.close();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const begin = async (compression: 'gzip' | 'none' = 'gzip') => {
  const tell = (facts: { code: string }) => void lines.push(facts.code);
  const way = outgoing({
    privateNetworks: ['127.0.0.0/8'],
    // Nothing of the product's may go to this computer; here it is where the collector stands.
    judge: () => ({ kind: 'private', reason: 'a test' }),
  });
  const { port } = server.address() as AddressInfo;
  sender = sendOtlp({
    to: {
      url: `http://127.0.0.1:${port}/`,
      headers: { authorization: 'Bearer x' },
      level: 'technical',
      compression,
    },
    logbook,
    outgoing: way,
    nowUs,
    log: { info: tell, warn: tell, error: tell } as unknown as Log,
  });
  // Its place is taken when it first looks.
  await expect
    .poll(async () => (await logbook.cursor('otlp-out', { mode: 'best-effort' })).position.seq)
    .toBeGreaterThanOrEqual(0);
};
const event = (more: Partial<NewEvent>): NewEvent => ({
  timeUs: nowUs(),
  receivedUs: nowUs(),
  site: 'plant',
  machine: 'mill',
  kind: 'condition',
  severity: severity.warn,
  code: 'fanuc.EX1042',
  message: 'COOLANT LEVEL LOW',
  attributes: {},
  quality: 'good',
  ...more,
});
const sent = () =>
  requests.flatMap(({ logs }) =>
    logs.resourceLogs.flatMap(({ scopeLogs }) => scopeLogs.flatMap(({ logRecords }) => logRecords)),
  );
const names = () => sent().map(({ eventName }) => eventName);

test('sends what the level shows, never what people did, nor what came back', async () => {
  await begin();
  const back = { 'mantinel.id': 'node.1.1', receivedBy: 'otlp/token/x' };
  await logbook.append({
    events: [
      event({}),
      event({ severity: severity.debug, code: 'machine.load' }),
      event({ kind: 'audit', code: 'person.created' }),
      event({ code: 'came.back', attributes: back }),
      event({ code: 'fanuc.SV0401' }),
    ],
  });
  await expect.poll(names, { timeout: 5000 }).toEqual(['fanuc.EX1042', 'fanuc.SV0401']);
  expect(requests[0]).toMatchObject({ url: '/v1/logs', authorization: 'Bearer x' });
});

test('events go out compressed, a twentieth of their length, unless that is turned off', async () => {
  await begin();
  const many = Array.from({ length: 400 }, () => event({ code: 'a.packed' }));
  await logbook.append({ events: many });
  await expect.poll(() => names().length, { timeout: 5000 }).toBe(400);
  const { packed, bytes, logs } = requests[0]!;
  expect(packed).toBe(true);
  expect(bytes).toBeLessThan(JSON.stringify(logs).length / 20);
  await sender!.stop();
  await begin('none');
  await logbook.append({ events: [event({ code: 'a.plain' })] });
  await expect.poll(() => names().at(-1), { timeout: 5000 }).toBe('a.plain');
  expect(requests.at(-1)).toMatchObject({ packed: false });
});

test('a collector that is busy is asked again, one that refuses is not', async () => {
  await begin();
  answers = [
    { status: 503, headers: { 'retry-after': '1' } },
    { status: 200 },
    { status: 400 },
    { status: 200 },
  ];
  await logbook.append({ events: [event({ code: 'a.one' })] });
  await expect.poll(names, { timeout: 5000 }).toEqual(['a.one']);
  await logbook.append({ events: [event({ code: 'a.refused' })] });
  await expect.poll(() => sender!.figures().refused).toBe(1);
  await logbook.append({ events: [event({ code: 'a.two' })] });
  await expect.poll(names, { timeout: 5000 }).toEqual(['a.one', 'a.two']);
  expect(lines).toEqual(['otlpOut.waiting', 'otlpOut.sendingAgain', 'otlpOut.refused']);
});

test('what happened while it did not run is sent when it runs again', async () => {
  await begin();
  await logbook.append({ events: [event({ code: 'a.one' })] });
  await expect.poll(names, { timeout: 5000 }).toEqual(['a.one']);
  await expect
    .poll(async () => (await logbook.cursor('otlp-out', { mode: 'best-effort' })).position)
    .toEqual(logbook.head);
  await sender!.stop();
  await logbook.append({ events: [event({ code: 'a.two' })] });
  await begin();
  await expect.poll(names, { timeout: 5000 }).toEqual(['a.one', 'a.two']);
});

test('an address in the configuration is an address', () => {
  expect(config.Config.safeParse({ otlpOut: { url: 'file:///etc/passwd' } }).success).toBe(false);
});
