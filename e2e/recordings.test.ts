/** Every real recording through the whole product: the events stored equal an independent count, none twice, in either order. */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Event, EventCounts } from '@mantinel/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allEvents } from './support/all-events.ts';
import { countRecording } from './support/count-recording.ts';
import { newDirectory, type Product, removeDirectory, startProduct } from './support/product.ts';

interface Recording {
  readonly machine: string;
  readonly file: string;
  readonly devices?: string;
  readonly device?: string;
}

const shared = fileURLToPath(new URL('../../shared/data/machines', import.meta.url));
const own = fileURLToPath(new URL('./support/recordings', import.meta.url));

const sharedRecordings = (): Recording[] => [
  ...readdirSync(`${shared}/nist-smstestbed`)
    .filter((name) => /^\w+-\d{8}-\d{8}\.txt$/.test(name))
    .map((name) => ({ machine: name.slice(0, -4).toLowerCase(), file: `${shared}/nist-smstestbed/${name}` })),
  {
    machine: 'okuma',
    file: `${shared}/okuma-cppagent/okuma.txt`,
    devices: `${shared}/okuma-cppagent/Devices.xml`,
    device: 'OKUMA',
  },
];

const ownRecordings: Recording[] = [
  { machine: 'future', file: `${own}/dated-2099.txt` },
  { machine: 'backward', file: `${own}/backward.txt`, devices: `${own}/devices.xml` },
];

const configOf = (recordings: readonly Recording[]): string =>
  JSON.stringify({
    data: './data',
    http: { port: 0 },
    machines: recordings.map(({ machine, file, devices, device }) => ({
      ...{ connector: 'replay', id: machine, file, speed: 'max', timestamps: 'recorded', loop: false },
      ...(devices && { deviceModel: devices }),
      ...(device && { device }),
    })),
  });

/** What the connection and the product say of a machine is not in its recording; commands of its adapter (notices) are. */
const fromRecording = ({ kind, code, attributes }: Event) =>
  kind === 'log'
    ? code === 'source.malformed' || (code === 'source.notice' && attributes.name !== 'replay.jump')
    : code !== 'source.connected' && code !== 'source.lost';

async function untilStored(product: Product, machine: string, count: number): Promise<void> {
  for (let last = -1, still = 0; still < 50; ) {
    const { total } = await product.get(`/api/v1/events/counts?machine=${machine}`, EventCounts);
    still = total === last ? still + 1 : 0;
    if (total >= count && still >= 3) return;
    last = total;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function describeRecordings(name: string, recordings: () => readonly Recording[]): void {
  describe(name, () => {
    let product: Product;
    let directory: string;
    beforeAll(async () => {
      directory = await newDirectory();
      product = await startProduct({ directory, config: configOf(recordings()) });
    });
    afterAll(async () => {
      await product?.stop();
      await removeDirectory(directory);
    });

    test.each(recordings().map((recording) => [recording.machine, recording] as const))(
      '%s',
      { timeout: 180_000 },
      async (machine, recording) => {
        const expected = countRecording(recording.file, recording.devices);
        await untilStored(product, machine, expected);
        const received = await allEvents(product, `machine=${machine}&order=received`);
        const byTime = await allEvents(product, `machine=${machine}&order=time`);
        expect(received.filter(fromRecording)).toHaveLength(expected);
        expect(new Set(received.map(({ id }) => id)).size).toBe(received.length);
        expect(new Set(byTime.map(({ id }) => id))).toEqual(new Set(received.map(({ id }) => id)));
        expect(byTime).toHaveLength(received.length);
        expect(byTime.every((event, at) => at === 0 || byTime[at - 1]!.timeUs <= event.timeUs)).toBe(true);
        expect(received.every((event, at) => at === 0 || received[at - 1]!.seq < event.seq)).toBe(true);
      },
    );
  });
}

describeRecordings('recordings that ship with the product', () => ownRecordings);

if (existsSync(shared)) describeRecordings('real recordings', sharedRecordings);
else test.skip('real recordings: the folder of recordings is not beside this checkout');
