/** What a machinist would call different between two programs: block numbers, notes and spelling are not. */
import type { Operation } from '../features/operations/operation.ts';
import type { Spread } from '../features/operations/weighted.ts';
import type { ProgramTool } from '../features/tools/tools.ts';

export interface ProgramOutline {
  readonly operations: readonly Operation[];
  readonly tools: readonly ProgramTool[];
}

export type DifferenceSubject =
  | 'operation'
  | 'tool'
  | 'speed'
  | 'feed'
  | 'path'
  | 'work-offset'
  | 'tool-offset'
  | 'cycle';

export interface Difference {
  readonly subject: DifferenceSubject;
  readonly change: 'added' | 'removed' | 'changed';
  /** Operations in the two outlines; undefined where it is no operation or there is none. */
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** Lines of these operations, from 1. */
  readonly lineBefore: number | undefined;
  readonly lineAfter: number | undefined;
  /** A sentence, metric. */
  readonly message: string;
}

/** In the order of the second program. Empty: they cut the same, with the same tools, speeds and feeds. */
export function semanticDiff(before: ProgramOutline, after: ProgramOutline): readonly Difference[] {
  const differences: Difference[] = [];
  const a = before.operations.filter(({ cutMm }) => cutMm > 0);
  const b = after.operations.filter(({ cutMm }) => cutMm > 0);
  for (const [one, other] of aligned(a, b)) {
    const say = (subject: DifferenceSubject, change: Difference['change'], message: string) =>
      differences.push({
        subject,
        change,
        before: one?.index,
        after: other?.index,
        lineBefore: one?.line,
        lineAfter: other?.line,
        message,
      });
    if (one && other) compare(one, other, say);
    else if (one) say('operation', 'removed', `${title(one)} is gone.`);
    else if (other) say('operation', 'added', `${title(other)} is new.`);
  }
  differences.push(...toolDifferences(before.tools, after.tools));
  return differences;
}

type Say = (subject: DifferenceSubject, change: Difference['change'], message: string) => void;

function compare(one: Operation, other: Operation, say: Say): void {
  const name = title(other);
  if (one.tool !== other.tool) say('tool', 'changed', `${name}: tool ${other.tool} instead of ${one.tool}.`);
  const { cutting: was } = one;
  const { cutting: is } = other;
  if (!sameSpread(was.n, is.n))
    say('speed', 'changed', `${name}: n ${range(is.n)} instead of ${range(was.n)} 1/min.`);
  // At a feed per turn another speed changes mm/min, and at mm/min it changes the feed per turn: neither is another feed.
  const feeds = [
    [was.vf, is.vf],
    [was.f, is.f],
  ] as const;
  if (feeds.every(([a, b]) => !sameSpread(a, b)) || !sameSpread(was.vfPlunge, is.vfPlunge))
    say('feed', 'changed', `${name}: vf ${range(is.vf)} instead of ${range(was.vf)} mm/min.`);
  if (one.pathDigest !== other.pathDigest) {
    const longer = other.cutMm - one.cutMm;
    const by =
      Math.abs(longer) < 0.01
        ? 'as long'
        : `${millimetres(Math.abs(longer))} ${longer > 0 ? 'longer' : 'shorter'} at feed`;
    say('path', 'changed', `${name}: another path, ${by}.`);
  }
  const list = (values: readonly number[]) => values.join(', ') || 'none';
  if (list(one.workOffsets) !== list(other.workOffsets))
    say('work-offset', 'changed', `${name}: work offset ${offsets(other)} instead of ${offsets(one)}.`);
  if (list(one.lengthOffsets) !== list(other.lengthOffsets))
    say(
      'tool-offset',
      'changed',
      `${name}: H ${list(other.lengthOffsets)} instead of ${list(one.lengthOffsets)}.`,
    );
  if (list(one.radiusOffsets) !== list(other.radiusOffsets))
    say(
      'tool-offset',
      'changed',
      `${name}: D ${list(other.radiusOffsets)} instead of ${list(one.radiusOffsets)}.`,
    );
  const cycles = ({ cycles: counts, cycleDepthMm }: Operation) =>
    Object.entries(counts)
      .map(([kind, count]) => `${count} × ${kind}`)
      .join(', ') + (cycleDepthMm > 0 ? ` to ${millimetres(cycleDepthMm)}` : '');
  if (cycles(one) !== cycles(other))
    say('cycle', 'changed', `${name}: ${cycles(other) || 'no cycle'} instead of ${cycles(one) || 'none'}.`);
}

