/** A shift report as a document: the same headings, sentences and tables on the screen, in HTML and on paper. */
import type { ZonedTime } from '../shifts/zoned-time.ts';
import { type Activity, activities } from './activity.ts';
import type { MachineSum } from './machine-tally.ts';
import { reportWords } from './report-words.ts';
import type { AlarmOfMachine, ShiftSum, StopOfMachine } from './shift-findings.ts';
import type { ShiftReport } from './shift-report.ts';
import { lengthOf, runningShare, type Span } from './span.ts';
import { alarmText, isGood, type Statement } from './statements.ts';

/** The events that a statement rests on: a view of the log. */
export interface EventsLink extends Span {
  readonly machine?: string;
  readonly code?: string;
}

export interface ReportCell {
  readonly text: string;
  readonly link?: EventsLink;
  readonly isNumber?: true;
}

export type ReportBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'statement'; readonly good: boolean; readonly text: string; readonly link: EventsLink }
  /** The shift from left to right, in slices of equal length. */
  | {
      readonly kind: 'strip';
      readonly label: string;
      readonly link: EventsLink;
      readonly slices: readonly Activity[];
    }
  | { readonly kind: 'legend'; readonly activities: readonly { activity: Activity; text: string }[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly { head: string; share: number; isNumber?: true }[];
      readonly rows: readonly (readonly ReportCell[])[];
    };

export interface ReportDocument {
  readonly title: string;
  readonly subtitle: string;
  readonly blocks: readonly ReportBlock[];
}

export type ReportLanguage = keyof typeof reportWords;

export interface ExplainableAlarm {
  readonly machine: string;
  readonly code: string;
  readonly path?: string;
  readonly number?: string;
}

export interface DocumentSurroundings {
  readonly language: ReportLanguage;
  readonly zone: ZonedTime;
  readonly timeZone: string;
  readonly machineName: (id: string) => string;
  /** What an alarm means, in the language; undefined where nobody has said it. */
  readonly explain: (alarm: ExplainableAlarm) => string | undefined;
  readonly place: string;
  readonly shift: { readonly name: string; readonly startUs: number; readonly endUs: number };
  readonly madeUs: number;
  /** Where the sums of alarms come from. */
  readonly alarmsFrom: 'engine' | 'conditions';
  /** Of people, in order of time; undefined while they cannot be read. */
  readonly notes: readonly ReportNote[] | undefined;
  /** There are more notes, from earlier in the shift. */
  readonly moreNotes?: boolean;
}

export interface ReportNote {
  readonly timeUs: number;
  readonly machine?: string;
  readonly author?: string;
  readonly text: string;
}

export function reportDocument(report: ShiftReport, around: DocumentSurroundings): ReportDocument {
  const { language, zone, timeZone, machineName, explain, place, shift, madeUs, alarmsFrom, notes } = around;
  const { moreNotes = false } = around;
  const words = reportWords[language];
  const number = (count: number) => count.toLocaleString(words.locale);
  const share = (part: number) =>
    part.toLocaleString(words.locale, { style: 'percent', maximumFractionDigits: part < 0.1 ? 1 : 0 });
  const minute = (us: number) => zone.text(us).slice(0, 16);
  const clock = (us: number) => zone.text(us).slice(11, 19);
  const text = (of: string): ReportCell => ({ text: of });
  const figure = (of: string): ReportCell => ({ text: of, isNumber: true });
  const all: EventsLink = { fromUs: report.span.fromUs, toUs: report.span.toUs };

  const statement = (said: Statement): ReportBlock => ({
    kind: 'statement',
    good: isGood(said),
    text: words.statement(said, {
      machine: said.machine === undefined ? '' : machineName(said.machine),
      length: lengthText,
      share,
      number,
    }),
    link: linkOf(said),
  });
  const statements = (good: boolean, none: string): ReportBlock[] => {
    const said = report.statements.filter((each) => isGood(each) === good).map(statement);
    return said.length > 0 ? said : [{ kind: 'note', text: none }];
  };

  const machineRow = ({ machine, us, parts, stopCount, alarms }: MachineSum): ReportCell[] => {
    const ran = runningShare(us);
    return [
      { text: machineName(machine), link: { ...all, machine } },
      figure(ran === undefined ? words.activity.noData : share(ran)),
      ...activities.map((activity) => figure(lengthText(us[activity]))),
      figure(number(stopCount)),
      figure(number(alarms.reduce((sum, { count }) => sum + count, 0))),
      figure(partsText(parts)),
    ];
  };
  const partsText = (parts: MachineSum['parts']): string => {
    if (!parts) return words.notCounted;
    return number(parts.count) + (parts.resets > 0 ? ` (${words.partResets(parts.resets)})` : '');
  };
  const stopRow = ({ machine, alarm, ...stop }: StopOfMachine): ReportCell[] => {
    const { fromUs, toUs, beganUs, open } = stop;
    const began = beganUs < fromUs ? ` (${words.began(minute(beganUs))})` : '';
    return [
      { text: machineName(machine), link: { machine, fromUs, toUs } },
      text(clock(fromUs) + began),
      text(open ? words.open : clock(toUs)),
      figure(lengthText(toUs - fromUs)),
      text(alarm ? alarmText(alarm) : words.noAlarm),
      text((alarm && explain({ machine, ...alarm })) ?? ''),
    ];
  };
  const alarmRow = ({ message, count, activeUs, standing, ...alarm }: AlarmOfMachine): ReportCell[] => [
    { text: alarmText({ ...alarm, message }), link: { ...all, machine: alarm.machine, code: alarm.code } },
    text(machineName(alarm.machine)),
    figure(number(count)),
    figure(lengthText(activeUs) + (standing ? `, ${words.standing}` : '')),
    text(explain(alarm) ?? ''),
  ];
  const noteRow = ({ timeUs, machine, author, text: note }: ReportNote): ReportCell[] => [
    {
      text: clock(timeUs),
      link: linkOf({ ...(machine && { machine }), fromUs: timeUs, toUs: timeUs }, noteUs),
    },
    text(machine === undefined ? '' : machineName(machine)),
    text(author ?? ''),
    text(note),
  ];
  const compare = (head: string, of: (sum: ShiftSum) => string | undefined): ReportCell[] => [
    text(head),
    figure(of(report.sum) ?? words.nothingBefore),
    figure((report.before && of(report.before)) ?? words.nothingBefore),
  ];
  const right = { isNumber: true } as const;
  const gaps = report.machines.flatMap(({ machine, gaps: spans }) =>
    spans.map((span) => ({ machine, ...span })),
  );
  const isRunning = report.span.toUs < shift.endUs;

  return {
    title: `${words.title}: ${place}`,
    subtitle: `${shift.name}, ${minute(shift.startUs)} – ${minute(shift.endUs)}. ${words.made(zone.text(madeUs), timeZone)}`,
    blocks: [
      ...(isRunning ? [{ kind: 'note' as const, text: words.soFar }] : []),
      { kind: 'heading', text: words.wrong },
      ...statements(false, words.nothingWrong),
      { kind: 'heading', text: words.well },
      ...statements(true, words.nothingWell),
      { kind: 'heading', text: words.machines },
      ...report.machines.map(
        ({ machine, slices }): ReportBlock => ({
          kind: 'strip',
          label: machineName(machine),
          link: { ...all, machine },
          slices,
        }),
      ),
      {
        kind: 'legend',
        activities: activities.map((activity) => ({ activity, text: words.activity[activity] })),
      },
      {
        kind: 'table',
        columns: [
          { head: words.machine, share: 5 },
          { head: words.ranOfKnown, share: 3, ...right },
          ...activities.map((activity) => ({ head: words.activity[activity], share: 3, ...right })),
          { head: words.stopCount, share: 2, ...right },
          { head: words.alarms.split(',')[0]!, share: 2, ...right },
          { head: words.parts, share: 4, ...right },
        ],
        rows: report.machines.map(machineRow),
      },
      { kind: 'note', text: `${words.limits} ${words.alarmsFrom[alarmsFrom]}` },
      { kind: 'heading', text: words.stops },
      report.longestStops.length === 0
        ? { kind: 'note', text: words.noStops }
        : {
            kind: 'table',
            columns: [
              { head: words.machine, share: 3 },
              { head: words.from, share: 3 },
              { head: words.to, share: 2 },
              { head: words.length, share: 2, ...right },
              { head: words.firstAlarm, share: 5 },
              { head: words.meaning, share: 6 },
            ],
            rows: report.longestStops.map(stopRow),
          },
      { kind: 'heading', text: words.alarms },
      report.topAlarms.length === 0
        ? { kind: 'note', text: words.noAlarms }
        : {
            kind: 'table',
            columns: [
              { head: words.alarm, share: 6 },
              { head: words.machine, share: 3 },
              { head: words.count, share: 2, ...right },
              { head: words.stood, share: 3, ...right },
              { head: words.meaning, share: 6 },
            ],
            rows: report.topAlarms.map(alarmRow),
          },
      { kind: 'heading', text: words.notes },
      !notes || notes.length === 0
        ? { kind: 'note', text: notes ? words.noNotes : words.notesAway }
        : {
            kind: 'table',
            columns: [
              { head: words.time, share: 2 },
              { head: words.machine, share: 3 },
              { head: words.author, share: 3 },
              { head: words.note, share: 10 },
            ],
            rows: notes.map(noteRow),
          },
      ...(notes && moreNotes ? [{ kind: 'note' as const, text: words.moreNotes(number(notes.length)) }] : []),
      { kind: 'heading', text: words.gaps },
      gaps.length === 0
        ? { kind: 'note', text: words.noGaps }
        : {
            kind: 'table',
            columns: [
              { head: words.machine, share: 4 },
              { head: words.from, share: 3 },
              { head: words.to, share: 3 },
              { head: words.length, share: 2, ...right },
            ],
            rows: gaps
              .slice(0, gapsShown)
              .map(({ machine, fromUs, toUs }) => [
                { text: machineName(machine), link: { machine, fromUs, toUs } },
                text(clock(fromUs)),
                text(clock(toUs)),
                figure(lengthText(toUs - fromUs)),
              ]),
          },
      { kind: 'heading', text: words.compared },
      {
        kind: 'table',
        columns: [
          { head: '', share: 4 },
          { head: words.thisShift, share: 3, ...right },
          { head: words.shiftBefore, share: 3, ...right },
        ],
        rows: [
          compare(words.ranOfKnown, ({ runningShare: ran }) => (ran === undefined ? undefined : share(ran))),
          ...activities.map((activity) =>
            compare(words.activity[activity], ({ us }) => lengthText(us[activity])),
          ),
          compare(words.stopCount, ({ stopCount }) => number(stopCount)),
          compare(words.alarm, ({ alarmCount }) => number(alarmCount)),
          compare(words.parts, ({ parts }) => (parts === undefined ? words.notCounted : number(parts))),
        ],
      },
    ],
  };
}

const gapsShown = 30;

/** On both sides of a note. */
const noteUs = 60_000_000;

/** Around it, so that the events which begin and end it are seen as well. */
function linkOf({ machine, code, fromUs, toUs }: EventsLink, leastUs = 0): EventsLink {
  const marginUs = Math.max(leastUs, Math.min(60_000_000, lengthOf({ fromUs, toUs }) / 10));
  return {
    ...(machine === undefined ? {} : { machine }),
    ...(code === undefined ? {} : { code }),
    fromUs: Math.floor(fromUs - marginUs),
    toUs: Math.ceil(toUs + marginUs),
  };
}

/** `7 h 05 min`, `12 min`, `40 s`: the same in every language of the house. */
export function lengthText(us: number): string {
  const seconds = Math.round(us / 1_000_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** The path and query of the panel that shows these events. */
export function logAddress({ machine, code, fromUs, toUs }: EventsLink): string {
  const params = new URLSearchParams({ level: 'technical', order: 'time' });
  if (machine !== undefined) params.set('machine', machine);
  if (code !== undefined) params.set('code', code);
  params.set('fromUs', String(Math.floor(fromUs)));
  params.set('toUs', String(Math.ceil(toUs)));
  return `/?${params}`;
}
