/** What is asked of every store: the same selections, as a filter of ours and as SQL. */
import type { Filter } from '@mantinel/logbook';

export interface Question {
  readonly name: string;
  readonly filter: Filter;
  readonly where: string;
}

export const questions: readonly Question[] = [
  { name: 'everything', filter: {}, where: 'true' },
  { name: '≥ ERROR', filter: { minSeverity: 17 }, where: 'severity >= 17' },
  { name: '≥ WARN', filter: { minSeverity: 13 }, where: 'severity >= 13' },
  {
    name: 'one machine, ≥ WARN',
    filter: { machines: ['cnc-07'], minSeverity: 13 },
    where: "machine = 'cnc-07' and severity >= 13",
  },
  { name: 'one machine', filter: { machines: ['cnc-07'] }, where: "machine = 'cnc-07'" },
  { name: 'a code', filter: { codes: ['machine.execution'] }, where: "code = 'machine.execution'" },
  { name: 'a rare code', filter: { codes: ['generic.AL1150'] }, where: "code = 'generic.AL1150'" },
  { name: 'a kind', filter: { kinds: ['condition'] }, where: "kind = 'condition'" },
  { name: 'a path', filter: { paths: ['Xload'] }, where: "path = 'Xload'" },
  {
    name: 'a path of one machine',
    filter: { machines: ['cnc-33'], paths: ['Vib'] },
    where: "machine = 'cnc-33' and path = 'Vib'",
  },
];

export const quantile = (values: number[], share: number): number =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

/** p50 and p95 in milliseconds of `runs` runs. */
export async function timed(
  runs: number,
  run: (i: number) => Promise<unknown>,
): Promise<{ p50: number; p95: number }> {
  const took: number[] = [];
  for (let i = 0; i < runs; i++) {
    const begunMs = performance.now();
    await run(i);
    took.push(performance.now() - begunMs);
  }
  return { p50: quantile(took, 0.5), p95: quantile(took, 0.95) };
}
