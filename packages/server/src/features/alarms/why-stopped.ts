/** Why a machine is stopped: from its execution in the logbook and the alarms around it. */
import type { WhyStopped } from '@mantinel/contract';
import { type AlarmEpisode, causesOf, type ExecutionReading, isStopped, lastStop } from '@mantinel/domain';
import type { EventStore, Scope } from '@mantinel/logbook';
import type { ActRow, Store } from '@mantinel/store';
import { knownEpisodes } from './known-episodes.ts';
import type { LiveAlarms } from './live-alarms.ts';
import type { PeopleNames } from './people-names.ts';
import { actView } from './service.ts';
import { typedTexts } from './typed-texts.ts';

export interface WhyStoppedService {
  of(machine: string, request: { scope: Scope; atUs?: number | undefined }): Promise<WhyStopped>;
}

export interface WhyStoppedOptions {
  readonly live: LiveAlarms;
  readonly logbook: Pick<EventStore, 'get' | 'page' | 'personal' | 'seek'>;
  readonly store: Pick<Store, 'alarmHistory'>;
  readonly names: PeopleNames;
}

const readingsAtOnce = 500;
const mostPages = 10;
const mostFollowed = 50;
const mostEpisodes = 1000;
const shownBefore = 5;
const lookedAtBefore = 100;
const enoughForUsual = 3;
/** A machine that has not run since before the log began: what stood when it was last heard of. */
const leadUs = 3_600_000_000;

export function whyStopped({ live, logbook, store, names }: WhyStoppedOptions): WhyStoppedService {
  /** Newest first, from `atUs` backwards, until a whole stop is among them. */
  async function readings(machine: string, scope: Scope, atUs: number | undefined) {
    const selection = {
      scope,
      filter: { machines: [machine], kinds: ['state'], codes: ['machine.execution'] },
      order: 'time',
    } as const;
    const found: ExecutionReading[] = [];
    let from = atUs === undefined ? undefined : await logbook.seek(selection, { timeUs: atUs + 1 });
    for (let left = mostPages; left > 0; left -= 1) {
      const place = from === undefined ? {} : { from };
      const page = await logbook.page({
        ...selection,
        direction: 'older',
        limit: readingsAtOnce,
        ...place,
      });
      found.push(
        ...page.events
          .map(({ timeUs, attributes, quality }) => ({
            timeUs,
            value: String(attributes.value),
            good: quality === 'good',
          }))
          .reverse(),
      );
      if (page.older === undefined || lastStop(found)?.whole) break;
      from = page.older;
    }
    return found;
  }

  async function before(first: AlarmEpisode) {
    const all = await store.alarmHistory.episodes(first.alarm, { limit: lookedAtBefore });
    const earlier = all.filter(
      ({ event, receivedUs }) => event !== first.event && receivedUs <= first.receivedUs,
    );
    const acts = await store.alarmHistory.acts(first.alarm, { toUs: first.receivedUs, limit: 500 });
    const actsOf = ({ activation }: AlarmEpisode): ActRow[] =>
      acts.filter((act) => act.activation === activation);
    const shown = earlier.slice(0, shownBefore);
    const told = shown.flatMap(actsOf);
    await names.learn(told.flatMap(({ by }) => (by === undefined ? [] : [by])));
    const texts = await typedTexts(
      logbook,
      told.map(({ event }) => event),
    );
    const took = earlier.flatMap((episode) => tookUs(episode) ?? []).sort((a, b) => a - b);
    const counted = Map.groupBy(
      earlier.flatMap((episode) => [...new Set(actsOf(episode).map(({ act }) => act))]),
      (act) => act,
    );
    return {
      before: shown.map((episode) => {
        const lasted = tookUs(episode);
        const { raisedUs, clearedUs } = episode;
        return {
          fromUs: raisedUs,
          ...(clearedUs === undefined ? {} : { toUs: clearedUs }),
          ...(lasted === undefined ? {} : { tookUs: lasted }),
          helped: actsOf(episode).map((row) => {
            const { act, atUs, by, text } = actView(row, { nameOf: names.nameOf, texts });
            return { act, atUs, ...(by && { by }), ...(text !== undefined && { text }) };
          }),
        };
      }),
      times: Math.max(earlier.length, (await store.alarmHistory.times(first.alarm)) - 1),
      ...(took.length < enoughForUsual ? {} : { usualUs: took[Math.floor(took.length / 2)]! }),
      helped: [...counted]
        .map(([act, each]) => ({ act, times: each.length }))
        .sort((a, b) => b.times - a.times),
    };
  }

  const nothingBefore = { before: [], times: 0, helped: [] };

  return {
    of: async (machine, { scope, atUs }) => {
      const found = await readings(machine, scope, atUs);
      const [newest] = found;
      const known = live.isHeard(machine) && newest?.good === true;
      const stopped = atUs === undefined && known && isStopped(newest);
      const last = lastStop(found);
      if (!last) return { machine, stopped, known, followed: [], ...nothingBefore, historyMissing: false };
      const { fromUs, toUs = Number.MAX_SAFE_INTEGER } = last.stop;
      const around = { machine, fromUs: fromUs - leadUs, toUs, limit: mostEpisodes };
      const { episodes, missing } = await knownEpisodes({ live, store }, around);
      const { first, followed } = causesOf(last.stop, episodes);
      let earlier: Awaited<ReturnType<typeof before>> = nothingBefore;
      if (first && !missing) earlier = await before(first);
      return {
        machine,
        stopped,
        known,
        stop: { ...last.stop, execution: last.execution },
        ...(first ? { first: causeOf(first) } : {}),
        followed: followed.slice(0, mostFollowed).map(causeOf),
        ...earlier,
        historyMissing: missing,
      };
    },
  };
}

const tookUs = ({ raisedUs, clearedUs }: AlarmEpisode): number | undefined =>
  clearedUs === undefined ? undefined : Math.max(0, clearedUs - raisedUs);

const causeOf = (episode: AlarmEpisode): NonNullable<WhyStopped['first']> => ({
  alarm: episode.alarm,
  path: episode.path,
  code: episode.code,
  nativeCode: episode.nativeCode,
  raisedUs: episode.raisedUs,
  ...(episode.clearedUs === undefined ? {} : { clearedUs: episode.clearedUs }),
  level: episode.level,
  message: episode.message,
  priority: episode.priority,
  event: episode.event,
});
