/** A process of stream readers: for every message, how long its oldest event took from its receipt to here. */
import { paths } from '@mantinel/contract';
import { openStream } from './connection.ts';

export interface StreamsOrder {
  readonly url: string;
  /** One for each reader. */
  readonly levels: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface StreamsReport {
  readonly delaysMs: readonly number[];
  readonly bytes: number;
  readonly lost: number;
  readonly missed: number;
  /** Readers that got no event at all. */
  readonly silent: number;
  readonly worstReaderP95Ms: number;
  readonly cpuShare: number;
}

const eventsMark = 'event: events';
const received = /"receivedUs":(\d+)/;
const missed = /"missed":(\d+)/;

async function read(order: StreamsOrder): Promise<StreamsReport> {
  const readers = order.levels.map(() => ({ delays: [] as number[], rest: '' }));
  let [bytes, lostEvents, measuring] = [0, 0, false];
  const streams: Awaited<ReturnType<typeof openStream>>[] = [];
  for (const [index, level] of order.levels.entries()) {
    const reader = readers[index]!;
    const onData = (chunk: Buffer) => {
      const nowUs = Date.now() * 1000;
      bytes += chunk.length;
      const blocks = (reader.rest + chunk.toString('latin1')).split('\n\n');
      reader.rest = blocks.pop()!;
      if (!measuring) return;
      for (const block of blocks) {
        if (!block.includes(eventsMark)) continue;
        // The text is not parsed: five hundred parsers would be what is measured.
        const receivedUs = received.exec(block)?.[1];
        lostEvents += Number(missed.exec(block)?.[1] ?? 0);
        if (receivedUs !== undefined) reader.delays.push((nowUs - Number(receivedUs)) / 1000);
      }
    };
    streams.push(await openStream(`${order.url}${paths.stream}?level=${level}`, order.headers, onData));
  }
  await new Promise((resolve) => setTimeout(resolve, order.warmUpMs));
  measuring = true;
  process.send!('open');
  const [cpu, began] = [process.cpuUsage(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, order.measureMs));
  const { user, system } = process.cpuUsage(cpu);
  const cpuShare = (user + system) / 1000 / (performance.now() - began);
  measuring = false;
  const lost = streams.filter(({ ended }) => ended()).length;
  for (const stream of streams) stream.close();
  const p95 = ({ delays }: { delays: number[] }) =>
    delays.toSorted((a, b) => a - b)[Math.floor(delays.length * 0.95)] ?? 0;
  return {
    delaysMs: readers.flatMap(({ delays }) => delays),
    bytes,
    lost,
    missed: lostEvents,
    silent: readers.filter(({ delays }) => delays.length === 0).length,
    worstReaderP95Ms: Math.max(...readers.map(p95)),
    cpuShare,
  };
}

process.once('message', async (order: StreamsOrder) => {
  const report = await read(order);
  process.send!(report, () => process.exit(0));
});
