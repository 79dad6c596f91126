/** How much of what people read out of programs the reading finds. */
import type { ReadProgram } from '../../src/read/read-program.ts';

export interface Label {
  readonly sha256: string;
  readonly kind: string;
  readonly kindAlsoRight?: readonly string[];
  readonly dialect: string;
  readonly alsoRight?: readonly string[];
  readonly tools: readonly {
    readonly number: number | null;
    readonly kind: string | null;
    readonly diameterMm: number | null;
  }[];
  readonly operations: readonly LabelledOperation[];
  readonly material: { readonly group: string } | null;
}

interface LabelledOperation {
  readonly from: number;
  readonly to: number;
  readonly tool: number | null;
  readonly kind: string;
  readonly alsoRight?: readonly string[];
}

/** Parts of wholes, to be added up. */
export class Share {
  right = 0;
  of = 0;

  count(right: boolean): boolean {
    this.of += 1;
    if (right) this.right += 1;
    return right;
  }

  get value(): number {
    return this.of === 0 ? 1 : this.right / this.of;
  }
}

export const newScore = () => ({
  kind: new Share(),
  dialect: new Share(),
  /** Of the tools that the reading names with their kind, those that are right; and of the labelled ones, those it finds with their kind. */
  toolPrecision: new Share(),
  toolRecall: new Share(),
  diameters: new Share(),
  /** Labelled operations that one operation of the reading covers by at least half of both; and those of which the kind is right, too. */
  boundaries: new Share(),
  operations: new Share(),
  /** Of the materials that are answered; and the share of labelled ones that are. */
  materialPrecision: new Share(),
  materialAnswered: new Share(),
});

export type Score = ReturnType<typeof newScore>;

const sureEnough = 0.55;

/** Adds one program to the score; returns what was missed, a line each. */
export function scoreProgram(score: Score, label: Label, kind: string, read: ReadProgram): string[] {
  const missed: string[] = [];
  const miss = (what: string) => missed.push(what);
  const kinds = [label.kind, ...(label.kindAlsoRight ?? [])];
  if (!score.kind.count(kinds.includes(kind))) miss(`kind ${kind}, is ${label.kind}`);
  const { dialect } = read.dialect;
  if (!score.dialect.count([label.dialect, ...(label.alsoRight ?? [])].includes(dialect)))
    miss(`dialect ${dialect}, is ${label.dialect}`);
  // Who is set apart is not read.
  if (label.kind === 'nc' || kind === 'nc') scoreTools(score, label, read, miss);
  if (label.kind === 'nc') scoreOperations(score, label, read, miss);
  const [hint] = read.materials.filter(({ confidence }) => confidence >= sureEnough);
  if (hint && !score.materialPrecision.count(hint.value === label.material?.group))
    miss(`material ${hint.value} (${hint.because}), is ${label.material?.group ?? 'not told'}`);
  if (label.material && !score.materialAnswered.count(hint?.value === label.material.group))
    miss(`material ${label.material.group} not found`);
  return missed;
}

function scoreTools(score: Score, label: Label, read: ReadProgram, miss: (what: string) => void): void {
  const called = read.tools.filter(({ calls, number }) => calls > 0 && number > 0);
  for (const { number, kind, diameterMm } of called) {
    const truth = label.tools.find((tool) => tool.number === number);
    if (kind && truth?.kind !== null) {
      if (!score.toolPrecision.count(truth?.kind === kind.value))
        miss(`T${number} ${kind.value}, is ${truth?.kind ?? 'no tool of it'}`);
    }
    if (truth && truth.diameterMm !== null && diameterMm) {
      const off = Math.abs(diameterMm.value / truth.diameterMm - 1);
      if (!score.diameters.count(off < 0.02)) miss(`T${number} ⌀${diameterMm.value}, is ${truth.diameterMm}`);
    }
  }
  for (const { number, kind } of label.tools) {
    if (number === null || kind === null) continue;
    const found = called.find((tool) => tool.number === number);
    if (!score.toolRecall.count(found?.kind?.value === kind))
      miss(`T${number} ${kind} not found${found ? `: ${found.kind?.value ?? 'no kind'}` : ''}`);
  }
}

function scoreOperations(score: Score, label: Label, read: ReadProgram, miss: (what: string) => void): void {
  const left = new Set(read.operations);
  for (const truth of label.operations) {
    let best: ReadProgram['operations'][number] | undefined;
    let most = 0;
    for (const each of left) {
      if (truth.tool && each.operation.tool !== truth.tool) continue;
      const overlap = overlapOf(truth, each);
      if (overlap > most) {
        most = overlap;
        best = each;
      }
    }
    const covered = most >= 0.5;
    const named = `${truth.kind} ${truth.from}–${truth.to} T${truth.tool}`;
    if (!score.boundaries.count(covered)) {
      miss(
        `${named} has no operation: nearest ${best ? `${best.operation.kind} ${best.firstLine}–${best.lastLine}` : '–'}`,
      );
    }
    const kinds = [truth.kind, ...(truth.alsoRight ?? [])];
    const right = covered && kinds.includes(best!.operation.kind);
    if (!score.operations.count(right) && covered) miss(`${named} is called ${best!.operation.kind}`);
    if (covered) left.delete(best!);
  }
}

/** Lines in both over lines in either. */
function overlapOf(
  { from, to }: LabelledOperation,
  { firstLine, lastLine }: ReadProgram['operations'][number],
): number {
  const both = Math.min(to, lastLine) - Math.max(from, firstLine) + 1;
  const either = Math.max(to, lastLine) - Math.min(from, firstLine) + 1;
  return both <= 0 ? 0 : both / either;
}
