/** Projects by how much of another one's work they have done before. */
import type { Alike } from '@mantinel/harvester';
import type { ComparedRow } from '@mantinel/store';

/** An operation and those that are alike, of each project one. */
export interface OwnMatches {
  readonly row: ComparedRow;
  readonly alike: readonly Alike[];
}

export interface RankedProject {
  readonly project: string;
  readonly similarity: number;
  /** The most alike first. */
  readonly pairs: readonly { readonly row: ComparedRow; readonly alike: Alike }[];
}

/** Similarities of the operations by their time; one that has nothing alike in a project counts 0 there. */
export function rankedProjects(
  matches: readonly OwnMatches[],
  limit: number,
  pairsShown: number,
): RankedProject[] {
  const timed = matches.every(({ row }) => row.seconds !== undefined && row.seconds > 0);
  const shareOf = ({ seconds }: ComparedRow) => (timed ? seconds! : 1);
  const whole = matches.reduce((sum, { row }) => sum + shareOf(row), 0);
  const byProject = Map.groupBy(
    matches.flatMap(({ row, alike }) => alike.map((one) => ({ row, alike: one }))),
    ({ alike }) => alike.project,
  );
  return [...byProject]
    .map(([project, pairs]) => ({
      project,
      similarity: pairs.reduce((sum, { row, alike }) => sum + alike.similarity * shareOf(row), 0) / whole,
      pairs: pairs.toSorted((a, b) => b.alike.similarity - a.alike.similarity).slice(0, pairsShown),
    }))
    .sort((a, b) => b.similarity - a.similarity || (a.project < b.project ? -1 : 1))
    .slice(0, limit);
}
