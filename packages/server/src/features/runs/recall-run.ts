/** Reads a run again from the logbook: what it did is not kept anywhere else. */

import { type MachineRun, type Roles, runSplitter, sampler } from '@mantinel/harvester';
import { type EventStore, everything } from '@mantinel/logbook';

const pageEvents = 1000;
/** What follows the end of a run and belongs to it. */
const afterUs = 10_000_000;
/** Events before it that tell in which program, mode and tool it began. */
const before = 400;
/** What the aligner listens to, for the state in which a run begins. */
const codes = ['machine.*', 'source.*'];

export interface RunToRecall {
  readonly machine: string;
  readonly beganUs: number;
  readonly endedUs: number;
}

/** Undefined where retention has removed its events, or they tell another run now. */
export async function recallRun(
  logbook: Pick<EventStore, 'page'>,
  roles: Roles,
  { machine, beganUs, endedUs }: RunToRecall,
  signal: AbortSignal,
): Promise<MachineRun | undefined> {
  const samples = sampler({ roles });
  const splitter = runSplitter();
  const found: MachineRun[] = [];
  const select = { scope: everything, order: 'time', limit: pageEvents } as const;
  const earlier = await logbook.page({
    ...select,
    filter: { machines: [machine], codes, kinds: ['state'], toUs: beganUs },
    direction: 'older',
    limit: before,
  });
  for (const event of earlier.events)
    for (const sample of samples.take(event)) found.push(...splitter.take(sample));
  for (let from: string | undefined; ; ) {
    signal.throwIfAborted();
    const page = await logbook.page({
      ...select,
      filter: { machines: [machine], fromUs: beganUs, toUs: endedUs + afterUs },
      direction: 'newer',
      ...(from !== undefined && { from }),
    });
    for (const event of page.events)
      for (const sample of samples.take(event)) found.push(...splitter.take(sample));
    if (page.events.length < pageEvents || page.newer === undefined) break;
    from = page.newer;
  }
  for (const sample of samples.flush()) found.push(...splitter.take(sample));
  found.push(...splitter.end());
  return found.find((run) => run.beganUs === beganUs);
}
