/** Alarms: the list, one with its history, and what people do with them. */
import {
  type AlarmActView,
  type AlarmCounts,
  type AlarmDetail,
  type Alarms,
  type AlarmsQuery,
  type AlarmView,
  AppError,
  type EpisodeView,
} from '@mantinel/contract';
import {
  type Alarm,
  type AlarmEpisode,
  type AlarmLimits,
  type AlarmState,
  alarmPriorities,
  alarmState,
  alarmStates,
  episodeOf,
  floodsIn,
  levelOf,
  type PlaceId,
  pathToRoot,
  placeId,
  reachOf,
  responseUs,
  stoodUs,
} from '@mantinel/domain';
import { type EventStore, type Scope, scopeTest } from '@mantinel/logbook';
import type { ActRow, AlarmRules, Store } from '@mantinel/store';
import { type Caller, mayAt } from '../../http/caller.ts';
import { cursorOf, keyOf, pageByKey } from '../../http/page.ts';
import { union } from '../../http/reader-scope.ts';
import { actEvent } from './act-event.ts';
import { alarmView, doneView, type Seen } from './alarm-view.ts';
import type { LiveAlarms } from './live-alarms.ts';
import { onceOf, recentActs } from './once.ts';
import type { PeopleNames } from './people-names.ts';
import { requirePossible } from './require-possible.ts';
import { typedTexts } from './typed-texts.ts';
import type { Wanted } from './wanted.ts';

export interface AlarmsService {
  list(query: AlarmsQuery, reader: { scope: Scope; caller: Caller }): Promise<Alarms>;
  /** Throws `alarm.notFound`, also for one that the caller may not see. */
  placeOf(id: string, caller: Caller): PlaceId;
  /** Throws `alarm.notFound`. */
  detail(id: string, page: { after?: string | undefined; limit: number }): Promise<AlarmDetail>;
  /** Throws `alarm.notFound`, `alarm.cameAnew`, `alarm.notPossible`, `idempotency.reused`, and what the logbook refuses. */
  act(id: string, wanted: Wanted, by: Acting): Promise<AlarmView>;
  /** As the stream tells them: names as far as they are known, without what was typed. */
  views(alarms: readonly Alarm[]): AlarmView[];
}

export interface Acting {
  readonly caller: Caller;
  readonly idempotencyKey: string | undefined;
}

export interface AlarmsOptions {
  readonly live: LiveAlarms;
  readonly rules: AlarmRules;
  readonly logbook: Pick<EventStore, 'append' | 'get' | 'personal'>;
  readonly store: Pick<Store, 'alarmHistory'>;
  readonly names: PeopleNames;
  readonly nowUs: () => number;
}

const waitingStates: ReadonlySet<AlarmState> = new Set([
  'unacknowledged',
  'returnedUnacknowledged',
  'latchedUnacknowledged',
]);
const mostActs = 500;

