/** Events sent in by HTTP: by the official OpenTelemetry exporters, by forgers, twice, and with the database away. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { AppError, Config, paths, type SentEvents } from '@mantinel/contract';
import { type Event, formatEventId, type PlaceId, severity } from '@mantinel/domain';
import { everything, openLogbook } from '@mantinel/logbook';
import { OTLPLogExporter as JsonExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sendOtlp } from '../src/features/otlp-out/send-otlp.ts';
import { outgoing } from '../src/outgoing/outgoing.ts';
import { createLog } from '../src/own-log/log.ts';
import { type PlantApp, startPlantApp } from './support/start-plant-app.ts';
import { until } from './support/start-test-app.ts';

let app: PlantApp;
const tokens = new Map<PlaceId, string>();
beforeAll(async () => {
  app = await startPlantApp();
  for (const place of ['site:plant', 'site:away', 'machine:mill', 'line:milling'] as const)
    tokens.set(place, await tokenAt(place));
});
afterAll(() => app?.stop());

async function tokenAt(place: PlaceId): Promise<string> {
  const { cookie } = await app.person([{ role: 'technician', place }]);
  const answer = await app.fetch(paths.tokens, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'robot', permissions: ['event.ingest'], place }),
  });
  return ((await answer.json()) as { secret: string }).secret;
}

const send = (
  path: string,
  body: string | Buffer,
  { place = 'site:plant', ...headers }: { place?: PlaceId } & Record<string, string> = {},
) =>
  app.fetch(path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tokens.get(place)}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: body as never,
  });
const sendEvents = (events: unknown, headers?: { place?: PlaceId } & Record<string, string>) =>
  send(paths.events, JSON.stringify({ events }), headers);
const sendLogs = (logs: unknown, headers?: { place?: PlaceId } & Record<string, string>) =>
  send(paths.otlpLogs, JSON.stringify(logs), headers);
const logOf = (record: object, resource: Record<string, string> = {}) => ({
  resourceLogs: [
    {
      resource: {
        attributes: Object.entries(resource).map(([key, value]) => ({ key, value: { stringValue: value } })),
      },
      scopeLogs: [{ logRecords: [record] }],
    },
  ],
});

let since = 0;
beforeEach(() => {
  since = app.logbook.head.seq;
});
/** What was sent in since the test began. */
async function stored(): Promise<Event[]> {
  const page = await app.logbook.page({
    scope: everything,
    filter: { withoutKinds: ['audit'] },
    order: 'received',
    direction: 'older',
    limit: 500,
  });
  return page.events.filter(({ seq, attributes }) => seq > since && 'receivedBy' in attributes);
}

