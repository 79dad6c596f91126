/** A query as the store's filter. */
import type { OperationsQuery, ProjectsQuery } from '@mantinel/contract';
import { operationFeatures } from '@mantinel/contract';
import type { PlaceId } from '@mantinel/domain';
import type { NumberRange, ProjectFilter } from '@mantinel/store';

export const filterOf = (
  query: Omit<OperationsQuery, 'x' | 'y' | 'limit'> | ProjectsQuery,
  places: readonly PlaceId[],
): ProjectFilter => ({
  places,
  text: query.text,
  partNumber: query.partNumber,
  customer: query.customer,
  material: query.material,
  kind: query.kind,
  operation: {
    kind: query.operation,
    toolKind: query.tool,
    ranges: Object.fromEntries(operationFeatures.map((feature) => [feature, rangeOf(query[feature])])),
  },
});

/** `80:120`, `80:` or `:120`. */
function rangeOf(text: string | undefined): NumberRange | undefined {
  if (text === undefined) return undefined;
  const [from, to] = text.split(':').map((part) => (part === '' ? undefined : Number(part)));
  return { from, to };
}
