/** One suite for every connector: what `Connector` promises, on a real source. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Connector, ConnectorEnvironment, Observation, ObservationBatch } from '../src/connector.ts';
import { systemEnvironment } from '../src/environment.ts';

/** A source that a test can play with. What is told before anybody observes is heard by whoever observes next. */
export interface ConnectorHarness {
  readonly connector: Connector;
  /** The source says that a sample has this value, a second later than the one before. */
  tell(value: number): void | Promise<void>;
  /** The same with a time one hour before. */
  tellBackward(value: number): void | Promise<void>;
  /** The source sends what cannot be understood. */
  tellNonsense(): void | Promise<void>;
  /** Breaks the connection off; absent where there is none to break. */
  breakOff?(): void | Promise<void>;
  /** Makes the source lose what nobody heard, so that it must become a gap; absent where a source loses nothing. */
  forget?(): void | Promise<void>;
  /** Stops answering without breaking off; absent where a source cannot. */
  hang?(): void | Promise<void>;
  /** Connections, requests or files held open at the source. */
  open(): number | Promise<number>;
  /** Closes the source. */
  close(): Promise<void>;
}

/** A harness takes its environment, so that no test waits out a reconnect's pause. */
export type OpenHarness = (environment: ConnectorEnvironment) => Promise<ConnectorHarness>;

/** Pauses of a second and more pass in 20 ms, all others as they are; nothing is left to chance. */
export function impatientEnvironment(): ConnectorEnvironment & { readonly pauses: number[] } {
  const { nowUs, sleep } = systemEnvironment();
  const pauses: number[] = [];
  return {
    nowUs,
    random: () => 0,
    pauses,
    sleep: (ms, signal) => {
      if (ms >= 1000) pauses.push(ms);
      return sleep(ms >= 1000 && ms <= 30_000 ? 20 : ms, signal);
    },
  };
}

