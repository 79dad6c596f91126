/** Where a source's files lie on this computer, and which folders may be one. */
import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { AppError } from '@mantinel/contract';
import { folderProblem, folderProblems } from '@mantinel/harvester';
import type { HarvestSourceRow } from '@mantinel/store';

/** Uploads lie in the data folder, each source's in a folder of its own. */
const uploadsFolder = (data: string): string => join(data, 'uploads');

export const folderOf = (
  data: string,
  { kind, id, location }: Pick<HarvestSourceRow, 'kind' | 'id' | 'location'>,
): string => (kind === 'upload' ? join(uploadsFolder(data), id) : location);

/**
 * The folder as it is kept: absolute, without a separator at its end. Throws `harvest.folderRefused`: for a relative path, for what is not
 * there, and for the data folder, in which are keys and what others uploaded.
 */
export async function requireFolder(data: string, written: string): Promise<string> {
  const refuse = (problem: string, cause?: unknown) =>
    new AppError('harvest.folderRefused', { data: { folder: written, problem }, cause });
  if (!isAbsolute(written)) throw refuse('it is no full path');
  const folder = resolve(written);
  let real: string;
  try {
    real = await realpath(folder);
  } catch (error) {
    throw refuse(folderProblems[folderProblem(error as NodeJS.ErrnoException)], error);
  }
  const own = await realpath(data);
  if (contains(own, real) || contains(real, own)) throw refuse("Mantinel's own data lie there");
  return folder;
}

function contains(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}
