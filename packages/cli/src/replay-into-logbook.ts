/** Records recordings straight into the logbook while no Mantinel runs: connector, events, fsync, acknowledgement. */
import { basename } from 'node:path';
import type { Config, config } from '@mantinel/contract';
import { sourceBatches, systemParts } from '@mantinel/server';
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
        for (const batch of sourceBatches({ machine: machine.id, events, cursor }))
          await logbook.append(batch);
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
