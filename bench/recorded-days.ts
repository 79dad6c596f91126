/** A recorded day of a real machine, told by ten machines and repeated day after day: the other input beside `generator.ts`. */
import { eventMaker, openConnector, systemEnvironment } from '@mantinel/connectors';
import { config } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';

const machines = 10;
const dayUs = 86_400_000_000;

/** Batches of one machine each, as its adapter's lines came; so many events in all. The same file gives the same events. */
export async function* recordedBatches(
  {
    file,
    deviceModel,
    device,
  }: { file: string; deviceModel?: string | undefined; device?: string | undefined },
  events: number,
): AsyncGenerator<NewEvent[]> {
  const machine = config.ReplayMachine.parse({
    connector: 'replay',
    id: 'recorded',
    file,
    speed: 'max',
    timestamps: 'recorded',
    ...(deviceModel && { deviceModel, device }),
  });
  const connector = await openConnector(machine, systemEnvironment());
  const toEvents = eventMaker({ site: 'main', machine: machine.id, clockOffsetMs: 0 });
  const { signal } = new AbortController();
  toEvents.useModel(await connector.describe(signal));
  const day: NewEvent[] = [];
  for await (const { observations } of connector.observe(undefined, signal)) {
    // Received some milliseconds after it was said, as in the shop; all of it would be received now.
    for (const event of toEvents(observations, 0))
      day.push({ ...event, receivedUs: event.timeUs + 3000 + ((event.timeUs / 1000) % 25) * 1000 });
  }
  const firstUs = day[0]!.timeUs;
  let produced = 0;
  for (let repeat = 0; produced < events; repeat++) {
    for (let from = 0; from < day.length && produced < events; from += 100) {
      for (let number = 0; number < machines && produced < events; number++) {
        // Each machine a little later than the one before, so that their lines interleave.
        const shiftUs = repeat * dayUs + number * 37_000 + (1_790_000_000_000_000 - firstUs);
        const batch = day.slice(from, from + Math.min(100, events - produced)).map((event) => ({
          ...event,
          machine: `mazak-${number + 1}`,
          timeUs: event.timeUs + shiftUs,
          receivedUs: event.receivedUs + shiftUs,
        }));
        produced += batch.length;
        yield batch;
      }
    }
  }
}
