/** What people told of one run: as rows of outcomes, and together. */
import type { RunTold, RunView, TellRun } from '@mantinel/contract';
import type { Outcome } from '@mantinel/store';

type Told = Omit<RunTold, 'person' | 'atUs'>;
type OfRun = Pick<Outcome, 'kind' | 'value' | 'unit' | 'verdict' | 'cause' | 'tool' | 'note'>;

const counts = ['good', 'scrap', 'rework'] as const;

export function outcomesOf(told: Omit<TellRun, 'reason'>): OfRun[] {
  const { verdict, toolChanges, wear, note } = told;
  return [
    ...counts.flatMap((kind): OfRun[] => {
      const value = told[kind];
      return value === undefined ? [] : [{ kind, value, unit: 'pcs' }];
    }),
    ...(verdict === undefined ? [] : [{ kind: 'verdict', verdict }]),
    ...toolChanges.map(({ tool, cause }) => ({ kind: 'tool-change', tool, cause })),
    ...wear.map(({ tool, mm }) => ({ kind: 'wear', tool, value: mm, unit: 'mm' })),
    ...(note === undefined ? [] : [{ kind: 'note', note }]),
  ];
}

export function toldOf(rows: readonly OfRun[]): Told {
  const one = (kind: string) => rows.find((row) => row.kind === kind);
  const all = (kind: string) => rows.filter((row) => row.kind === kind && row.tool !== undefined);
  return {
    good: one('good')?.value,
    scrap: one('scrap')?.value,
    rework: one('rework')?.value,
    verdict: one('verdict')?.verdict as Told['verdict'],
    toolChanges: all('tool-change').map(({ tool, cause }) => ({
      tool: tool!,
      cause: cause as Told['toolChanges'][number]['cause'],
    })),
    wear: all('wear').map(({ tool, value }) => ({ tool: tool!, mm: value! })),
    note: one('note')?.note ?? rows.find((row) => row.note !== undefined)?.note,
  };
}

/** What the machine's counters said of it. */
export function countedOf(rows: readonly OfRun[]): RunView['counted'] {
  const value = (kind: string) => rows.find((row) => row.kind === kind)?.value;
  return { parts: value('parts'), scrap: value('scrap'), rework: value('rework') };
}
