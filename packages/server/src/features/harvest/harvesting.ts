/** Harvesting as the program runs it: the service for people, the task that walks, and the watch over folders. */
import { AppError } from '@mantinel/contract';
import type { Store } from '@mantinel/store';
import type { Log } from '../../own-log/log.ts';
import type { TaskDefinition } from '../../task.ts';
import type { Tasks } from '../tasks/service.ts';
import { harvestTask } from './harvest-task.ts';
import { type HarvestService, harvestService } from './service.ts';
import { type SourceWatch, watchSources } from './watch-sources.ts';

export interface Harvesting {
  readonly service: HarvestService;
  readonly task: TaskDefinition;
  /** Begins to look at folders; what `tasks` names is there by now. */
  watch(): void;
  /** What is being read is kept before. */
  stop(): Promise<void>;
}

export interface HarvestingOptions {
  readonly store: Store;
  readonly data: string;
  readonly reserveBytes: number;
  readonly tasks: () => Pick<Tasks, 'begin'>;
  readonly site: string;
  readonly nowUs: () => number;
  readonly log: Log;
}

/** A batch at hand is written long before; a hung share is not waited for. */
const patienceMs = 10_000;

export function harvesting(options: HarvestingOptions): Harvesting {
  const { store, data, nowUs, log } = options;
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();
  let watch: SourceWatch | undefined;
  const service = harvestService({
    ...options,
    settled: () => watch?.again(),
    changed: (source) => watch?.changed(source),
  });
  return {
    service,
    task: harvestTask({
      ...{ store, data, running, nowUs, log },
      stopping: stopping.signal,
      ended: (source, again) => {
        if (again) watch?.changed(source);
      },
    }),
    watch: () => {
      watch = watchSources({ store, data, begin: service.beginByItself, nowUs, log });
    },
    stop: async () => {
      stopping.abort(new AppError('harvest.interrupted'));
      const patience = new AbortController();
      await Promise.race([
        Promise.allSettled([watch?.stop(), ...running]),
        new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, patienceMs);
          patience.signal.addEventListener('abort', () => clearTimeout(timer));
        }),
      ]);
      patience.abort();
    },
  };
}