describe.each([
  ['JSON', JsonExporter],
  ['protobuf', ProtobufExporter],
] as const)('the official exporter speaking %s', (_form, Exporter) => {
  test('delivers its logs, compressed, of the machine that its resource names', async () => {
    const exporter = new Exporter({
      url: `${app.url}/v1/logs`,
      headers: { authorization: `Bearer ${tokens.get('site:plant')}` },
      compression: 'gzip' as never,
    });
    const provider = new LoggerProvider({
      resource: resourceFromAttributes({ 'service.name': 'robot-cell', 'mantinel.machine': 'mill' }),
      processors: [new BatchLogRecordProcessor({ exporter })],
    });
    const logger = provider.getLogger('cell');
    for (let number = 0; number < 300; number += 1)
      logger.emit({
        severityNumber: 13,
        body: `Gripper lost part ${number}`,
        eventName: 'robot.gripperLost',
        attributes: { number, load: 0.5, where: ['left', 'hand'] },
        timestamp: new Date(1_790_000_000_000 + number),
      });
    await provider.shutdown();
    const events = await stored();
    expect(events).toHaveLength(300);
    expect(events[299]).toMatchObject({
      site: 'plant',
      machine: 'mill',
      kind: 'log',
      severity: severity.warn,
      code: 'robot.gripperLost',
      message: 'Gripper lost part 299',
      timeUs: 1_790_000_000_299_000,
      quality: 'good',
      attributes: {
        number: 299,
        load: 0.5,
        where: ['left', 'hand'],
        'service.name': 'robot-cell',
        scope: 'cell',
        receivedBy: expect.stringMatching(/^otlp\/token\//),
      },
    });
  });
});

describe('what a sender may write for', () => {
  test.each([
    ['site:plant', { 'mantinel.machine': 'saw' }, { site: 'plant', machine: 'saw' }],
    ['site:plant', {}, { site: 'plant' }],
    ['machine:mill', {}, { site: 'plant', machine: 'mill' }],
    ['line:milling', { 'mantinel.machine': 'mill' }, { site: 'plant', machine: 'mill' }],
    ['site:away', {}, { site: 'away' }],
    [
      'site:away',
      { 'mantinel.site': 'away', 'mantinel.machine': 'lathe' },
      { site: 'away', machine: 'lathe' },
    ],
  ] as const)('of %s, saying %j', async (place, resource, address) => {
    const answer = await sendLogs(logOf({ body: { stringValue: 'x' } }, resource), { place });
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    const [event] = await stored();
    expect({ site: event!.site, ...(event!.machine && { machine: event!.machine }) }).toEqual(address);
  });

  test.each([
    ['machine:mill', { 'mantinel.machine': 'saw' }, 'machine saw is not known'],
    ['site:away', { 'mantinel.machine': 'mill' }, 'machine mill is not known'],
    ['site:plant', { 'mantinel.machine': 'no such' }, 'machine no such is not known'],
    ['site:plant', { 'mantinel.site': 'away' }, 'site away is not known'],
    ['site:plant', { 'mantinel.site': 'away', 'mantinel.machine': 'mill' }, 'site away is not known'],
    ['line:milling', {}, 'neither mantinel.machine nor mantinel.site'],
  ] as const)('not of %s, saying %j', async (place, resource, reason) => {
    const logs = logOf({ body: { stringValue: 'x' } }, resource);
    const answer = await sendLogs(logs, { place });
    const { partialSuccess } = (await answer.json()) as {
      partialSuccess: { rejectedLogRecords: string; errorMessage: string };
    };
    expect([answer.status, partialSuccess.rejectedLogRecords]).toEqual([200, '1']);
    expect(partialSuccess.errorMessage).toContain(reason);
    expect(await stored()).toEqual([]);
  });

  test('who sent it cannot be forged', async () => {
    const attributes = [{ key: 'receivedBy', value: { stringValue: 'otlp/token/another' } }];
    await sendLogs(logOf({ attributes }));
    await sendEvents([{ code: 'robot.on', attributes: { receivedBy: 'events/token/another' } }]);
    for (const event of await stored()) expect(event.attributes.receivedBy).not.toContain('another');
  });

  test('a viewer and a stranger send nothing', async () => {
    const viewer = await app.person([{ role: 'viewer', place: 'site:plant' }]);
    const of = (headers: Record<string, string>) =>
      app.fetch(paths.otlpLogs, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(logOf({})),
      });
    const denied = await of({ cookie: viewer.cookie });
    expect([denied.status, await denied.json()]).toMatchObject([403, { code: 7 }]);
    expect((await of({})).status).toBe(401);
    expect(await stored()).toEqual([]);
  });
});

