/** The whole program on an ephemeral port, with storage and machines that a test holds in its hands. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connector, Observation, ObservationBatch } from '@mantinel/connectors';
import { Config, type config as configuration } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import { stringify } from 'yaml';
import type { z } from 'zod';
import { type App, start } from '../../src/app.ts';
import { outgoing } from '../../src/outgoing/outgoing.ts';
import type { Parts } from '../../src/parts.ts';
import type { StartOptions } from '../../src/start-options.ts';
import { type MemoryEventStore, memoryEventStore } from './memory-event-store.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';

export interface TestApp extends App {
  readonly folder: string;
  readonly logbook: MemoryEventStore;
  readonly store: MemoryStore;
  readonly lines: string[];
  readonly machines: ReadonlyMap<string, TestMachine>;
  /** Moves the clock; real time goes on beside it. */
  advance(seconds: number): void;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Creates the owner by the one-time link; returns the session cookie. */
  signUp(): Promise<string>;
}

/** A machine that says what a test tells it to say. */
export interface TestMachine {
  readonly say: (observations: readonly Observation[], cursor?: string) => void;
  /** What the connector was asked to go on from, at each observation. */
  readonly asked: (string | undefined)[];
  breakNow(error: Error): void;
}

export interface TestOptions extends Partial<Omit<StartOptions, 'config'>> {
  readonly machines?: readonly string[];
  /** Writes the machines to a mantinel.yaml of the folder, and lets the program change it. */
  readonly keepsConfig?: boolean;
  readonly http?: z.input<typeof Config>['http'];
  /** As it stands in mantinel.yaml. */
  readonly signIn?: object;
  readonly mail?: object;
  readonly storeState?: 'starting' | 'ready' | 'unavailable';
  /** Real parts in the place of those in memory. */
  readonly parts?: Partial<Parts>;
  /** An earlier app's folder: its data are found again. */
  readonly folder?: string;
  readonly prepare?: (logbook: MemoryEventStore, store: MemoryStore) => void | Promise<void>;
}

export async function startTestApp(options: TestOptions = {}): Promise<TestApp> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'mantinel-server-')));
  const machines = new Map<string, TestMachine>();
  const lines: string[] = [];
  let offsetUs = 0;
  const clock = { nowUs: () => Date.now() * 1000 + offsetUs };
  const logbook = memoryEventStore();
  const store = memoryStore(clock.nowUs);
  store.setState(options.storeState ?? 'ready');
  await options.prepare?.(logbook, store);
  const config = Config.parse({
    data: join(folder, 'data'),
    backup: { folder: join(folder, 'backups') },
    http: { port: 0, ...options.http },
    ...(options.signIn && { signIn: options.signIn }),
    ...(options.mail && { mail: options.mail }),
    machines: (options.machines ?? []).map(machineOf),
  });
  const configFile = join(folder, 'mantinel.yaml');
  if (options.keepsConfig) {
    await mkdir(folder, { recursive: true });
    await writeFile(configFile, stringify({ machines: (options.machines ?? []).map(machineOf) }));
  }
  const parts: Parts = {
    openLogbook: async () => logbook,
    openStore: () => store,
    openSource: (machine) => {
      const { connector, machine: held } = testConnector();
      machines.set(machine.id, held);
      if (machine.id.startsWith(nobodyThere))
        held.say([{ kind: 'connection', state: 'lost', timeUs: 1, problem: 'nobody is there' }]);
      return {
        connector,
        open: async () => undefined,
        toEvents: (observations, receivedUs) => toEvents(machine, observations, receivedUs),
      };
    },
    outgoing: (config) => outgoing(config.outgoing),
    ownNames: () => ({ names: ['shop-pc.local', 'shop-pc'], addresses: ['192.168.7.20'] }),
    certificateCheckMs: 100,
    oidcClientSecret: async () => undefined,
    mailPassword: async () => 'mail-password',
    notifyEveryMs: 5000,
    clock,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    heartbeatMs: 15_000,
    tokenRequestsPerMinute: 1_000_000,
    checkReplies: true,
    ...options.parts,
  };
  const clean = async () => {
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  };
  const app = await start(
    {
      demo: false,
      webRoot: join(folder, 'web'),
      log: (line) => lines.push(line),
      ...(options.keepsConfig ? { configFile } : {}),
      ...options,
      config,
    },
    parts,
  ).catch(async (error: unknown) => {
    await clean();
    throw error;
  });
  return {
    ...app,
    folder,
    logbook,
    store,
    lines,
    machines,
    advance: (seconds) => {
      offsetUs += seconds * 1_000_000;
    },
    fetch: (path, init) => fetch(app.url + path, init),
    signUp: async () => {
      const answer = await fetch(`${app.url}/api/v1/owner`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          token: app.setupUrl!.split('#')[1],
          name: 'Olga',
          password: 'correct horse',
        }),
      });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.headers.getSetCookie()[0]!.split(';')[0]!;
    },
    stop: async () => {
      await app.stop();
      await clean();
    },
  };
}

/** A machine of such an id is never reached. */
const nobodyThere = 'nobody-';

const machineOf = (id: string) => ({ connector: 'shdr', id, host: '127.0.0.1' });

function testConnector(): { connector: Connector; machine: TestMachine } {
  const queue: (ObservationBatch | Error)[] = [];
  const asked: (string | undefined)[] = [];
  let wake: () => void = () => undefined;
  const push = (item: ObservationBatch | Error) => {
    queue.push(item);
    wake();
  };
  return {
    machine: {
      say: (observations, cursor) => push({ observations, cursor }),
      asked,
      breakNow: push,
    },
    connector: {
      async *observe(from, signal) {
        asked.push(from);
        signal.addEventListener('abort', () => wake());
        while (!signal.aborted) {
          const next = queue.shift();
          if (next instanceof Error) throw next;
          if (next) yield next;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      },
      describe: async () => ({
        name: 'test',
        components: [],
        items: [{ id: 'Xload', category: 'SAMPLE', type: 'LOAD', units: 'PERCENT', component: 'x' }],
      }),
    },
  };
}

function toEvents(
  machine: configuration.Machine,
  observations: readonly Observation[],
  receivedUs: number,
): NewEvent[] {
  return observations.map((seen): NewEvent => {
    const base = { receivedUs, site: 'plant', machine: machine.id, message: '', quality: 'good' as const };
    switch (seen.kind) {
      case 'connection':
        return {
          ...base,
          timeUs: seen.timeUs,
          kind: 'message',
          severity: seen.state === 'lost' ? 13 : 9,
          code: `source.${seen.state}`,
          message: seen.problem ?? '',
          attributes: {},
        };
      case 'condition':
        return {
          ...base,
          timeUs: seen.timeUs,
          path: seen.item,
          kind: 'condition',
          severity: seen.level === 'fault' ? 17 : 9,
          code: 'machine.condition',
          message: seen.text ?? '',
          attributes: { level: seen.level },
        };
      case 'sample':
      case 'state':
        return {
          ...base,
          timeUs: seen.timeUs,
          path: seen.item,
          kind: seen.kind,
          severity: seen.kind === 'state' ? 9 : 5,
          code: seen.item === 'execution' ? 'machine.execution' : `machine.${seen.item}`,
          attributes: { value: seen.value },
          quality: seen.quality,
        };
      default:
        throw new Error(`the test machine does not say ${seen.kind}`);
    }
  });
}

/** Waits for a condition that real timers and sockets bring about. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it did not come about in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