export function alarmsService({ live, rules, logbook, store, names, nowUs }: AlarmsOptions): AlarmsService {
  const { limits } = rules;
  /** The last act of each alarm that is under way: two people at once are dealt with one after the other. */
  const underWay = new Map<string, Promise<unknown>>();

  const done = recentActs();

  const seen = ({ machine }: Alarm, texts?: ReadonlyMap<string, string>): Seen => ({
    heard: live.isHeard(machine),
    nowUs: nowUs(),
    limits,
    nameOf: names.nameOf,
    ...(texts ? { textOf: (event) => texts.get(event) } : {}),
  });

  async function whole(alarms: readonly Alarm[]): Promise<AlarmView[]> {
    const deeds = alarms.flatMap(({ shelved, outOfService }) => [shelved, outOfService]);
    const all = [...deeds, ...alarms.map(({ acknowledged }) => acknowledged)];
    await names.learn(all.flatMap((deed) => (deed?.by === undefined ? [] : [deed.by])));
    const texts = await typedTexts(
      logbook,
      deeds.flatMap((deed) => (deed ? [deed.event] : [])),
    );
    return alarms.map((alarm) => alarmView(alarm, seen(alarm, texts)));
  }

  function existing(id: string): Alarm {
    const alarm = live.get(id);
    if (!alarm) throw new AppError('alarm.notFound');
    return alarm;
  }

  async function inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    const before = underWay.get(id) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(work); // another's failure is told to that one
    underWay.set(id, mine);
    try {
      return await mine;
    } finally {
      if (underWay.get(id) === mine) underWay.delete(id);
    }
  }

  /** Areas, and sites for machines that stand in none, in which more is annunciated than a person can take. */
  function floodsNow(scope: Scope, caller: Caller): Alarms['floods'] {
    const inScope = scopeTest(scope);
    const times = new Map<PlaceId, number[]>();
    for (const { atUs, site, machine } of live.recent()) {
      if (!inScope({ site, machine, kind: 'condition' })) continue;
      const path = pathToRoot(caller.plant, placeId('machine', machine));
      const place = path.find((one) => levelOf(one) === 'area') ?? placeId('site', site);
      const known = times.get(place);
      if (known) known.push(atUs);
      else times.set(place, [atUs]);
    }
    return [...times].flatMap(([place, atUs]) => {
      const last = floodsIn(atUs, limits, nowUs()).at(-1);
      if (!last || last.toUs !== undefined) return [];
      return [{ place, sinceUs: last.fromUs, annunciated: last.annunciated }];
    });
  }

  return {
    list: async (query, { scope, caller }) => {
      const inScope = scopeTest(scope);
      const inPlace = query.place && scopeTest(union(reachOf(caller.plant, [query.place])));
      const machines = query.machine && new Set(query.machine);
      const chosen = [...live.all()].filter((alarm) => {
        const addressed = { site: alarm.site, machine: alarm.machine, kind: 'condition' } as const;
        return inScope(addressed) && inPlace?.(addressed) !== false && machines?.has(alarm.machine) !== false;
      });
      const rows = chosen
        .map((alarm) => ({ alarm, state: alarmState(alarm) }))
        .filter(
          ({ alarm, state }) =>
            (query.state ? query.state.includes(state) : state !== 'normal') &&
            query.priority?.includes(alarm.decided.priority) !== false,
        );
      const { page, next } = pageByKey(rows, query, listKey);
      return {
        alarms: await whole(page.map(({ alarm }) => alarm)),
        counts: countsOf(chosen),
        floods: floodsNow(scope, caller),
        upToDate: live.isUpToDate(),
        ...(next === undefined ? {} : { next }),
      };
    },
    placeOf: (id, caller) => {
      const { site, machine } = existing(id);
      const stands = placeId('machine', machine);
      const place = caller.plant.places.has(stands) ? stands : placeId('site', site);
      if (!mayAt(caller, 'alarm.read', place)) throw new AppError('alarm.notFound');
      return place;
    },
    detail: async (id, page) => {
      const alarm = existing(id);
      const [view] = await whole([alarm]);
      try {
        return { alarm: view!, ...(await historyOf(alarm, page)), historyMissing: false };
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'store.unavailable') throw error;
        const present = episodeOf(alarm);
        return {
          alarm: view!,
          episodes: present ? [episodeView(present, limits)] : [],
          acts: [],
          historyMissing: true,
        };
      }
    },
    act: (id, wanted, { caller, idempotencyKey }) =>
      inTurn(id, async () => {
        const alarm = existing(id);
        const once = onceOf({ id, wanted, caller, idempotencyKey });
        // An attempt whose answer was lost has done it already: it is not refused for what it did itself.
        if (!(once && done.has(once))) requirePossible(alarm, wanted);
        const event = logbook.personal.sealEvent(actEvent(alarm, wanted, { caller, nowUs: nowUs() }));
        // Before anybody hears of it, so that the stream tells at once by whom it was.
        if (caller.person) await names.learn([caller.person.id]);
        const told = await logbook.append({ events: [event], ...once, priority: 'audit' });
        if (once) done.add(once);
        await live.takenUp({ epoch: told.epoch, seq: told.firstSeq + told.count - 1 });
        const [view] = await whole([existing(id)]);
        return view!;
      }),
    views: (alarms) => {
      const people = alarms.flatMap(({ acknowledged, shelved, outOfService }) =>
        [acknowledged, shelved, outOfService].flatMap((deed) => (deed?.by === undefined ? [] : [deed.by])),
      );
      // Those not known yet come without their names; the next look has them.
      names.learn(people).catch(() => undefined);
      return alarms.map((alarm) => alarmView(alarm, seen(alarm)));
    },
  };

  async function historyOf(alarm: Alarm, { after, limit }: { after?: string | undefined; limit: number }) {
    const before = after === undefined ? undefined : keyOf(after, 2);
    const rows = await store.alarmHistory.episodes(alarm.id, {
      limit: limit + 1,
      ...(before ? { before: { receivedUs: Number(before[0]), event: before[1]! } } : {}),
    });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const more = rows.length > limit && last !== undefined;
    const present = episodeOf(alarm);
    // The database may be a moment behind.
    if (!before && present) page.splice(0, page[0]?.event === present.event ? 1 : 0, present);
    const acts = await store.alarmHistory.acts(alarm.id, {
      ...(more ? { fromUs: last.receivedUs } : {}),
      ...(before ? { toUs: Number(before[0]) } : {}),
      limit: mostActs,
    });
    return {
      episodes: page.map((episode) => episodeView(episode, limits)),
      acts: await actViews(acts),
      ...(more ? { next: cursorOf([String(last.receivedUs), last.event]) } : {}),
    };
  }

  async function actViews(acts: readonly ActRow[]): Promise<AlarmActView[]> {
    await names.learn(acts.flatMap(({ by }) => (by === undefined ? [] : [by])));
    const texts = await typedTexts(
      logbook,
      acts.map(({ event }) => event),
    );
    return acts.map((row) => actView(row, { nameOf: names.nameOf, texts }));
  }
}

