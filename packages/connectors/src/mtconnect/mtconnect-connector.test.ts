import { afterEach, describe, expect, test } from 'vitest';
import {
  type AgentEntry,
  type AgentStandIn,
  type AgentStandInOptions,
  openAgentStandIn,
} from '../../test/agent-stand-in.ts';
import { describeConnector, impatientEnvironment } from '../../test/conformance.ts';
import type { Observation, ObservationBatch } from '../connector.ts';
import { systemEnvironment } from '../environment.ts';
import { mtconnectConnector } from './mtconnect-connector.ts';

const loads = (from: number, to: number): AgentEntry[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({
    dataItemId: 'load',
    element: 'Load',
    group: 'Samples',
    timestamp: new Date(1_700_000_000_000 + from + i).toISOString(),
    text: String(from + i),
  }));

describeConnector('mtconnect', async (environment) => {
  const source = await openAgentStandIn({ bufferSize: 50 });
  const entry = (value: number, second: number): AgentEntry => ({
    ...loads(value, value)[0]!,
    timestamp: new Date(1_700_000_000_000 + second * 1000).toISOString(),
  });
  const connector = mtconnectConnector(
    {
      url: source.url,
      mode: 'stream',
      intervalMs: 10,
      timeZone: 'UTC',
      heartbeatMs: 100,
      requestTimeoutMs: 300,
    },
    environment,
  );
  return {
    connector,
    tell: (value) => source.say([entry(value, value)]),
    tellBackward: (value) => source.say([entry(value, value - 3600)]),
    tellNonsense: () => source.spoil('invalidXml'),
    // Twice refused: a stream that breaks off and goes on at once is no loss.
    breakOff: () => source.refuse(2),
    forget: () => source.restart(),
    hang: () => source.hang(true),
    open: () => source.open(),
    close: () => source.close(),
  };
});

let agent: AgentStandIn | undefined;
let stop: AbortController | undefined;
let running: Promise<void> | undefined;
afterEach(async () => {
  stop?.abort();
  await running;
  await agent?.close();
});

async function listen(
  options: AgentStandInOptions & { mode?: 'stream' | 'poll'; from?: string; before?: AgentEntry[] } = {},
) {
  agent = await openAgentStandIn(options);
  agent.say(options.before ?? []);
  return attach(options);
}

