/** The account of a shift at a place: its machines, and what went well and what went wrong, each with the events that say so. */
import type { Event } from '../event.ts';
import { type MachineSum, type MachineTally, machineTally } from './machine-tally.ts';
import type { ShiftFindings, ShiftSum } from './shift-findings.ts';
import { lengthOf, runningShare, type Span } from './span.ts';
import { type Statement, statementsOf } from './statements.ts';

export interface ShiftReport extends ShiftFindings {
  readonly statements: readonly Statement[];
}

/** Several spans of one reading: the shift, and the one before it. Events in order of time, of any machine. */
export interface ShiftTally {
  add(event: Event): void;
  machines(): MachineSum[];
}

export interface GapOf extends Span {
  readonly machine: string;
}

const rowsKept = 10;

export function shiftTally(machines: readonly string[], span: Span, gaps: readonly GapOf[]): ShiftTally {
  const tallies = new Map<string, MachineTally>(
    machines.map((machine) => [
      machine,
      machineTally(
        machine,
        span,
        gaps.filter((gap) => gap.machine === machine),
      ),
    ]),
  );
  return {
    add: (event) => {
      if (event.machine !== undefined) tallies.get(event.machine)?.add(event);
    },
    machines: () => [...tallies.values()].map((tally) => tally.sum()),
  };
}

export function shiftReport(
  span: Span,
  machines: readonly MachineSum[],
  before: readonly MachineSum[] | undefined,
): ShiftReport {
  const longestStops = machines
    .flatMap(({ machine, stops }) => stops.map((stop) => ({ machine, ...stop })))
    .sort((a, b) => lengthOf(b) - lengthOf(a) || a.fromUs - b.fromUs)
    .slice(0, rowsKept);
  const topAlarms = machines
    .flatMap(({ machine, alarms }) => alarms.map((alarm) => ({ machine, ...alarm })))
    .sort((a, b) => b.count - a.count || b.activeUs - a.activeUs)
    .slice(0, rowsKept);
  const report = {
    span,
    machines,
    sum: sumOf(machines),
    longestStops,
    topAlarms,
    ...(before ? { before: sumOf(before) } : {}),
  };
  return { ...report, statements: statementsOf(report) };
}

function sumOf(machines: readonly MachineSum[]): ShiftSum {
  const total = (of: (machine: MachineSum) => number) => machines.reduce((sum, each) => sum + of(each), 0);
  const us = {
    running: total((machine) => machine.us.running),
    idle: total((machine) => machine.us.idle),
    stopped: total((machine) => machine.us.stopped),
    noData: total((machine) => machine.us.noData),
  };
  const counting = machines.filter(({ parts }) => parts !== undefined);
  return {
    us,
    runningShare: runningShare(us),
    stopCount: total(({ stopCount }) => stopCount),
    alarmCount: total(({ alarms }) => alarms.reduce((sum, { count }) => sum + count, 0)),
    parts: counting.length > 0 ? counting.reduce((sum, { parts }) => sum + parts!.count, 0) : undefined,
  };
}
