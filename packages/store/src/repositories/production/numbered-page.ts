/** What follows a row in the order of number and id, among what stands at some places. */
import type { PlaceId } from '@mantinel/domain';
import { type RawBuilder, sql } from 'kysely';

/** The last row of the page before. */
export interface AfterNumber {
  readonly number: string;
  readonly id: string;
}

export function numberedPage({
  places,
  after,
}: {
  places: readonly PlaceId[];
  after: AfterNumber | undefined;
}): RawBuilder<boolean> {
  const there = sql<boolean>`place = any(${places}::text[])`;
  return after ? sql<boolean>`${there} and (number, id) > (${after.number}, ${after.id})` : there;
}
