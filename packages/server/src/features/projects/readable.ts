/** Where somebody reads programs, and what of them they may see. */
import { AppError } from '@mantinel/contract';
import { type PlaceId, placesWith, placesWithin } from '@mantinel/domain';
import type { ProgramRow, ProjectRow, RevisionRow, Store } from '@mantinel/store';
import { type Caller, mayAt } from '../../http/caller.ts';

export const readablePlaces = ({ plant, access }: Caller): PlaceId[] => [
  ...new Set(placesWith(plant, access, ['program.read']).flatMap((place) => placesWithin(plant, place))),
];

/** Throws `project.notFound`, also for one that the caller may not see. */
export async function readableProject(
  store: Pick<Store, 'projects'>,
  id: string,
  caller: Caller,
): Promise<ProjectRow> {
  const project = await store.projects.get(id);
  if (!project || !mayAt(caller, 'program.read', project.place)) throw new AppError('project.notFound');
  return project;
}

/** Throws `program.notFound`, also for one that the caller may not see. */
export async function readableProgram(
  store: Pick<Store, 'projects' | 'programReading'>,
  id: string,
  caller: Caller,
): Promise<ProgramRow & { readonly place: PlaceId }> {
  const program = await store.programReading.get(id);
  const project = program && (await store.projects.get(program.project));
  if (!project || !mayAt(caller, 'program.read', project.place)) throw new AppError('program.notFound');
  return { ...program, place: project.place };
}

/** Throws `program.revisionNotFound`. */
export async function existingRevision(
  store: Pick<Store, 'programReading'>,
  program: string,
  number: number,
): Promise<RevisionRow> {
  const revision = await store.programReading.revision(program, number);
  if (!revision) throw new AppError('program.revisionNotFound', { data: { revision: number } });
  return revision;
}
