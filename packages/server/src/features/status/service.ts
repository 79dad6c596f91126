/** How the program itself is: what is written, what waits, in plain words. */
import type { BackupHealth, Status } from '@mantinel/contract';
import type { EventStore } from '@mantinel/logbook';
import type { Store } from '@mantinel/store';

export interface StatusService {
  status(): Status;
  /** True while events are recorded: what a supervisor may ask for. */
  ready(): boolean;
}

export interface StatusOptions {
  readonly version: string;
  readonly demo: boolean;
  readonly logbook: EventStore;
  readonly store: Store;
  readonly backup: () => BackupHealth;
  readonly disk: () => Status['disk'];
  readonly encryption: () => Status['encryption'];
  readonly nowUs: () => number;
}

export function statusService({
  version,
  demo,
  logbook,
  store,
  backup,
  disk,
  encryption,
  nowUs,
}: StatusOptions): StatusService {
  return {
    status: () => {
      const { state, problem, events, bytes, unsealedSegments } = logbook.stats();
      const database = store.state();
      const volume = disk();
      return {
        version,
        demo,
        nowUs: nowUs(),
        logbook: {
          state,
          ...(problem === undefined ? {} : { problem }),
          node: logbook.node,
          epoch: logbook.epoch,
          seq: logbook.head.seq,
          events,
          bytes,
          unsealedSegments,
        },
        store: {
          state: database.state,
          kind: database.kind,
          ...(database.reason === undefined ? {} : { problem: database.reason }),
          waiting: store.waiting(),
          behind: store.behind(),
        },
        ...(volume === undefined ? {} : { disk: volume }),
        backup: backup(),
        encryption: encryption(),
      };
    },
    ready: () => logbook.stats().state === 'writing',
  };
}