describe('what is no OTLP', () => {
  const deep = `{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":${'{"arrayValue":{"values":['.repeat(20_000)}${']}}'.repeat(20_000)}}]}]}]}`;
  test.each([
    ['JSON that is none', '{"resourceLogs":', {}, 400],
    ['JSON that is no UTF-8', Buffer.from('{"resourceLogs":"\xff"}', 'latin1'), {}, 400],
    [
      'protobuf that is cut off',
      Buffer.from([0x0a, 0x7f, 0x01]),
      { 'content-type': 'application/x-protobuf' },
      400,
    ],
    ['gzip that is none', 'plain', { 'content-encoding': 'gzip' }, 400],
    [
      'gzip that is cut off',
      gzipSync('{"resourceLogs":[]}').subarray(0, 20),
      { 'content-encoding': 'gzip' },
      400,
    ],
    ['an encoding that is not spoken', '{}', { 'content-encoding': 'br' }, 400],
    ['a type that is not spoken', '<logs/>', { 'content-type': 'image/png' }, 400],
    ['a bomb', gzipSync(Buffer.alloc(40 << 20, 0x20)), { 'content-encoding': 'gzip' }, 413],
    ['an oversized body', `"${'x'.repeat(17 << 20)}"`, {}, 413],
    ['absurd nesting', deep, {}, 200],
  ] as const)('%s is answered clearly', async (_what, body, headers, status) => {
    const answer = await send(paths.otlpLogs, body, headers);
    expect(answer.status).toBe(status);
    if (!('content-type' in headers))
      expect(answer.headers.get('content-type')).toContain('application/json');
    const text = await answer.text();
    if (status !== 200 && !('content-type' in headers))
      expect(JSON.parse(text)).toEqual({
        code: expect.any(Number),
        message: expect.any(String),
        details: [expect.objectContaining({ domain: 'mantinel' })],
      });
    expect(await stored()).toEqual([]);
  });

  test('a refusal of protobuf is a Status in protobuf', async () => {
    const answer = await send(paths.otlpLogs, Buffer.from([0xff]), {
      'content-type': 'application/x-protobuf',
    });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'application/x-protobuf']);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0x08, 3, 0x12]);
  });

  test('an empty request is a request', async () => {
    const answer = await send(paths.otlpLogs, Buffer.alloc(0), { 'content-type': 'application/x-protobuf' });
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 0]);
  });
});

describe('events as they are', () => {
  const gripper = {
    machine: 'mill',
    code: 'robot.gripperLost',
    message: 'Gripper lost its part',
    severity: 13,
  };

  test('are stored in their order, all or none', async () => {
    const answer = await sendEvents([
      gripper,
      { ...gripper, kind: 'state', timeUs: 7, attributes: { value: 'OPEN' } },
    ]);
    const sent = (await answer.json()) as SentEvents;
    const events = await stored();
    expect(sent).toEqual({ count: 2, first: formatEventId(events[0]!), last: formatEventId(events[1]!) });
    expect(events).toMatchObject([
      { kind: 'log', severity: 13, machine: 'mill', site: 'plant' },
      { kind: 'state', timeUs: 7, attributes: { value: 'OPEN' } },
    ]);
    const mixed = await sendEvents([gripper, { ...gripper, machine: 'lathe' }]);
    expect([mixed.status, await mixed.json()]).toMatchObject([404, { code: 'machine.notFound' }]);
    expect(await stored()).toHaveLength(2);
  });

  test.each([
    ['no events', []],
    ['an audit event', [{ ...gripper, kind: 'audit' }]],
    ['a code with markup', [{ ...gripper, code: '<b>' }]],
    ['a severity beyond', [{ ...gripper, severity: 25 }]],
    ['a field that is not known', [{ ...gripper, node: 'forged' }]],
    [
      'attributes too deep',
      [{ ...gripper, attributes: { a: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) } }],
    ],
  ])('%s is refused', async (_what, events) => {
    const answer = await sendEvents(events);
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'request.invalid' }]);
  });

  test.each([
    [
      'very deep',
      `{"events":[{"code":"a","attributes":{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}}]}`,
    ],
    ['a number beyond all', '{"events":[{"code":"a","attributes":{"a":1e999}}]}'],
    ['an ancestor', '{"events":[{"code":"a","attributes":{"__proto__":{"x":1}}}]}'],
  ])('%s is refused', async (_what, body) => {
    const answer = await send(paths.events, body);
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'request.invalid' }]);
  });

  test('of one key are stored once, answered alike, and another body is refused', async () => {
    const key = { 'idempotency-key': 'robot-0001' };
    const answers = await Promise.all([sendEvents([gripper], key), sendEvents([gripper], key)]);
    const said = await Promise.all(answers.map((answer) => answer.json()));
    expect(said[1]).toEqual(said[0]);
    expect(await (await sendEvents([gripper], key)).json()).toEqual(said[0]);
    const other = await sendEvents([{ ...gripper, message: 'another' }], key);
    expect([other.status, await other.json()]).toMatchObject([422, { code: 'idempotency.reused' }]);
    expect(await stored()).toHaveLength(1);
    // Another token's keys are its own.
    const foreign = await sendEvents([{ ...gripper, message: 'mine' }], { ...key, place: 'machine:mill' });
    expect(foreign.status).toBe(200);
    expect(await stored()).toHaveLength(2);
  });
});

