import { afterEach, describe, expect, test } from 'vitest';
import { type AdapterStandIn, openAdapterStandIn } from '../../test/adapter-stand-in.ts';
import { describeConnector, impatientEnvironment } from '../../test/conformance.ts';
import type { Observation, ObservationBatch } from '../connector.ts';
import { shdrConnector } from './shdr-connector.ts';

const second = (n: number) => new Date(1_700_000_000_000 + n * 1000).toISOString();

describeConnector('shdr', async (environment) => {
  const adapter = await openAdapterStandIn();
  adapter.pong(50);
  const connector = shdrConnector(
    { host: '127.0.0.1', port: adapter.port, heartbeatMs: 50, timeZone: 'UTC' },
    environment,
  );
  return {
    connector,
    tell: (value) => adapter.send(`${second(value)}|Xload|${value}\n`),
    tellBackward: (value) => adapter.send(`${second(value - 3600)}|Xload|${value}\r\n`),
    tellNonsense: () => adapter.send('this is no observation\n'),
    breakOff: () => adapter.drop(),
    forget: () => adapter.drop(),
    hang: () => adapter.pong(undefined),
    open: () => adapter.open(),
    close: () => adapter.close(),
  };
});

describe('shdr', () => {
  let adapter: AdapterStandIn;
  let stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  afterEach(async () => {
    stop.abort();
    await running;
    await adapter.close();
  });

  const listen = async (options: { silenceMs?: number; from?: string; prepare?: () => void } = {}) => {
    adapter = await openAdapterStandIn();
    options.prepare?.();
    stop = new AbortController();
    const environment = impatientEnvironment();
    const connector = shdrConnector(
      { host: '127.0.0.1', port: adapter.port, heartbeatMs: 40, timeZone: 'Europe/Bratislava', ...options },
      environment,
    );
    const batches: ObservationBatch[] = [];
    running = (async () => {
      for await (const batch of connector.observe(options.from, stop.signal)) batches.push(batch);
    })();
    const heard = () => batches.flatMap(({ observations }) => observations);
    const until = (done: (all: Observation[]) => boolean) =>
      expect.poll(() => done(heard()), { timeout: 8000, interval: 10 }).toBe(true);
    return { batches, heard, until, environment };
  };

  test('what an adapter sends again after a reconnect is marked, what is new is not', async () => {
    const { until, heard } = await listen();
    await until((all) => all.length === 1);
    adapter.send(`${second(1)}|a|1|b|2|z|7\n${second(1)}|c|NORMAL||||\n${second(2)}|d|x\n`);
    await until((all) => all.length === 6);
    const resent = [
      `${second(1)}|a|1`, // an old time
      `${second(9)}|b|2`, // the same again
      `${second(9)}|c|NORMAL||||`,
      `${second(9)}|d|y`, // changed meanwhile
      `${second(9)}|a|1`, // comes a second time: the resend is over
      `${second(9)}|z|7`,
    ];
    adapter.onConnect(resent.map((line) => `${line}\n`).join(''));
    adapter.drop();
    await until((all) => all.length === 15);
    const again = heard().slice(6);
    expect(again.slice(0, 3).map(({ kind }) => kind)).toEqual(['connection', 'connection', 'gap']);
    expect(again.slice(3).map((seen) => 'resync' in seen && seen.resync)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test('a restart of this program is a gap too, and what is resent is marked', async () => {
    const from = JSON.stringify({ heardUs: 1_000_000, timeUs: 1_700_000_001_000_000 });
    const { until, heard } = await listen({ from });
    adapter.send(`${second(1)}|a|1|b|2\n${second(2)}|c|3\n`);
    await until((all) => all.length === 5);
    expect(heard()[1]).toMatchObject({ kind: 'gap', fromUs: 1_000_000, reason: 'disconnected' });
    expect(
      heard()
        .slice(2)
        .map((seen) => 'resync' in seen),
    ).toEqual([true, true, false]);
  });

  test('what an adapter said while nobody read, and what it gave up meanwhile, is one gap from then on', async () => {
    adapter = await openAdapterStandIn();
    stop = new AbortController();
    const environment = impatientEnvironment();
    let laterUs = 0;
    const nowUs = () => environment.nowUs() + laterUs;
    const options = { host: '127.0.0.1', port: adapter.port, heartbeatMs: 40_000, timeZone: 'UTC' };
    const source = shdrConnector(options, { ...environment, nowUs });
    const batches = source.observe(undefined, stop.signal)[Symbol.asyncIterator]();
    const next = async () => (await batches.next()).value!.observations;
    expect((await next())[0]).toMatchObject({ kind: 'connection', state: 'connected' });
    adapter.send(`${second(1)}|a|1\n`);
    expect(await next()).toMatchObject([{ value: 1 }]);
    // The disk is full: the batch is kept for an hour while the adapter says one thing more and then gives up.
    const keptUs = nowUs();
    adapter.send(`${second(2)}|a|2\n`);
    await environment.sleep(100, stop.signal);
    adapter.drop();
    await environment.sleep(100, stop.signal);
    laterUs = 3_600_000_000;
    const heard: Observation[] = [];
    while (!heard.some(({ kind }) => kind === 'gap')) heard.push(...(await next()));
    expect(heard).toMatchObject([
      { value: 2 },
      { kind: 'connection', state: 'lost' },
      { kind: 'connection', state: 'connected' },
      { kind: 'gap', reason: 'disconnected' },
    ]);
    const gap = heard.find((seen) => seen.kind === 'gap')!;
    expect(gap.fromUs).toBeLessThanOrEqual(keptUs);
    expect(gap.fromUs).toBeGreaterThan(keptUs - 5_000_000);
    expect(gap.toUs).toBeGreaterThan(keptUs + 3_600_000_000);
    stop.abort();
    await batches.return?.();
  });

  test('an adapter that is silent without a heartbeat is given the longer limit, and asked all the while', async () => {
    const { until } = await listen({ silenceMs: 200 });
    await until((all) => all.some((seen) => seen.kind === 'connection' && seen.state === 'lost'));
    expect(adapter.pings()).toBeGreaterThanOrEqual(3);
  });

  test('tells once that nobody listens, waits longer each time, and connects when somebody does', async () => {
    const { until, heard, environment } = await listen({ prepare: () => void adapter.leave() });
    await until((all) => all.some((seen) => seen.kind === 'connection' && seen.state === 'lost'));
    await expect
      .poll(() => environment.pauses.filter((ms) => ms < 30_000 && ms !== 10_000).length)
      .toBeGreaterThan(5);
    expect(heard()).toMatchObject([{ state: 'lost', problem: expect.stringContaining('ECONNREFUSED') }]);
    // random is 0: half of caps 2, 4, 8, 16, 30, 30 s.
    expect(environment.pauses.filter((ms) => ms !== 10_000).slice(0, 6)).toEqual([
      1000, 2000, 4000, 8000, 15_000, 15_000,
    ]);
    await adapter.listen();
    await until((all) => all.some((seen) => seen.kind === 'connection' && seen.state === 'connected'));
  });

  test('a line of 10 MB is one malformed observation with its length, and the stream goes on', async () => {
    const { until, heard } = await listen();
    adapter.send(`${second(1)}|a|1\n${second(2)}|b|`);
    const megabyte = Buffer.alloc(1 << 20, 'x');
    for (let i = 0; i < 10; i += 1) adapter.send(megabyte);
    adapter.send(`\n${second(3)}|a|2\n`);
    await until((all) => all.some((seen) => seen.kind === 'sample' && seen.value === 2));
    const malformed = heard().filter((seen) => seen.kind === 'malformed');
    expect(malformed.length).toBe(1);
    expect(malformed[0]!.rawBytes).toBe((10 << 20) + second(2).length + 4);
    expect(malformed[0]!.raw.length).toBe(4096);
  });

  test('bytes that are no UTF-8 are read as latin-1 and flagged; others on the same connection are not', async () => {
    const { until, heard } = await listen();
    adapter.send(Buffer.from(`${second(1)}|program|Größe\n`, 'latin1'));
    adapter.send(Buffer.from(`${second(2)}|program|Größe\n`, 'utf8'));
    await until((all) => all.length === 3);
    expect(heard().slice(1)).toMatchObject([{ value: 'Größe', latin1: true }, { value: 'Größe' }]);
    expect('latin1' in heard()[2]!).toBe(false);
  });

  test('a line and an asset cut off by the lost connection are told', async () => {
    const { until, heard } = await listen();
    adapter.send(`${second(1)}|@ASSET@|T1|CuttingTool|--multiline--A\n<CuttingTool>\n${'x'.repeat(10)}`);
    await until((all) => all.length === 1);
    await expect.poll(() => adapter.open()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    adapter.drop();
    await until((all) => all.filter(({ kind }) => kind === 'malformed').length === 2);
    expect(heard().flatMap((seen) => (seen.kind === 'malformed' ? [seen.problem] : []))).toEqual([
      'asset document without its end',
      'line cut off by the lost connection',
    ]);
  });
});