export function actView(
  { event, act, activation, untilUs, ...deed }: ActRow,
  { nameOf, texts }: { nameOf: Seen['nameOf']; texts: ReadonlyMap<string, string> },
): AlarmActView {
  const text = texts.get(event);
  return {
    event,
    act,
    activation,
    ...doneView(deed, { nameOf }),
    ...(untilUs === undefined ? {} : { untilUs }),
    ...(text === undefined ? {} : { text }),
  };
}

function episodeView(episode: AlarmEpisode, { fleetingUs }: Pick<AlarmLimits, 'fleetingUs'>): EpisodeView {
  const { event: _event, alarm: _alarm, site: _site, machine: _machine, path: _path, ...rest } = episode;
  const { code: _code, nativeCode: _nativeCode, quiet: _quiet, ...shown } = rest;
  const response = responseUs(episode);
  const stood = stoodUs(episode);
  return {
    ...shown,
    ...(response === undefined ? {} : { responseUs: response }),
    fleeting: stood !== undefined && stood < fleetingUs,
  };
}

/** What waits for somebody first, then by priority, then the newest. */
function listKey({ alarm, state }: { alarm: Alarm; state: AlarmState }): [string, ...string[]] {
  const urgency = alarmPriorities.length - alarmPriorities.indexOf(alarm.decided.priority);
  const age = String(Number.MAX_SAFE_INTEGER - Math.max(0, alarm.receivedUs)).padStart(16, '0');
  return [waitingStates.has(state) ? '0' : '1', String(urgency), age, alarm.id];
}

function countsOf(alarms: readonly Alarm[]): AlarmCounts {
  const states = Object.fromEntries(alarmStates.map((state) => [state, 0])) as AlarmCounts['states'];
  const unacknowledged = { low: 0, medium: 0, high: 0 };
  for (const alarm of alarms) {
    const state = alarmState(alarm);
    states[state] += 1;
    if (waitingStates.has(state)) unacknowledged[alarm.decided.priority] += 1;
  }
  return { states, unacknowledged };
}
