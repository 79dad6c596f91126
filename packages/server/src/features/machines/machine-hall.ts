/** Every machine of this node: its connector recorded into the logbook, its state folded from what became durable. */
import { isDeepStrictEqual } from 'node:util';
import { AppError, type config, type MachineView } from '@mantinel/contract';
import { type DeviceModel, type Event, type NewEvent, severity } from '@mantinel/domain';
import { type EventStore, type Scope, scopeTest } from '@mantinel/logbook';
import type { Clock } from '../../clock.ts';
import type { UnitOfWork } from '../../http/unit-of-work.ts';
import type { Log } from '../../own-log/log.ts';
import { machineRow } from './machine-row.ts';
import { fixedOf, machineTile, newTile, type Tile, viewOf } from './machine-tile.ts';
import { type CopiedStates, copiesOfMachines, recallMachine } from './recall-machine.ts';
import { type MachineSource, type OpenSource, recordMachine } from './record-machine.ts';
import { sourceBatches } from './source-batches.ts';

export interface MachineHallOptions {
  readonly machines: readonly config.Machine[];
  readonly site: string;
  /** The machines given here are invented; those connected at run time are not. */
  readonly demo: boolean;
  readonly logbook: EventStore;
  readonly openSource: OpenSource;
  /** Writes a machine connected at run time to mantinel.yaml; absent when there is nowhere to write. */
  readonly save?: (machine: config.Machine) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface MachineHall {
  views(scope: Scope): MachineView[];
  /** Throws `machine.notFound`. Undefined where neither the machine nor a file names its items. */
  describe(id: string, options?: { again?: boolean }): Promise<DeviceModel | undefined>;
  has(id: string): boolean;
  /** Every machine of this node; the same list until one is added, renamed or removed. */
  names(): readonly { readonly id: string; readonly name: string }[];
  /** As they are recorded now. */
  configured(): readonly { readonly machine: config.Machine; readonly demo: boolean }[];
  /** Throws `machine.notFound`. */
  configOf(id: string): { readonly machine: config.Machine; readonly demo: boolean };
  /** Records this machine from now on and keeps it in mantinel.yaml. Throws `machine.exists`, `config.invalid`, `deviceModel.*`. */
  connect(machine: config.Machine, by: ConnectedBy): Promise<MachineView>;
  /** Records one that is kept in mantinel.yaml already from now on. Throws `machine.exists`. */
  add(machine: config.Machine, source: MachineSource): void;
  /**
   * Records it by other settings from now on, from where its last stored event ends; `source` is left out where only its name
   * differs. What was said before is stored first. Throws `machine.notFound`.
   */
  replace(machine: config.Machine, source?: MachineSource): Promise<MachineView>;
  /** No longer records it, when what it said is stored; what was recorded stays. Throws `machine.notFound`. */
  drop(id: string): Promise<void>;
  /** Called with the machines that changed, at most every 50 ms; ages alone at most once a second. */
  onChange(listener: (changed: readonly MachineView[]) => void): () => void;
  figures(): HallFigures;
  stop(): Promise<void>;
}

export interface HallFigures {
  readonly machines: number;
  readonly connected: number;
  /** Events recorded since the start. */
  readonly recorded: number;
  /** Appends repeated since the start because the logbook did not take them. */
  readonly retries: number;
}

export interface ConnectedBy {
  readonly person: string | undefined;
  readonly unit: UnitOfWork;
}

interface Place {
  machine: config.Machine;
  readonly demo: boolean;
  readonly tile: Tile;
  /** Of this machine alone. */
  readonly leaving: AbortController;
  readonly done: Promise<unknown>;
  readonly describe: (options?: { again?: boolean }) => Promise<DeviceModel | undefined>;
}

/** An agent that hangs must not hang the screen that asks for its items. */
const describeTimeoutMs = 5000;
/** A machine that says nothing for so long is no longer known to do what it did (all connectors have a heartbeat). */
const staleAfterUs = 30_000_000;
const tickMs = 50;
const ageEveryUs = 1_000_000;

export function machineHall(options: MachineHallOptions): MachineHall {
  const { logbook, clock, site } = options;
  const places = new Map<string, Place>();
  const listeners = new Set<(changed: readonly MachineView[]) => void>();
  const stopping = new AbortController();
  const connecting = new Set<string>();
  let copies: Promise<CopiedStates | undefined> | undefined;
  /** Read once for all machines. */
  const copied = () => {
    copies ??= copiesOfMachines(logbook, options.log);
    return copies;
  };
  let names: readonly { readonly id: string; readonly name: string }[] | undefined;
  let recorded = 0;
  let retries = 0;

  function place(machine: config.Machine, source: MachineSource, demo: boolean): Place {
    const log = options.log.child({ machine: machine.id });
    const tile = newTile(machine, { site, demo });
    const leaving = new AbortController();
    const signal = AbortSignal.any([stopping.signal, leaving.signal]);
    const recalled = recall(tile, machine.id, log);
    let model: Promise<DeviceModel | undefined> | undefined;
    const describe = ({ again = false } = {}) => {
      if (again) model = undefined;
      model ??= source.connector
        .describe(AbortSignal.any([signal, AbortSignal.timeout(describeTimeoutMs)]))
        .then(
          (answer) => {
            // An empty or failed answer is asked for again: the agent may have come up meanwhile.
            if (answer === undefined) model = undefined;
            return answer;
          },
          (error: unknown) => {
            model = undefined;
            throw error;
          },
        );
      return model;
    };
    const recording = {
      machine: machine.id,
      source,
      logbook,
      clock,
      log,
      signal,
      onRecorded: (count: number) => {
        recorded += count;
      },
      onRetry: () => {
        retries += 1;
      },
      onBroken: (error: Error) => {
        tile.connectionProblem = error.message;
        tile.heard = true;
      },
    };
    const done = machine.paused ? undefined : recordMachine(recording);
    const opened = { machine, demo, tile, leaving, done: Promise.all([recalled, done]), describe };
    places.set(machine.id, opened);
    names = undefined;
    return opened;
  }

  /** Recording does not wait for it: what becomes durable meanwhile is folded after what is remembered. */
  async function recall(tile: Tile, machine: string, log: Log): Promise<void> {
    tile.holdBack();
    try {
      tile.goOn(await recallMachine({ machine, site, logbook, copies: copied() }));
    } catch (error) {
      tile.goOn({ events: [] });
      // The machine tells its state sooner or later; until then the tile says that it is not known.
      log.warn({ code: 'machine.notRecalled', err: error }, 'what the machine did last could not be read');
    }
  }

  const unsubscribe = logbook.subscribe((batch) => {
    for (const event of batch.events()) foldInto(places, event);
  });
  for (const machine of options.machines) place(machine, options.openSource(machine), options.demo);

  const timer = setInterval(() => {
    if (listeners.size === 0) return;
    const nowUs = clock.nowUs();
    const changed: MachineView[] = [];
    for (const { tile } of places.values()) {
      const view = machineTile(tile, { nowUs, staleAfterUs, ageEveryUs });
      if (view) changed.push(view);
    }
    if (changed.length > 0) for (const listener of listeners) listener(changed);
  }, tickMs);

  return {
    views: (scope) => {
      const seen = scopeTest(scope);
      return [...places.values()]
        .filter(({ machine }) => seen({ site, machine: machine.id, kind: 'state' }))
        .map(({ tile }) => viewOf(tile, clock.nowUs(), staleAfterUs));
    },
    names: () => {
      names ??= [...places.values()].map(({ tile }) => tile.fixed);
      return names;
    },
    configured: () =>
      [...places.values()].map(({ machine, demo: invented }) => ({ machine, demo: invented })),
    configOf: (id) => {
      const { machine, demo } = existing(id);
      return { machine, demo };
    },
    has: (id) => places.has(id),
    describe: async (id, how) => {
      return existing(id).describe(how);
    },
    add: (machine, source) => {
      if (places.has(machine.id)) throw new AppError('machine.exists', { data: { machine: machine.id } });
      stopping.signal.throwIfAborted();
      place(machine, source, false);
    },
    replace: async (machine, source) => {
      const old = existing(machine.id);
      names = undefined;
      if (!source) {
        old.machine = machine;
        old.tile.fixed = fixedOf(machine, { site, demo: old.demo });
        old.tile.heard = true;
        return viewOf(old.tile, clock.nowUs(), staleAfterUs);
      }
      await leave(old);
      stopping.signal.throwIfAborted();
      if (machine.paused) await tellPaused(machine.id, source);
      return viewOf(place(machine, source, old.demo).tile, clock.nowUs(), staleAfterUs);
    },
    drop: async (id) => {
      const old = existing(id);
      await leave(old);
      places.delete(id);
      names = undefined;
      const gone = { ...viewOf(old.tile, clock.nowUs(), staleAfterUs), connected: false, removed: true };
      for (const listener of listeners) listener([gone]);
    },
    connect: async (machine, { person, unit }) => {
      // Of an attempt that ended without an answer the machine may be here already; then only its end is made up for.
      const present = places.get(machine.id);
      const earlier = unit.resumed && present && same(present.machine, machine) ? present : undefined;
      if (unit.resumed && connecting.has(machine.id)) throw new AppError('idempotency.inProgress');
      if (!earlier && (present || connecting.has(machine.id)))
        throw new AppError('machine.exists', { data: { machine: machine.id } });
      connecting.add(machine.id);
      try {
        const source = options.openSource(machine);
        if (!earlier) await source.open();
        return await unit.commit(async (repositories) => {
          await repositories.machines.keep({
            ...machineRow(machine, { site, demo: false }),
            origin: 'person',
          });
          // mantinel.yaml says what is recorded: from here on this is a machine, also when the commit fails.
          if (!earlier) await options.save?.(machine);
          await logbook.append({
            events: [machineAdded(machine, person)],
            batchId: unit.id,
            priority: 'audit',
          });
          stopping.signal.throwIfAborted();
          const { tile } = earlier ?? place(machine, source, false);
          return viewOf(tile, clock.nowUs(), staleAfterUs);
        });
      } finally {
        connecting.delete(machine.id);
      }
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    figures: () => ({
      machines: places.size,
      connected: [...places.values()].filter(({ tile }) => tile.state.connected).length,
      recorded,
      retries,
    }),
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await Promise.all([...places.values()].map(({ done }) => done));
      unsubscribe();
      listeners.clear();
    },
  };

  function existing(id: string): Place {
    const found = places.get(id);
    if (!found) throw new AppError('machine.notFound', { data: { machine: id } });
    return found;
  }

  /** Resolves when the connection is closed and what was heard is stored. */
  async function leave({ leaving, done }: Place): Promise<void> {
    leaving.abort();
    await done;
  }

  /** The last word of a machine that is not listened to: it is not connected, and nothing went wrong. */
  async function tellPaused(machine: string, source: MachineSource): Promise<void> {
    const nowUs = clock.nowUs();
    const problem = 'A person paused its recording.';
    const lost = { kind: 'connection', state: 'lost', timeUs: nowUs, problem, ended: true } as const;
    const cursor = logbook.sourceCursor(machine);
    for (const batch of sourceBatches({ machine, events: source.toEvents([lost], nowUs), cursor }))
      await logbook.append(batch);
  }

  function machineAdded({ id, connector }: config.Machine, person: string | undefined): NewEvent {
    return {
      timeUs: clock.nowUs(),
      receivedUs: clock.nowUs(),
      site,
      machine: id,
      kind: 'audit',
      severity: severity.info,
      code: 'machine.added',
      message: 'A person connected this machine.',
      attributes: { connector, ...(person === undefined ? {} : { personId: person }) },
      quality: 'good',
    };
  }
}

/** Without regard to the order of settings and to those that are left out. */
const same = (one: config.Machine, other: config.Machine): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));

function foldInto(places: ReadonlyMap<string, Place>, event: Event): void {
  // What the program or a person says about a machine is no sign of life from it.
  if (event.machine === undefined || event.kind === 'log' || event.kind === 'audit') return;
  places.get(event.machine)?.tile.fold(event);
}
