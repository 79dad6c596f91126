/** What remembered rules gave is taken back: what else is known of it answers again. */
import type { Repositories } from '@mantinel/store';
import { settleProjects } from './settle-projects.ts';

/** Tools have what a rule said in place of what was read of them: their programs are read again by whoever calls `readAgain`. */
export async function takeBack(
  tx: Pick<Repositories, 'facts' | 'projects' | 'programs' | 'programInbox'>,
  nowUs: () => number,
  rules: readonly string[],
): Promise<void> {
  const given = await tx.facts.takeBack(rules);
  const programs = given.flatMap(({ program, tool }) => (tool === undefined ? [] : (program ?? [])));
  await settleProjects(tx, nowUs, { projects: given.map(({ project }) => project), programs });
  await tx.programs.outdate([...new Set(programs)]);
}
