/** What a run tells of its place in a program: each telling with the steps of the program that it may mean. */

import type { Moments } from '../runs/moments.ts';
import { blockText } from '../timeline/block-text.ts';
import type { Timeline } from '../timeline/timeline.ts';
import type { Progress } from './progress.ts';

export interface Observation {
  readonly row: number;
  /** Of `Progress`, in seconds of the program. */
  readonly atS: number;
  readonly kind: 'line' | 'text' | 'tool';
  /** The line or the tool. */
  readonly value: number;
  /** Where it may be, each with what it weighs and by which numbering. */
  readonly places: readonly Place[];
}

export interface Place {
  readonly step: number;
  readonly weight: number;
  /** By how much the control's lines are ahead of the program's. */
  readonly shift: number;
}

/** What the numbers mean that a control gives for a line. */
export interface Numbering {
  /** `line`: of the file, from 1 and shifted; `block`: the N word. */
  readonly kind: 'line' | 'block';
  /** Lines by which the control is ahead: where somebody put lines in at the machine there is more than one. */
  readonly shifts: readonly number[];
}

/** Of a block that is carried out more often, the turns about when it is expected. */
const mostPlaces = 16;
const shiftedWeight = 0.7;
const textWeight = 1.5;
const toolWeight = 3;

/** Steps of a line, an N word, a text, in order. */
export interface StepIndex {
  readonly line: ReadonlyMap<number, readonly number[]>;
  readonly block: ReadonlyMap<number, readonly number[]>;
  readonly text: ReadonlyMap<number, readonly number[]>;
}

export function stepIndex({ steps, line, block, text }: Timeline): StepIndex {
  const by = (values: ArrayLike<number>, none: number) => {
    const found = new Map<number, number[]>();
    for (let step = 0; step < steps; step++) {
      const value = values[step]!;
      if (value === none) continue;
      const known = found.get(value);
      if (known) known.push(step);
      else found.set(value, [step]);
    }
    return found;
  };
  return { line: by(line, 0), block: by(block, -1), text: by(text, 0) };
}

export interface Observing {
  readonly timeline: Timeline;
  readonly index: StepIndex;
  readonly moments: Moments;
  readonly progress: Progress;
  readonly numbering: Numbering | undefined;
  /** Seconds that the program is expected to be at for each that the run took: of a whole run the quotient of both. */
  readonly pace: number;
}

/** In the order of time. */
export function observationsOf(observing: Observing): Observation[] {
  const { timeline, index, moments, progress, numbering, pace } = observing;
  const found: Observation[] = [];
  const hashes = moments.texts.map((text) => blockText(text).hash);
  const has = new Set(timeline.operations.map(({ tool }) => tool));
  let [line, block, tool] = [-1, -1, -1];
  for (let row = 0; row < moments.count; row++) {
    if (moments.active[row] === 0) continue;
    const atS = progress.atS[row]!;
    const held = moments.tool[row]!;
    if (held !== tool && held > 0) {
      const places = toolPlaces(timeline, held).slice(0, mostPlaces);
      if (tool >= 0) found.push({ row, atS, kind: 'tool', value: held, places });
    }
    tool = held;
    /** With another tool in the spindle a block is not at work. */
    const fits = (step: number) =>
      held <= 0 || !has.has(held) || timeline.tool[step] === held || timeline.changesTool[step] === 1;
    if (moments.line[row] !== line) {
      line = moments.line[row]!;
      if (line > 0 && numbering) {
        const places = linePlaces(index, numbering, line, (steps) => nearest(steps, atS * pace)).filter(
          ({ step }) => fits(step),
        );
        found.push({ row, atS, kind: 'line', value: line, places });
      }
    }
    if (moments.block[row] !== block) {
      block = moments.block[row]!;
      const hash = block < 0 ? 0 : hashes[block]!;
      if (hash !== 0) {
        const steps = nearest(index.text.get(hash) ?? [], atS * pace);
        const places = steps.filter(fits).map((step) => ({ step, weight: textWeight, shift: 0 }));
        found.push({ row, atS, kind: 'text', value: hash, places });
      }
    }
  }
  return found;

  /** Of steps in order those about a time. */
  function nearest(steps: readonly number[], expectedS: number): readonly number[] {
    if (steps.length <= mostPlaces) return steps;
    let [low, high] = [0, steps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (timeline.startS[steps[middle]!]! < expectedS) low = middle + 1;
      else high = middle;
    }
    const from = Math.max(0, Math.min(low - mostPlaces / 2, steps.length - mostPlaces));
    return steps.slice(from, from + mostPlaces);
  }
}

function linePlaces(
  index: StepIndex,
  { kind, shifts }: Numbering,
  line: number,
  some: (steps: readonly number[]) => readonly number[],
): Place[] {
  if (kind === 'block')
    return some(index.block.get(line) ?? []).map((step) => ({ step, weight: 1, shift: 0 }));
  return shifts.flatMap((shift, at) =>
    some(index.line.get(line - shift) ?? []).map((step) => ({
      step,
      weight: at === 0 ? 1 : shiftedWeight,
      shift,
    })),
  );
}

/** Behind the block that changed it. */
function toolPlaces({ steps, changesTool, tool }: Timeline, wanted: number): Place[] {
  const places: Place[] = [];
  for (let step = 0; step < steps; step++) {
    if (changesTool[step] === 1 && tool[step] === wanted)
      places.push({ step: Math.min(step + 1, steps - 1), weight: toolWeight, shift: 0 });
  }
  return places;
}
