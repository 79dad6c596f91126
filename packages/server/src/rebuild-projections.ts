/** Builds what PostgreSQL holds of the log anew from the oldest event kept, while no Mantinel runs. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '@mantinel/contract';
import type { ProjectionName } from '@mantinel/store';
import { alarmRules } from './features/alarms/alarm-rules.ts';
import { forgetPlace } from './features/runs/runs-place.ts';
import { createLog } from './own-log/log.ts';
import { type Parts, systemParts } from './parts.ts';
import { tellStoreState } from './tell-store-state.ts';

export interface RebuildOptions {
  readonly config: Config;
  readonly signal: AbortSignal;
  /** Takes log lines, ready for a terminal. */
  readonly log: (line: string) => void;
}

/** Resolves to the events taken up. Throws `logbook.locked` while a Mantinel runs, and the problem of a projection that stops. */
export async function rebuildProjections(
  options: RebuildOptions,
  parts: Parts = systemParts(),
): Promise<number> {
  const { config, signal } = options;
  await using opened = new AsyncDisposableStack();
  const logbook = opened.adopt(await parts.openLogbook(config), (it) => it.close());
  const log = createLog({ write: options.log, record: () => undefined, nowUs: parts.clock.nowUs });
  const store = opened.adopt(parts.openStore(config, log), (it) => it.close());
  opened.defer(tellStoreState({ store, log }));
  await store.ready(signal);
  await forgetPlace(store.settings);
  const projections = store.startProjections(logbook, alarmRules(config.alarms));
  for (const { name } of projections.states()) await projections.rebuild(name as ProjectionName);
  for (;;) {
    const states = projections.states();
    const stopped = states.find(({ problem }) => problem !== undefined);
    if (stopped?.state === 'stopped') throw stopped.problem;
    if (states.every(({ state, behind }) => state === 'running' && behind === 0))
      return logbook.stats().events;
    await sleep(50, undefined, { signal });
  }
}
