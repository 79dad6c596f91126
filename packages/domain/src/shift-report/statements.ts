/** What went well and what went wrong, by plain rules; each statement names the time and the machine whose events say so. */
import type { MachineSum } from './machine-tally.ts';
import type { ShiftFindings } from './shift-findings.ts';
import { lengthOf, runningShare, type Span } from './span.ts';

interface Of extends Span {
  readonly machine?: string;
  /** Narrows the events that say so. */
  readonly code?: string;
}

export type Statement = Of &
  (
    | { readonly says: 'ranMost'; readonly share: number }
    | { readonly says: 'ranMore' | 'ranLess'; readonly share: number; readonly before: number }
    | { readonly says: 'partsMade'; readonly parts: number; readonly before?: number }
    | { readonly says: 'noFault' }
    | { readonly says: 'allRecorded' }
    | { readonly says: 'longStop'; readonly us: number; readonly open: boolean; readonly alarm?: string }
    | { readonly says: 'alarmOften'; readonly count: number; readonly alarm: string }
    | { readonly says: 'alarmStands'; readonly alarm: string }
    | { readonly says: 'noData'; readonly us: number; readonly share: number }
    | { readonly says: 'neverRan' }
  );

export const isGood = ({ says }: Statement): boolean =>
  says === 'ranMost' ||
  says === 'ranMore' ||
  says === 'partsMade' ||
  says === 'noFault' ||
  says === 'allRecorded';

/** What is worth a line; figures of this product, changed here alone. */
const worth = {
  ranShare: 0.75,
  differs: 0.1,
  stopUs: 15 * 60_000_000,
  alarmCount: 5,
  noDataShare: 0.02,
  each: 5,
} as const;

export function statementsOf({
  span,
  machines,
  sum,
  longestStops,
  topAlarms,
  before,
}: ShiftFindings): Statement[] {
  const all: Statement[] = [];
  const known = machines.filter(({ us }) => us.running + us.idle + us.stopped > 0);
  const [share, shareBefore] = [sum.runningShare, before?.runningShare];
  if (share !== undefined && shareBefore !== undefined && Math.abs(share - shareBefore) >= worth.differs)
    all.push({ says: share > shareBefore ? 'ranMore' : 'ranLess', share, before: shareBefore, ...span });
  if (sum.parts !== undefined && sum.parts > 0)
    all.push({
      says: 'partsMade',
      parts: sum.parts,
      ...(before?.parts === undefined ? {} : { before: before.parts }),
      ...span,
      code: 'machine.partCount',
    });
  all.push(...bestOf(known, span));
  if (known.length > 0 && known.every(({ alarms }) => alarms.every(({ level }) => level !== 'fault')))
    all.push({ says: 'noFault', ...span });
  const noData = machines.filter(({ us }) => us.noData > worth.noDataShare * lengthOf(span));
  if (machines.length > 0 && noData.length === 0) all.push({ says: 'allRecorded', ...span });

  for (const { machine, fromUs, toUs, open, alarm } of longestStops.slice(0, worth.each)) {
    const us = toUs - fromUs;
    if (us < worth.stopUs) break;
    // One that never ran has a line of its own.
    if (machines.find((each) => each.machine === machine)?.us.running === 0) continue;
    const why = alarm ? { alarm: alarmText(alarm) } : {};
    all.push({ says: 'longStop', us, open, ...why, machine, fromUs, toUs });
  }
  for (const { machine, code, count, ...alarm } of topAlarms.slice(0, worth.each)) {
    if (count >= worth.alarmCount)
      all.push({ says: 'alarmOften', count, alarm: alarmText({ code, ...alarm }), machine, code, ...span });
  }
  for (const { machine, alarms } of machines)
    for (const { level, standing, ...alarm } of alarms.slice(0, worth.each))
      if (standing && level === 'fault')
        all.push({ says: 'alarmStands', alarm: alarmText(alarm), machine, code: alarm.code, ...span });
  for (const { machine, us } of known) if (us.running === 0) all.push({ says: 'neverRan', machine, ...span });
  for (const { machine, us } of noData)
    all.push({ says: 'noData', us: us.noData, share: us.noData / lengthOf(span), machine, ...span });
  return all;
}

function bestOf(known: readonly MachineSum[], span: Span): Statement[] {
  const shares = known
    .map(({ machine, us }) => ({ machine, share: runningShare(us) ?? 0, us }))
    // Of a few minutes nothing is said.
    .filter(({ share, us }) => share >= worth.ranShare && us.noData < lengthOf(span) / 2)
    .sort((a, b) => b.share - a.share);
  return shares
    .slice(0, worth.each)
    .map(({ machine, share }) => ({ says: 'ranMost', share, machine, ...span }));
}

interface SaidAlarm {
  readonly code: string;
  readonly number?: string;
  readonly message: string;
}

/** As the control put it: its number, else the code, and its text, with which many begin by the number themselves. */
export const alarmText = ({ code, number = code, message }: SaidAlarm): string =>
  message.startsWith(number) ? message : `${number} ${message}`.trim();
