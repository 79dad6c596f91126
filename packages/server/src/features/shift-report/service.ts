/** Shift reports, made anew from the logbook whenever somebody asks. */
import {
  AppError,
  type Language,
  type ShiftReportFileQuery,
  type ShiftReportQuery,
  type ShiftReportView,
} from '@mantinel/contract';
import {
  type Attributes,
  type ExplainableAlarm,
  type MachineSum,
  machinesWithin,
  placeId,
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
import { union } from '../../http/reader-scope.ts';
import type { Explanations } from '../catalogue/explanations.ts';
import type { Calendars } from '../plant/calendars.ts';
import type { PlantView } from '../plant/plant-view.ts';
import { type DocumentFile, documentFile } from './document-file.ts';
import { findShift, wholeDays } from './find-shift.ts';
import { readGaps, readShift, type ShiftSource } from './read-shift.ts';

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
  readonly calendars: Pick<Calendars, 'of' | 'timeZone'>;
  readonly view: PlantView;
  readonly explanations: Pick<Explanations, 'explain'>;
  readonly nowUs: () => number;
}

export function shiftReports({
  logbook,
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

    const machines = machinesWithin(tree, place).map(shortId);
    const source = { logbook, scope: union(reachOf(tree, [place])), machines, signal };
    const span = { fromUs: shift.startUs, toUs: Math.max(shift.startUs + 1, Math.min(shift.endUs, now)) };
    const [sums, sumsBefore] = await tally(source, span, before);
    const document = reportDocument(shiftReport(span, sums, sumsBefore), {
      language,
      zone: zonedTime(calendar.timeZone),
      timeZone: calendar.timeZone,
      machineName: view.machineName,
      explain: (alarm) => meaning(alarm, language),
      place: there.name,
      shift,
      madeUs: now,
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

/** One reading for both shifts: the one before sets the scene of the other. */
async function tally(
  source: ShiftSource,
  span: Span,
  before: Shift | undefined,
): Promise<[MachineSum[], MachineSum[] | undefined]> {
  const spanBefore = before && { fromUs: before.startUs, toUs: before.endUs };
  const whole = { fromUs: spanBefore?.fromUs ?? span.fromUs, toUs: span.toUs };
  const gaps = await readGaps(source, whole);
  const tallies = [span, ...(spanBefore ? [spanBefore] : [])].map((each) =>
    shiftTally(source.machines, each, gaps),
  );
  for await (const event of readShift(source, whole)) for (const each of tallies) each.add(event);
  const [sums, sumsBefore] = tallies.map((each) => each.machines());
  return [sums!, sumsBefore];
}

const none: Attributes = {};

const named = ({ name, startUs, endUs }: Shift) => ({ name, startUs, endUs });