test('what another Mantinel sends out, compressed, is taken in as it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mantinel-edge-'));
  const nowUs = () => Date.now() * 1000;
  const edge = await openLogbook({
    ...{ directory: folder, node: 'edge', site: 'plant', nowUs, random: Math.random },
    ...{ segmentBytes: 1 << 20, reserveBytes: 1 << 16 },
    onProblem: (problem) => {
      throw problem;
    },
  });
  const sender = sendOtlp({
    to: Config.parse({
      otlpOut: {
        url: app.url,
        headers: { authorization: `Bearer ${tokens.get('site:plant')}` },
      },
    }).otlpOut!,
    logbook: edge,
    outgoing: outgoing({
      privateNetworks: ['127.0.0.0/8'],
      // Nothing of the product's may go to this computer; here it is where the receiver stands.
      judge: () => ({ kind: 'private', reason: 'a test' }),
    }),
    nowUs,
    log: createLog({ write: () => undefined, record: () => undefined, nowUs }),
  });
  try {
    await until(async () => (await edge.cursor('otlp-out', { mode: 'best-effort' })).position.seq === 0);
    const timeUs = nowUs();
    await edge.append({
      events: Array.from({ length: 300 }, (_, number) => ({
        ...{ timeUs: timeUs + number, receivedUs: timeUs, site: 'plant', machine: 'mill', kind: 'condition' },
        ...{ severity: severity.warn, code: 'fanuc.EX1042', message: `COOLANT LEVEL LOW ${number} ž` },
        ...{ attributes: { level: 'warning', nativeCode: '1042' }, quality: 'good' },
      })),
    });
    await until(async () => (await stored()).length === 300);
    expect((await stored())[299]).toMatchObject({
      ...{ machine: 'mill', severity: severity.warn, code: 'fanuc.EX1042', timeUs: timeUs + 299 },
      message: 'COOLANT LEVEL LOW 299 ž',
    });
    // Counted when the answer is there.
    await until(() => sender.figures().sent === 300);
    expect(sender.figures().refused).toBe(0);
  } finally {
    await sender.stop();
    await edge.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test('with the database away a sender that was known goes on, also with keys; a stranger waits', async () => {
  const { store } = app;
  const [{ find }, { list }] = [store.apiTokens, store.places];
  const away = () =>
    Promise.reject(new AppError('store.unavailable', { data: { reason: 'the cable is out' } }));
  const stranger = await tokenAt('site:plant');
  await sendEvents([{ code: 'robot.on' }]);
  Object.assign(store.apiTokens, { find: away });
  Object.assign(store.places, { list: away });
  try {
    app.advance(3000);
    const key = { 'idempotency-key': 'robot-away' };
    const first = await sendEvents([{ code: 'robot.on', machine: 'mill' }], key);
    expect(await (await sendEvents([{ code: 'robot.on', machine: 'mill' }], key)).json()).toEqual(
      await first.json(),
    );
    expect((await sendLogs(logOf({ body: { stringValue: 'x' } }))).status).toBe(200);
    expect((await sendEvents([{ code: 'robot.on' }], { authorization: `Bearer ${stranger}` })).status).toBe(
      503,
    );
  } finally {
    Object.assign(store.apiTokens, { find });
    Object.assign(store.places, { list });
  }
  expect(await stored()).toHaveLength(3);
});

test('a disk that is full is told to an exporter such that it sends again', async () => {
  const { append } = app.logbook;
  Object.assign(app.logbook, {
    append: () => Promise.reject(new AppError('logbook.full', { data: { directory: '/data' } })),
  });
  try {
    const answer = await sendLogs(logOf({ body: { stringValue: 'x' } }));
    expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toMatchObject([
      503,
      '5',
      { code: 14 },
    ]);
    expect((await sendEvents([{ code: 'robot.on' }])).status).toBe(507);
  } finally {
    Object.assign(app.logbook, { append });
  }
});
