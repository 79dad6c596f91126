/** What refers to a place that is not there: asked of the constraint, since it may go while the row comes. */
import { AppError } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';

/** For `.catch` of an insert. Throws `place.notFound`, or the error as it was. */
export const missingPlace =
  (place: PlaceId) =>
  (error: unknown): never => {
    if (!(error as { constraint?: string }).constraint?.endsWith('_place_fkey')) throw error;
    throw new AppError('place.notFound', { data: { place }, cause: error });
  };