function attach({ mode = 'stream', from }: { mode?: 'stream' | 'poll'; from?: string | undefined }) {
  stop = new AbortController();
  const { signal } = stop;
  const connector = mtconnectConnector(
    { url: agent!.url, mode, intervalMs: 10, timeZone: 'UTC', heartbeatMs: 100, requestTimeoutMs: 300 },
    impatientEnvironment(),
  );
  const batches: ObservationBatch[] = [];
  running = (async () => {
    for await (const batch of connector.observe(from, signal)) batches.push(batch);
  })();
  const heard = () => batches.flatMap(({ observations }) => observations);
  const values = () =>
    heard().flatMap((seen) => (seen.kind === 'sample' && !seen.resync ? [seen.value] : []));
  const until = async (done: (all: Observation[]) => boolean) =>
    expect.poll(() => done(heard()), { timeout: 8000, interval: 10 }).toBe(true);
  return { connector, batches, heard, values, until };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const reasons = (all: Observation[]) => all.flatMap((seen) => (seen.kind === 'gap' ? [seen.reason] : []));

describe.each(['stream', 'poll'] as const)('%s', (mode) => {
  test('begins with what is current and goes on without a break or a repetition', async () => {
    const { until, values, batches } = await listen({ mode, bufferSize: 5000, before: loads(1, 5) });
    await until(() => values().length === 1);
    agent!.say(loads(6, 8));
    agent!.say(loads(9, 2000));
    await until(() => values().includes(2000));
    expect(values()).toEqual(range(5, 2000));
    expect(JSON.parse(batches.at(-1)!.cursor!)).toMatchObject({
      instanceId: '1700000000',
      nextSequence: 2001,
    });
  });

  test('goes on from a cursor: nothing twice, nothing missing', async () => {
    const first = await listen({ mode, bufferSize: 5000, before: loads(1, 1) });
    await first.until(() => first.values().length === 1);
    agent!.say(loads(2, 50));
    await first.until(() => first.values().includes(50));
    stop!.abort();
    await running;
    agent!.say(loads(51, 90));
    const second = attach({ mode, from: first.batches.at(-1)!.cursor });
    await second.until(() => second.values().includes(90));
    expect([...first.values(), ...second.values()]).toEqual(range(1, 90));
    expect(reasons(second.heard())).toEqual([]);
  });

  test.each([200, 400, 404, 'bare404'] as const)(
    'a buffer that wrapped is a gap with its sequences (%s)',
    async (outOfRange) => {
      const first = await listen({ mode, bufferSize: 20, outOfRange, before: loads(1, 10) });
      await first.until(() => first.values().length === 1);
      stop!.abort();
      await running;
      agent!.say(loads(11, 60));
      const second = attach({ mode, from: first.batches.at(-1)!.cursor });
      await second.until(() => second.values().includes(60));
      expect(second.values()).toEqual(range(41, 60));
      expect(second.heard().filter(({ kind }) => kind === 'gap')).toMatchObject([
        { reason: 'bufferOverrun', detail: expect.stringContaining('11 to 40 (30)') },
      ]);
    },
  );

  test('an agent that restarted is a gap; what the new one has said since is read whole', async () => {
    const { until, values, heard } = await listen({ mode, before: loads(1, 3) });
    await until(() => values().includes(3));
    agent!.restart();
    agent!.say(loads(100, 120));
    await until(() => values().includes(120));
    expect(values()).toEqual([3, ...range(100, 120)]);
    expect(reasons(heard())).toEqual(['agentRestarted']);
  });

  test('a restarted agent whose buffer has wrapped since begins with what is current, as repeated', async () => {
    const { until, heard, values } = await listen({ mode, bufferSize: 10, before: loads(1, 3) });
    await until(() => values().includes(3));
    agent!.hang(true);
    agent!.restart();
    agent!.say(loads(100, 120));
    agent!.hang(false);
    agent!.drop();
    await until((all) => all.some((seen) => seen.kind === 'sample' && seen.value === 120));
    expect(reasons(heard())).toEqual(['agentRestarted']);
    expect(values()).toEqual([3]);
    agent!.say(loads(121, 122));
    await until(() => values().includes(122));
    expect(values()).toEqual([3, 121, 122]);
  });

  test('invalid XML and cut answers are told and asked for again, nothing twice', async () => {
    const { until, values, heard } = await listen({ mode, before: loads(1, 1) });
    await until(() => values().includes(1));
    agent!.spoil('invalidXml');
    agent!.say(loads(2, 4));
    await until(() => values().includes(4));
    agent!.spoil('cut');
    agent!.say(loads(5, 9));
    await until(() => values().includes(9));
    expect(values()).toEqual(range(1, 9));
    expect(heard().some(({ kind }) => kind === 'malformed')).toBe(true);
    expect(reasons(heard())).toEqual([]);
  });

  test('an agent that hangs is found out, and heard again when it answers', async () => {
    const { until, values } = await listen({ mode, before: loads(1, 1) });
    await until(() => values().includes(1));
    agent!.hang(true);
    await until((all) =>
      all.some(
        (seen) =>
          seen.kind === 'connection' && seen.state === 'lost' && seen.problem!.includes('not answered'),
      ),
    );
    agent!.say(loads(2, 5));
    agent!.hang(false);
    await until(() => values().includes(5));
    expect(values()).toEqual(range(1, 5));
  });

  test('a document that stays unreadable is left behind with a gap', async () => {
    const { until, values, heard } = await listen({ mode, before: loads(1, 1) });
    await until(() => values().includes(1));
    for (let i = 0; i < 3; i += 1) agent!.spoil('invalidXml');
    agent!.say(loads(2, 4));
    await until((all) => reasons(all).includes('truncated'));
    agent!.say(loads(5, 6));
    await until(() => values().includes(6));
    expect(values()).toEqual([1, 5, 6]);
    expect(heard().filter(({ kind }) => kind === 'malformed').length).toBe(3);
  });
});

test('a wrong Content-length is told and costs nothing', async () => {
  const { until, values, heard } = await listen({ before: loads(1, 1) });
  await until(() => values().includes(1));
  agent!.spoil('wrongLength');
  agent!.say(loads(2, 4));
  await until(() => heard().some(({ kind }) => kind === 'malformed'));
  await until(() => values().includes(4));
  expect(values()).toEqual(range(1, 4));
});

test('an observation that an agent tells twice is heard once', async () => {
  const { until, values } = await listen({ before: loads(1, 2) });
  await until(() => values().includes(2));
  agent!.spoil('repeated');
  agent!.say(loads(3, 4));
  await until(() => values().includes(4));
  expect(values()).toEqual([2, 3, 4]);
});

test('an agent that does not stream is polled', async () => {
  const { until, values } = await listen({ streams: false, before: loads(1, 2) });
  await until(() => values().includes(2));
  agent!.say(loads(3, 30));
  await until(() => values().includes(30));
  expect(values()).toEqual(range(2, 30));
});

test('documents of changed assets are fetched; an agent without them is asked once', async () => {
  const changed = (id: string): AgentEntry => ({
    dataItemId: 'chg',
    element: 'AssetChanged',
    group: 'Events',
    timestamp: '2024-01-01T00:00:00Z',
    attributes: { assetType: 'CuttingTool' },
    text: id,
  });
  const assets = new Map([['T 1', '<MTConnectAssets/>']]);
  const withAssets = await listen({ assets, before: [changed('-')] });
  await withAssets.until((all) => all.some(({ kind }) => kind === 'state'));
  agent!.say([changed('T 1')]);
  await withAssets.until((all) => all.some(({ kind }) => kind === 'asset'));
  expect(withAssets.heard().find(({ kind }) => kind === 'asset')).toMatchObject({
    action: 'changed',
    assetId: 'T 1',
    assetType: 'CuttingTool',
    document: '<MTConnectAssets/>',
  });
  stop!.abort();
  await running;
  await agent!.close();
  const without = await listen({ before: [changed('A')] });
  await without.until((all) => all.some(({ kind }) => kind === 'state'));
  agent!.say([changed('B')]);
  agent!.say([changed('C')]);
  await without.until((all) => all.filter((seen) => seen.kind === 'state').length === 3);
  await expect.poll(() => without.heard().filter(({ kind }) => kind === 'notice').length).toBe(1);
  expect(agent!.asked.filter((path) => path.startsWith('/asset')).length).toBe(1);
});

test('describe names what the probe holds, and says why it cannot', async () => {
  const { connector } = await listen();
  const model = await connector.describe(new AbortController().signal);
  expect(model).toMatchObject({ name: 'Mill', uuid: 'stand-in' });
  expect(model?.items.map(({ id }) => id)).toEqual(['avail', 'exec', 'load', 'system']);
  const nobody = mtconnectConnector(
    { url: 'http://127.0.0.1:1', mode: 'poll', intervalMs: 10, timeZone: 'UTC' },
    systemEnvironment(),
  );
  await expect(nobody.describe(new AbortController().signal)).rejects.toMatchObject({
    code: 'source.unreachable',
  });
});

test('stopping ends the stream at once and leaves nothing open', async () => {
  const { until, values } = await listen({ before: loads(1, 1) });
  await until(() => values().includes(1));
  const began = performance.now();
  stop!.abort();
  await running;
  expect(performance.now() - began).toBeLessThan(500);
  await expect.poll(() => agent!.open()).toBe(0);
});
