/** Recordings told by an MTConnect agent that wraps its buffer, changes its instance and dies: stored or named in a gap, none twice. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AgentEntry, type AgentStandIn, openAgentStandIn } from '@mantinel/connectors/agent-stand-in';
import { type Event, EventCounts } from '@mantinel/contract';
import { afterEach, expect, test } from 'vitest';
import { allEvents } from './support/all-events.ts';
import { newDirectory, type Product, removeDirectory, startProduct } from './support/product.ts';

const recording = fileURLToPath(
  new URL('../../shared/data/machines/nist-smstestbed/Mazak01-20161129-20161130.txt', import.meta.url),
);
const bufferSize = 5000;

let agent: AgentStandIn | undefined;
let product: Product | undefined;
let directory = '';
afterEach(async () => {
  await product?.stop();
  await agent?.close();
  await removeDirectory(directory);
});

async function begin() {
  directory = await newDirectory();
  agent = await openAgentStandIn({ bufferSize, deviceName: 'Mazak01' });
  const machine = { connector: 'mtconnect', id: 'mazak', url: agent.url, mode: 'stream', intervalMs: 20 };
  product = await startProduct({
    directory,
    config: JSON.stringify({ http: { port: 0 }, machines: [machine] }),
  });
}

const stored = async () =>
  (
    await product!.get(
      '/api/v1/events/counts?machine=mazak&kind=sample&kind=state&kind=condition',
      EventCounts,
    )
  ).total;

/** Says a part in pieces that the buffer holds, each once the one before is stored. */
async function sayAndWait(entries: readonly AgentEntry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += bufferSize) {
    const piece = entries.slice(at, at + bufferSize);
    const before = await stored();
    agent!.say(piece);
    await expect.poll(stored, { timeout: 30_000, interval: 50 }).toBe(before + piece.length);
  }
}

/** Distinct texts, so that each can be found again; numbers carry their own place in the order. */
const invented = (count: number): AgentEntry[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ dataItemId: `X${index % 7}load`, element: 'Load', group: 'Samples', component: 'Linear' },
    ...{ timestamp: new Date(Date.UTC(2026, 0, 1) + index * 100).toISOString(), text: String(index) },
  }));

/** One observation a line: conditions have seven fields, the rest are numbers or words. */
function recorded(file: string): AgentEntry[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): AgentEntry => {
      const [timestamp, dataItemId, value, ...rest] = line.split('|') as [
        string,
        string,
        string,
        ...string[],
      ];
      if (rest.length === 0) {
        const sample = value !== '' && Number.isFinite(Number(value));
        return {
          timestamp,
          dataItemId,
          element: sample ? 'Load' : 'Block',
          group: sample ? 'Samples' : 'Events',
          text: value,
        };
      }
      const element = value.charAt(0).toUpperCase() + value.slice(1).toLowerCase();
      const attributes = { type: 'SYSTEM', ...(rest[0] && { nativeCode: rest[0] }) };
      return { timestamp, dataItemId, element, group: 'Condition', attributes, text: rest.at(-1) ?? '' };
    });
}

async function tellThroughAccidents(entries: readonly AgentEntry[]): Promise<void> {
  await begin();
  const part = Math.floor(entries.length / 4);
  const parts = [0, 1, 2, 3].map((index) =>
    entries.slice(index * part, index === 3 ? entries.length : (index + 1) * part),
  );
  agent!.say([{ ...entries[0]!, dataItemId: 'first' }]);
  await expect.poll(stored, { timeout: 30_000 }).toBe(1);
  await sayAndWait(parts[0]!);

  agent!.drop(); // the line breaks and comes back: nothing may be missing
  await sayAndWait(parts[1]!);

  agent!.hang(true); // it says more than it can hold while nobody hears it
  agent!.drop();
  agent!.say(parts[2]!);
  agent!.hang(false);
  const lostInBuffer = Math.max(0, parts[2]!.length - bufferSize);
  await expect
    .poll(stored, { timeout: 60_000 })
    .toBe(1 + parts[0]!.length + parts[1]!.length + parts[2]!.length - lostInBuffer);

  agent!.restart();
  await sayAndWait(parts[3]!);
  agent!.spoil('cut');
  agent!.spoil('invalidXml');
  await sayAndWait([{ ...entries[0]!, dataItemId: 'last' }]);

  const events = await allEvents(product!, 'machine=mazak&order=received');
  const told = events.filter(
    ({ kind, path }) => path !== undefined && (kind === 'sample' || kind === 'state' || kind === 'condition'),
  );
  expect(told.length + lostInBuffer).toBe(entries.length + 2);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  const gaps = events.filter(({ kind }) => kind === 'gap').map(({ attributes }) => attributes.reason);
  expect(gaps).toContain('agentRestarted');
  if (lostInBuffer > 0) expect(gaps).toContain('bufferOverrun');
  const texts = (some: readonly { text: string }[]) => some.map(({ text }) => text);
  const kept = [...parts[0]!, ...parts[1]!, ...parts[2]!.slice(lostInBuffer), ...parts[3]!];
  const values = told.slice(1, -1).filter(({ kind }) => kind !== 'condition');
  expect(values.map(asSent)).toEqual(texts(kept.filter(({ group }) => group !== 'Condition')));
}

const asSent = ({ attributes }: Event): string => String(attributes.raw ?? attributes.value);

test('invented observations', { timeout: 240_000 }, () => tellThroughAccidents(invented(24_000)));

if (existsSync(recording))
  test('a real day of a Mazak', { timeout: 400_000 }, () => tellThroughAccidents(recorded(recording)));
else test.skip('a real day of a Mazak: the folder of recordings is not beside this checkout');
