/** A project's answers from what is said of it: a person's, else a rule's, else the surest, if it is sure enough. */
import type { FactRow, Repositories } from '@mantinel/store';

/** Below it a hint waits for a person. */
const sureEnough = 0.55;

/** What was added, taken back or read anew; of programs what is said of their tools. */
export interface Settled {
  readonly projects: Iterable<string>;
  readonly programs: Iterable<string>;
}

/** Also what waits of them for a person's word. */
export async function settleProjects(
  tx: Pick<Repositories, 'facts' | 'projects' | 'programInbox'>,
  nowUs: () => number,
  about: Settled,
): Promise<void> {
  const projects = new Set(about.projects);
  const byProject = Map.groupBy(await tx.facts.of([...projects]), ({ project }) => project);
  await tx.projects.settle(
    [...projects].map((id) => ({ id, ...answersOf(byProject.get(id) ?? []) })),
    nowUs(),
  );
  await tx.programInbox.settleTools([...new Set(about.programs)]);
}

/** `facts`: the surest first. */
export function answersOf(facts: readonly FactRow[]) {
  const material = answerOf(facts, 'material');
  const grade = answerOf(
    // A grade of another material is none of this one.
    facts.filter(
      ({ field, source }) =>
        field !== 'material-grade' ||
        facts.some(
          (other) => other.field === 'material' && other.source === source && other.value === material?.value,
        ),
    ),
    'material-grade',
  );
  return {
    material: material?.value,
    materialConfidence: material && (material.reader === 'person' ? 1 : material.confidence),
    grade: grade?.value,
    partNumber: answerOf(facts, 'part-number')?.value,
    customer: answerOf(facts, 'customer')?.value,
  };
}

function answerOf(facts: readonly FactRow[], field: string): FactRow | undefined {
  const said = facts.filter((fact) => fact.field === field && fact.tool === undefined);
  const by = (reader: string) => said.findLast((fact) => fact.reader === reader);
  const surest = said.find(({ confidence }) => confidence >= sureEnough);
  // Of two that are as sure and say otherwise neither is answered.
  const denied =
    surest && said.some(({ value, confidence }) => value !== surest.value && confidence >= surest.confidence);
  return by('person') ?? by('rule') ?? (denied ? undefined : surest);
}
