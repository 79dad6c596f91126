/** Follows the logbook and keeps the runs of programs: rows are the same however often events are read. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@mantinel/contract';
import { type Event, type Position, sourceConnected } from '@mantinel/domain';
import { type MachineRun, type Roles, type RunKeeper, roles } from '@mantinel/harvester';
import type { EventStore } from '@mantinel/logbook';
import type { Store } from '@mantinel/store';
import { lookRegularly } from '../../look-regularly.ts';
import type { Log } from '../../own-log/log.ts';
import { type MachineRuns, machineRuns } from './machine-runs.ts';
import { recallRun } from './recall-run.ts';
import { earliest, loadPlace, type RunsPlace, savePlace } from './runs-place.ts';

export interface FollowRunsOptions {
  readonly logbook: Pick<EventStore, 'read' | 'page' | 'node'>;
  readonly store: Pick<
    Store,
    'ready' | 'programRuns' | 'runPrograms' | 'machineDynamics' | 'settings' | 'deviceModels' | 'places'
  >;
  readonly keeper: RunKeeper;
  readonly nowUs: () => number;
  readonly log: Log;
  /** Awaited between pieces of work. */
  readonly giveWay: () => Promise<void>;
  /** How often it looks for silent machines and late programs; 15,000 unless told. */
  readonly everyMs?: number;
}

/** Small, so that reading a long past leaves the thread to others in between. */
const maxBatch = 1000;
const saveEveryUs = 30_000_000;
/** Silence after which a run that has come to its end is over. */
const restAfterUs = 30_000_000;
/** A harvest in progress brings revisions every moment: they are looked at when it pauses. */
const harvestPausesUs = 20_000_000;
const mostRecalled = 200;
const modelsAgainUs = 60_000_000;
const firstRetryMs = 200;
const longestRetryMs = 10_000;

interface Followed {
  readonly runs: MachineRuns;
  heardUs: number;
  /** When its device model was asked for; 0: is to be asked for. */
  modelUs: number;
}

export function followRuns(options: FollowRunsOptions): { stop(): Promise<void> } {
  const { logbook, store, keeper, nowUs, log, giveWay, everyMs = 15_000 } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let machines = new Map<string, Followed>();
  let marks: RunsPlace['machines'] = {};
  let at: Position = { epoch: 0, seq: 0 };
  let revisionsUs = 0;
  let savedUs = 0;
  let isFollowing = false;
  /** The place is none of this logbook. */
  let isLost = false;
  /** One thing at a time: events, silence, late programs. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined); // told by who asked
    return done;
  };

  const rolesOf = async (machine: string): Promise<Roles> => roles(await store.deviceModels.get(machine));

  async function followed(machine: string): Promise<Followed> {
    const known = machines.get(machine);
    if (known && (known.modelUs > nowUs() - modelsAgainUs || known.runs.isOpen)) return known;
    const fresh = await rolesOf(machine);
    if (known) {
      known.runs.useRoles(fresh);
      known.modelUs = nowUs();
      return known;
    }
    const begun = { runs: machineRuns(fresh, marks[machine]), heardUs: nowUs(), modelUs: nowUs() };
    machines.set(machine, begun);
    return begun;
  }

  async function keep(machine: string, runs: readonly MachineRun[]): Promise<boolean> {
    let kept = false;
    for (const run of runs) kept = (await keeper.keep(machine, run)) || kept;
    return kept;
  }

  async function take(events: readonly Event[], end: Position): Promise<void> {
    let kept = false;
    for (const event of events) {
      const { machine, code } = event;
      if (machine === undefined) continue;
      const each = machines.get(machine) ?? (await followed(machine));
      if (code === sourceConnected) each.modelUs = 0;
      if (each.modelUs === 0 && !each.runs.isOpen) await followed(machine);
      each.heardUs = nowUs();
      const runs = each.runs.take(event);
      if (runs.length > 0) kept = (await keep(machine, runs)) || kept;
    }
    at = end;
    if (kept || nowUs() - savedUs > saveEveryUs) await save();
  }

  async function save(): Promise<void> {
    const own = [...machines].flatMap(([machine, { runs }]) => {
      const mark = runs.mark();
      return mark ? [[machine, mark, runs.isOpen] as const] : [];
    });
    marks = { ...marks, ...Object.fromEntries(own.map(([machine, mark]) => [machine, mark])) };
    const open = own.filter(([, , isOpen]) => isOpen).map(([, mark]) => mark.at);
    await savePlace(store.settings, {
      node: logbook.node,
      at: earliest(open, at),
      machines: marks,
      revisionsUs,
    });
    savedUs = nowUs();
  }

  async function follow(): Promise<void> {
    await store.ready(signal);
    const place = await loadPlace(store.settings);
    const own = place?.node === logbook.node && !isLost ? place : undefined;
    isLost = false;
    machines = new Map();
    marks = own?.machines ?? {};
    at = own?.at ?? { epoch: 0, seq: 0 };
    revisionsUs = own?.revisionsUs ?? (await store.runPrograms.newestRevisionUs());
    isFollowing = true;
    for await (const batch of logbook.read(at, { signal, maxBatch })) {
      const end = { epoch: batch.epoch, seq: batch.firstSeq + batch.count - 1 };
      await inTurn(() => take(batch.events(), end));
      await giveWay();
    }
  }

  async function settleSilent(): Promise<void> {
    let kept = false;
    for (const [machine, { runs, heardUs }] of machines) {
      if (nowUs() - heardUs < restAfterUs || !runs.isOpen) continue;
      kept = (await keep(machine, runs.rest())) || kept;
    }
    if (kept) await save();
  }

  /** Runs of no known program, when new ones became known. */
  async function layOverLatePrograms(): Promise<void> {
    const newest = await store.runPrograms.newestRevisionUs();
    if (newest <= revisionsUs || nowUs() - newest < harvestPausesUs) return;
    for (const run of await store.programRuns.unmatched(0, mostRecalled)) {
      const again = await recallRun(logbook, await rolesOf(run.machine), run, signal);
      if (again) await keeper.keep(run.machine, again);
    }
    revisionsUs = newest;
    await save();
  }

  async function keepGoing(): Promise<void> {
    let retryMs = firstRetryMs;
    while (!signal.aborted) {
      try {
        await follow();
      } catch (error) {
        isFollowing = false;
        if (signal.aborted) return;
        const code = error instanceof AppError ? error.code : undefined;
        if (code === 'cursor.unknownEpoch' || code === 'cursor.beyondHead') {
          log.warn(
            { code: 'programRuns.begunAnew', err: error },
            'runs of programs are read again from the oldest event kept',
          );
          isLost = true;
        } else failed(error);
        await sleep(retryMs, undefined, { signal }).catch(() => undefined); // stopped
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      }
    }
  }

  function failed(error: unknown): void {
    if (signal.aborted || (error instanceof AppError && error.code === 'store.unavailable')) return;
    log.warn({ code: 'programRuns.notFollowing', err: error }, 'runs of programs wait and try again');
  }

  const looking = lookRegularly(
    async () => {
      if (!isFollowing) return;
      await inTurn(settleSilent);
      await inTurn(layOverLatePrograms);
    },
    { everyMs, failed },
  );
  const going = keepGoing();
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([going, looking.stop()]);
    },
  };
}
