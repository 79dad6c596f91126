/** Shift reports, made anew from the logbook whenever somebody asks. */
import {
  AppError,
  type Language,
  type ShiftReportFileQuery,
  type ShiftReportQuery,
  type ShiftReportView,
} from '@mantinel/contract';
import {
  type AlarmEpisode,
  type Attributes,
  alarmOfStop,
  alarmSums,
  type ExplainableAlarm,
  type MachineSum,
  machinesWithin,
  placeId,
  type Reach,
  type ReportNote,
  reachOf,
  reportDocument,
  type Shift,
  type Span,
  shiftReport,
  shiftTally,
  shortId,
  zonedTime,
} from '@mantinel/domain';
import type { EventStore } from '@mantinel/logbook';
import type { Store } from '@mantinel/store';
import { union } from '../../http/reader-scope.ts';
import type { EpisodesAsked } from '../alarms/known-episodes.ts';
import type { Explanations } from '../catalogue/explanations.ts';
import type { Calendars } from '../plant/calendars.ts';
import type { PlantView } from '../plant/plant-view.ts';
import { type DocumentFile, documentFile } from './document-file.ts';
import { findShift, wholeDays } from './find-shift.ts';
import { machinesThere, readGaps, readShift, type ShiftSource } from './read-shift.ts';

export interface ShiftReports {
  /** Throws `place.notFound`, `shift.notFound`. */
  report(query: ShiftReportQuery, signal: AbortSignal): Promise<ShiftReportView>;
  /** To print. `panelUrl`: where its links lead. Throws as `report`. */
  file(
    query: ShiftReportFileQuery,
    { signal, panelUrl }: { signal: AbortSignal; panelUrl: string },
  ): Promise<DocumentFile>;
}

export interface ShiftReportsOptions {
  readonly logbook: Pick<EventStore, 'page'>;
  readonly store: Pick<Store, 'annotations'>;
  /** Undefined where they are not all known. */
  readonly alarmEpisodes: (asked: EpisodesAsked) => Promise<readonly AlarmEpisode[] | undefined>;
  readonly calendars: Pick<Calendars, 'of' | 'timeZone'>;
  readonly view: PlantView;
  readonly explanations: Pick<Explanations, 'explain'>;
  readonly nowUs: () => number;
}