export function describeConnector(name: string, openHarness: OpenHarness): void {
  describe(`${name} keeps the promises of a connector`, () => {
    let harness: ConnectorHarness | undefined;
    let stop = new AbortController();
    let running: Promise<void> = Promise.resolve();

    const begin = async () => {
      harness = await openHarness(impatientEnvironment());
      return harness;
    };

    const observe = (from?: string) => {
      stop = new AbortController();
      const { signal } = stop;
      const batches: ObservationBatch[] = [];
      const observed = harness!.connector.observe(from, signal);
      running = (async () => {
        for await (const batch of observed) batches.push(batch);
      })();
      const heard = () => batches.flatMap(({ observations }) => observations);
      const values = () =>
        heard().flatMap((seen) => (seen.kind === 'sample' && !seen.resync ? [seen.value] : []));
      const until = (done: (all: Observation[]) => boolean) =>
        expect.poll(() => done(heard()), { timeout: 25_000, interval: 10 }).toBe(true);
      return { batches, heard, values, until };
    };

    const finish = async () => {
      stop.abort();
      await running;
    };

    afterEach(async () => {
      await finish();
      await harness?.close();
      harness = undefined;
    });

    test('says that it is connected, then what the source says, in its order, each batch with a cursor', async () => {
      const source = await begin();
      await source.tell(1);
      const { until, values, heard, batches } = observe();
      await until(() => values().includes(1));
      if (source.breakOff) for (const value of [2, 3, 4]) await source.tell(value);
      const last = source.breakOff ? 4 : 1;
      await until(() => values().includes(last));
      expect(values()).toEqual(Array.from({ length: last }, (_, i) => i + 1));
      expect(heard()[0]).toMatchObject({ kind: 'connection', state: 'connected' });
      for (const { observations, cursor } of batches) {
        expect(observations.length).toBeGreaterThan(0);
        expect(typeof cursor).toBe('string');
      }
    });

    test('goes on from a cursor without saying anything twice', async () => {
      const source = await begin();
      await source.tell(1);
      const first = observe();
      await first.until(() => first.values().includes(1));
      const { cursor } = first.batches.at(-1)!;
      await finish();
      await source.tell(2);
      const second = observe(cursor);
      await second.until(() => second.values().includes(2));
      expect(second.values()).toEqual([2]);
    });

    test('a cursor of another connector is no reason to fail', async () => {
      const source = await begin();
      await source.tell(1);
      const { until, values } = observe('{"of":"another"}');
      await until(() => values().includes(1));
    });

    test('keeps a time that goes backwards, in the order sent', async () => {
      const source = await begin();
      await source.tell(1);
      const tellOn = async () => {
        await source.tellBackward(2);
        await source.tell(3);
      };
      if (!source.breakOff) await tellOn(); // a recording is whole before it is heard
      const { until, values, heard } = observe();
      await until(() => values().includes(1));
      if (source.breakOff) await tellOn();
      await until(() => values().includes(3));
      const times = heard().flatMap((seen) => (seen.kind === 'sample' ? [seen.timeUs] : []));
      expect(times[1]).toBeLessThan(times[0]!);
      expect(values()).toEqual([1, 2, 3]);
    });

    test('tells what it cannot understand, as it came, and goes on', async () => {
      const source = await begin();
      await source.tell(1);
      if (!source.breakOff) await source.tellNonsense(); // a recording is whole before it is heard
      const { until, values } = observe();
      await until(() => values().includes(1));
      if (source.breakOff) {
        await source.tellNonsense();
        await source.tell(2);
        await until(() => values().includes(2));
      }
      await until((all) =>
        all.some((seen) => seen.kind === 'malformed' && seen.raw !== '' && seen.rawBytes > 0),
      );
    });

    test('connects again by itself, saying so, and hears what comes then', async ({ skip }) => {
      const source = await begin();
      if (!source.breakOff) return skip('this source has no connection');
      await source.tell(1);
      const { until, values, heard } = observe();
      await until(() => values().includes(1));
      await source.breakOff();
      await until((all) => all.some((seen) => seen.kind === 'connection' && seen.state === 'lost'));
      await until((all) => all.filter((seen) => seen.kind === 'connection').length >= 3);
      await source.tell(2);
      await until(() => values().includes(2));
      expect(values()).toEqual([1, 2]);
      const states = heard().flatMap((seen) => (seen.kind === 'connection' ? [seen.state] : []));
      expect(states).toEqual(['connected', 'lost', 'connected']);
    });

    test('what the source lost becomes a gap with its span', async ({ skip }) => {
      const source = await begin();
      if (!source.forget) return skip('this source loses nothing');
      await source.tell(1);
      const { until, values, heard } = observe();
      await until(() => values().includes(1));
      await source.forget();
      await until((all) => all.some(({ kind }) => kind === 'gap'));
      await source.tell(2);
      await until(() => values().includes(2));
      for (const seen of heard())
        if (seen.kind === 'gap') expect(seen.toUs).toBeGreaterThanOrEqual(seen.fromUs);
    });

    test('finds out that the source hangs', async ({ skip }) => {
      const source = await begin();
      if (!source.hang) return skip('this source cannot hang');
      await source.tell(1);
      const { until, values } = observe();
      await until(() => values().includes(1));
      await source.hang();
      await until((all) => all.some((seen) => seen.kind === 'connection' && seen.state === 'lost'));
    });

    test.each(['at once', 'while connected', 'by the one who reads'] as const)(
      'stops promptly when aborted %s, and leaves nothing behind',
      async (when) => {
        const source = await begin();
        await source.tell(1);
        const idle = await source.open();
        let began = performance.now();
        if (when === 'by the one who reads') {
          for await (const batch of source.connector.observe(undefined, new AbortController().signal)) {
            if (batch.observations.some(({ kind }) => kind === 'sample')) {
              began = performance.now();
              break;
            }
          }
        } else {
          const { until, values } = observe();
          if (when === 'while connected') await until(() => values().includes(1));
          began = performance.now();
          await finish();
        }
        expect(performance.now() - began).toBeLessThan(1000);
        await expect.poll(() => source.open(), { timeout: 6000 }).toBe(idle);
      },
    );

    test('thirty connections leave no timer and no listener', async ({ skip }) => {
      const source = await begin();
      if (!source.breakOff) return skip('this source has no connection');
      const outer = new AbortController();
      let listeners = 0;
      const { signal } = outer;
      const add = signal.addEventListener.bind(signal);
      const remove = signal.removeEventListener.bind(signal);
      signal.addEventListener = (...told: Parameters<typeof add>) => {
        listeners += 1;
        add(...told);
      };
      signal.removeEventListener = (...told: Parameters<typeof remove>) => {
        listeners -= 1;
        remove(...told);
      };
      const timersBefore = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
      let connections = 0;
      for await (const { observations } of source.connector.observe(undefined, signal)) {
        if (!observations.some((seen) => seen.kind === 'connection' && seen.state === 'connected')) continue;
        connections += 1;
        if (connections === 30) outer.abort();
        else await source.breakOff();
      }
      expect(connections).toBe(30);
      expect(listeners).toBeLessThanOrEqual(0);
      await expect
        .poll(() => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length)
        .toBeLessThanOrEqual(timersBefore + 2); // the test runner's own
    });
  });
}