const toolDifferences = (before: readonly ProgramTool[], after: readonly ProgramTool[]): Difference[] => {
  const list: Difference[] = [];
  const say = (change: Difference['change'], message: string) =>
    list.push({
      ...{ subject: 'tool', change, before: undefined, after: undefined },
      ...{ lineBefore: undefined, lineAfter: undefined, message },
    });
  const called = (tools: readonly ProgramTool[]) =>
    new Map(tools.filter(({ calls }) => calls > 0).map((tool) => [tool.number, tool]));
  const [old, now] = [called(before), called(after)];
  for (const number of old.keys())
    if (!now.has(number)) say('removed', `Tool ${number} is no longer called.`);
  for (const [number, tool] of now) {
    const was = old.get(number);
    if (!was) say('added', `Tool ${number} is called.`);
    else if (
      was.diameterMm &&
      tool.diameterMm &&
      Math.abs(was.diameterMm.value - tool.diameterMm.value) > 1e-6
    )
      say(
        'changed',
        `Tool ${number} has a diameter of ${millimetres(tool.diameterMm.value)} instead of ${millimetres(was.diameterMm.value)}.`,
      );
  }
  return list;
};

/** How much two operations are one and the same: never by their place alone. */
const likeness = (a: Operation, b: Operation): number =>
  (a.pathDigest === b.pathDigest ? 6 : 0) +
  (a.tool === b.tool ? 2 : 0) +
  (a.name !== undefined && a.name === b.name ? 2 : 0) +
  (a.kind === b.kind ? 1 : 0) +
  (Math.abs(a.cutMm - b.cutMm) < 0.1 * Math.max(a.cutMm, b.cutMm) ? 1 : 0);

const leastLikeness = 3;

/** The alignment of greatest likeness in order; quadratic, which some hundreds of operations bear. */
function aligned(
  a: readonly Operation[],
  b: readonly Operation[],
): [Operation | undefined, Operation | undefined][] {
  const width = b.length + 1;
  const best = new Float64Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const like = likeness(a[i]!, b[j]!);
      const both = like < leastLikeness ? 0 : like + best[(i + 1) * width + j + 1]!;
      best[i * width + j] = Math.max(both, best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  const pairs: [Operation | undefined, Operation | undefined][] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const here = best[i * width + j]!;
    const like = i < a.length && j < b.length ? likeness(a[i]!, b[j]!) : 0;
    if (like >= leastLikeness && here === like + best[(i + 1) * width + j + 1]!) pairs.push([a[i++], b[j++]]);
    else if (i < a.length && (j >= b.length || here === best[(i + 1) * width + j]!))
      pairs.push([a[i++], undefined]);
    else pairs.push([undefined, b[j++]]);
  }
  return pairs;
}

const sameSpread = (a: Spread | undefined, b: Spread | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    near(a.min, b.min) &&
    near(a.max, b.max) &&
    near(a.typical, b.typical));

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b));

const title = ({ name, kind, tool, index }: Operation): string =>
  `Operation ${index + 1} (${name ?? kind}, tool ${tool})`;

const range = (spread: Spread | undefined): string => {
  if (!spread) return 'unknown';
  const [min, max] = [round(spread.min), round(spread.max)];
  return min === max ? `${min}` : `${min} – ${max}`;
};

const offsets = ({ workOffsets }: Operation): string =>
  workOffsets
    .map((number) =>
      number >= 1 && number <= 6 ? `G${53 + number}` : number >= 100 ? `G54.1 P${number - 100}` : `${number}`,
    )
    .join(', ');

const round = (value: number): number => Math.round(value * 100) / 100;
const millimetres = (value: number): string => `${Math.round(value * 1000) / 1000} mm`;