export function shiftReports({
  logbook,
  store,
  alarmEpisodes,
  calendars,
  view,
  explanations,
  nowUs,
}: ShiftReportsOptions): ShiftReports {
  /** In a line; undefined where nobody has said it of this code. */
  function meaning(
    { machine, code, path, number }: ExplainableAlarm,
    language: Language,
  ): string | undefined {
    const event = {
      site: view.siteOf(placeId('machine', machine)),
      machine,
      code,
      ...(path === undefined ? {} : { path }),
      attributes: number === undefined ? none : { nativeCode: number },
    };
    const found = explanations.explain(event, language);
    if (!found || found.generic) return undefined;
    const { title, action } = found.texts;
    return action === undefined ? title : `${title} – ${action}`;
  }

  /** Of each machine; undefined where that of one is not known. */
  async function alarmsOf(machines: readonly string[], span: Span): Promise<Alarms | undefined> {
    const found = new Map<string, readonly AlarmEpisode[]>();
    for (const machine of machines) {
      const episodes = await alarmEpisodes({ ...span, machine, limit: mostEpisodes });
      if (!episodes) return undefined;
      found.set(machine, episodes);
    }
    return found;
  }

  async function notesOf(
    within: readonly Reach[],
    span: Span,
  ): Promise<{ notes: ReportNote[] | undefined; moreNotes: boolean }> {
    try {
      const found = await store.annotations.list({ within, order: 'time', ...span, limit: mostNotes + 1 });
      const notes = found
        .slice(0, mostNotes)
        .map(({ timeUs, machine, author, text }) => ({
          timeUs,
          ...(machine === undefined ? {} : { machine }),
          ...(author ? { author: author.name } : {}),
          text,
        }))
        .reverse();
      return { notes, moreNotes: found.length > mostNotes };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'store.unavailable') throw error;
      return { notes: undefined, moreNotes: false };
    }
  }

  async function report(query: ShiftReportQuery, signal: AbortSignal): Promise<ShiftReportView> {
    const { place, language } = query;
    const tree = await view.fresh();
    const there = tree.places.get(place);
    if (!there) throw new AppError('place.notFound', { data: { place } });
    const now = nowUs();
    const calendar = (await calendars.of(place)) ?? wholeDays(await calendars.timeZone(place));
    const found = findShift(calendar, query, now);
    if (!found) throw new AppError('shift.notFound', { data: { place } });
    const { shift, ofDay, before, after } = found;

    const within = reachOf(tree, [place]);
    const span = { fromUs: shift.startUs, toUs: Math.max(shift.startUs + 1, Math.min(shift.endUs, now)) };
    const all = {
      ...{ logbook, scope: union(within), signal },
      machines: machinesWithin(tree, place).map(shortId),
    };
    const machines = await machinesThere(all, span.toUs);
    const source = { ...all, machines };
    const alarms = await alarmsOf(machines, { fromUs: before?.startUs ?? span.fromUs, toUs: span.toUs });
    const [sums, sumsBefore] = await tally(source, { span, before, alarms });
    const document = reportDocument(shiftReport(span, sums, sumsBefore), {
      language,
      zone: zonedTime(calendar.timeZone),
      timeZone: calendar.timeZone,
      machineName: view.machineName,
      explain: (alarm) => meaning(alarm, language),
      place: there.name,
      shift,
      madeUs: now,
      alarmsFrom: alarms ? 'engine' : 'conditions',
      ...(await notesOf(within, span)),
    });
    return structuredClone({
      ...document,
      place,
      timeZone: calendar.timeZone,
      productionDay: shift.productionDay,
      shift: named(shift),
      shifts: ofDay.map(named),
      ...(before ? { before: named(before) } : {}),
      ...(after ? { after: named(after) } : {}),
    }) as ShiftReportView;
  }

  return {
    report,
    file: async ({ format, ...query }, { signal, panelUrl }) => {
      const made = await report(query, signal);
      return documentFile(made, { format, language: query.language, panelUrl, nowUs: nowUs() });
    },
  };
}

/** What the alarm engine annunciated, in place of what the conditions of the shift said. */
const byEpisodes = (sum: MachineSum, episodes: readonly AlarmEpisode[], span: Span): MachineSum => ({
  ...sum,
  alarms: alarmSums(episodes, span),
  stops: sum.stops.map(({ alarm: _, ...stop }) => {
    const alarm = alarmOfStop(episodes, stop);
    return alarm ? { ...stop, alarm } : stop;
  }),
});

type Alarms = ReadonlyMap<string, readonly AlarmEpisode[]>;

/** Of one machine; more in two shifts is one that says nothing any more. */
const mostEpisodes = 20_000;
const mostNotes = 200;

/** One reading for both shifts: the one before sets the scene of the other. */
async function tally(
  source: ShiftSource,
  { span, before, alarms }: { span: Span; before: Shift | undefined; alarms: Alarms | undefined },
): Promise<[MachineSum[], MachineSum[] | undefined]> {
  const spanBefore = before && { fromUs: before.startUs, toUs: before.endUs };
  const whole = { fromUs: spanBefore?.fromUs ?? span.fromUs, toUs: span.toUs };
  const gaps = await readGaps(source, whole);
  const tallies = [span, ...(spanBefore ? [spanBefore] : [])].map((each) => ({
    each,
    of: shiftTally(source.machines, each, gaps),
  }));
  for await (const event of readShift(source, whole)) for (const { of } of tallies) of.add(event);
  const [sums, sumsBefore] = tallies.map(({ of, each }) =>
    of.machines().map((sum) => (alarms ? byEpisodes(sum, alarms.get(sum.machine) ?? [], each) : sum)),
  );
  return [sums!, sumsBefore];
}

const none: Attributes = {};

const named = ({ name, startUs, endUs }: Shift) => ({ name, startUs, endUs });
