/** Records recordings straight into the logbook while no Mantinel runs: connector, events, fsync, acknowledgement. */
import { basename } from 'node:path';
import type { Config, config } from '@mantinel/contract';
import type { NewEvent } from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import { systemParts } from '@mantinel/server';
import type { Context } from './context.ts';
import { nowUs } from './context.ts';

/** Throws `logbook.locked` before anything is stored, and what the logbook throws. */
export async function replayIntoLogbook(
  plant: Config,
  machines: readonly config.ReplayMachine[],
  { terminal, signal }: Context,
): Promise<void> {
  const parts = systemParts();
  const logbook = await parts.openLogbook(plant);
  try {
    for (const machine of machines) {
      const began = performance.now();
      const { connector, toEvents } = parts.openSource(machine, plant);
      let stored = 0;
      for await (const { observations, cursor } of connector.observe(
        logbook.sourceCursor(machine.id),
        signal,
      )) {
        const events = toEvents(observations, nowUs());
        await appendAll(logbook, events, cursor === undefined ? undefined : { source: machine.id, cursor });
        // That the recording was opened and closed is recorded each time; what it says, once.
        stored += observations.filter(({ kind }) => kind !== 'connection').length;
      }
      const seconds = (performance.now() - began) / 1000;
      const said = stored === 0 ? 'nothing new; it is in the logbook already' : `${stored} observations`;
      terminal.out(`${basename(machine.file)} → ${machine.id}: ${said}, ${seconds.toFixed(1)} s.`);
      if (signal.aborted) return;
    }
  } finally {
    await logbook.close();
  }
}

/** What the logbook takes in one batch, with room to spare. */
const largestBatch = 20_000;

/** The cursor rides with the last events it covers, never before them. */
async function appendAll(
  logbook: EventStore,
  events: readonly NewEvent[],
  source: { source: string; cursor: string } | undefined,
): Promise<void> {
  for (let start = 0; start < events.length; start += largestBatch) {
    const last = start + largestBatch >= events.length;
    const part = events.slice(start, start + largestBatch);
    await logbook.append({ events: part, ...(last && source ? { source } : {}) });
  }
}
