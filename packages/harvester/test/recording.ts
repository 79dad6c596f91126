/** A recording of a program as a control would tell it, with what it was doing at each second: truth to align against. */

import type { Event } from '@mantinel/domain';
import { assumedDynamics, bytesOfText, type NcProgram, programOf } from '@mantinel/nc';
import type { MachineRun } from '../src/align/runs/run.ts';
import { runSplitter } from '../src/align/runs/runs.ts';
import { roles } from '../src/align/samples/roles.ts';
import { sampler } from '../src/align/samples/samples.ts';
import { type Timeline, timelineOf } from '../src/align/timeline/timeline.ts';
import { told } from './told.ts';

/** Another machine than the planner believes in: slow to speed up, slow to change tools. */
const slowMachine = {
  ...assumedDynamics('mill'),
  id: 'slow',
  accelerationPerS2: [900, 900, 700, 600, 600, 600],
  settleS: 0.12,
  toolChangeS: 14,
} as const;

export const ncProgram = (text: string, name = 'O1234.NC'): NcProgram => programOf(name, bytesOfText(text));

export const expected = (text: string): Timeline =>
  timelineOf(ncProgram(text), { dynamics: assumedDynamics('mill') });

export interface Recording {
  readonly events: readonly Event[];
  /** Operation at each moment, in seconds since its beginning. */
  readonly operationAt: (atS: number) => number;
  readonly totalS: number;
}

export interface RecordingOptions {
  /** What the control tells; nothing but its execution otherwise. */
  readonly tells?: readonly ('line' | 'n' | 'block' | 'tool' | 'speed')[];
  readonly everyS?: number;
  /** Per cent, of the whole run. */
  readonly feedOverride?: number;
  readonly program?: string;
  /** Held at the first, for the second; seconds. */
  readonly hold?: { readonly atS: number; readonly forS: number };
  /** Ends there with this instead of PROGRAM_COMPLETED. */
  readonly ends?: { readonly atS: number; readonly execution?: string };
  readonly beganS?: number;
}

export function recordingOf(text: string, options: RecordingOptions = {}): Recording {
  const {
    tells = [],
    everyS = 0.2,
    feedOverride = 100,
    program = 'O1234',
    hold,
    ends,
    beganS = 100,
  } = options;
  const timeline = timelineOf(ncProgram(text), { dynamics: slowMachine });
  const lines = text.split('\n');
  const factor = 100 / feedOverride;
  const wholeS = timeline.startS[timeline.steps]! * factor;
  const endS = Math.min(wholeS, ends?.atS ?? wholeS);
  const clock = (atS: number) => beganS + atS + (hold && atS > hold.atS ? hold.forS : 0);
  const stepAt = (atS: number) => {
    let step = 0;
    while (step + 1 < timeline.steps && timeline.startS[step + 1]! * factor <= atS) step += 1;
    return step;
  };
  const events: Event[] = [told(beganS - 5, 'mode', 'AUTOMATIC'), told(beganS - 5, 'program', program)];
  if (feedOverride !== 100) events.push(told(beganS - 4, 'Fovr', feedOverride));
  if (tells.includes('tool')) events.push(told(beganS - 4, 'tool', 99));
  events.push(told(beganS, 'execution', 'ACTIVE'));
  for (let atS = 0; atS < endS; atS += everyS) {
    const step = stepAt(atS);
    const at = clock(atS);
    if (hold && atS <= hold.atS && atS + everyS > hold.atS) {
      events.push(told(clock(hold.atS), 'execution', 'FEED_HOLD'));
      events.push(told(clock(hold.atS) + hold.forS, 'execution', 'ACTIVE'));
    }
    if (tells.includes('line')) events.push(told(at, 'line', timeline.line[step]!));
    if (tells.includes('n') && timeline.block[step]! >= 0)
      events.push(told(at, 'line', timeline.block[step]!));
    if (tells.includes('block')) events.push(told(at, 'block', lines[timeline.line[step]! - 1]!));
    if (tells.includes('tool'))
      events.push(told(at, 'tool', timeline.changesTool[step] === 1 ? 0 : timeline.tool[step]!));
    if (tells.includes('speed')) events.push(told(at, 'Srpm', timeline.spindleRpm[step]!));
  }
  events.push(told(clock(endS), 'execution', ends ? (ends.execution ?? 'READY') : 'PROGRAM_COMPLETED'));
  events.push(told(clock(endS) + 10, 'mode', 'MANUAL'));
  return {
    events,
    totalS: endS,
    operationAt: (atS) =>
      timeline.operation[stepAt(hold && atS > hold.atS ? Math.max(hold.atS, atS - hold.forS) : atS)]!,
  };
}

export function runsIn(events: Iterable<Event>): MachineRun[] {
  const { take, flush } = sampler({ roles: roles() });
  const splitter = runSplitter();
  const found: MachineRun[] = [];
  for (const event of events) for (const sample of take(event)) found.push(...splitter.take(sample));
  for (const sample of flush()) found.push(...splitter.take(sample));
  return [...found, ...splitter.end()];
}

/** Four tools: face, pocket of many short blocks, holes by a subprogram in a loop, a chamfer. */
export const partProgram = (() => {
  const blocks = ['%', 'O1234 (BRACKET)', 'G21 G90 G17 G40 G49 G80'];
  let number = 10;
  const put = (words: string) => {
    blocks.push(`N${number} ${words}`);
    number += 10;
  };
  put('T1 M6 (FACE MILL D50)');
  put('G0 G54 X-30. Y0. S2000 M3');
  put('G43 H1 Z5.');
  for (let y = 0; y < 6; y++) {
    put(`G0 X-30. Y${y * 30}.`);
    put('G1 Z-1. F1500.');
    put('G1 X180. F1200.');
    put('G0 Z5.');
  }
  put('T2 M6 (END MILL D10)');
  put('G0 X50. Y50. S6000 M3');
  put('G43 H2 Z5.');
  for (let pass = 1; pass <= 8; pass++) {
    put(`G1 Z-${pass}. F400.`);
    for (let at = 0; at < 40; at++) {
      const angle = (at / 40) * 2 * Math.PI;
      put(
        `G1 X${(50 + 20 * Math.cos(angle) + pass * 0.1).toFixed(3)} Y${(50 + 20 * Math.sin(angle)).toFixed(3)} F900.`,
      );
    }
  }
  put('G0 Z50.');
  put('T3 M6 (DRILL D6)');
  put('G0 X10. Y10. S3000 M3');
  put('G43 H3 Z5.');
  put('M98 P2000 L12');
  put('G90 G0 Z50.');
  put('T4 M6 (CHAMFER D8)');
  put('G0 X0. Y0. S5000 M3');
  put('G43 H4 Z5.');
  for (let side = 0; side < 4; side++) {
    put('G1 Z-0.5 F500.');
    put(`G1 X${side % 2 === 0 ? 150 : 0}. Y${side < 2 ? 0 : 150}. F700.`);
  }
  put('G0 Z100.');
  put('M30');
  blocks.push('O2000', 'G90 G1 Z-15. F200.', 'G0 Z5.', 'G91 G0 X12.', 'G90 M99', '%', '');
  return blocks.join('\n');
})();
