/** Same message, other numbers: everything that matches, as the store groups it. */
import type { Patterns } from '@mantinel/contract';
import { formatEventId } from '@mantinel/domain';
import type { EventStore, Selection } from '@mantinel/logbook';

export async function patternsOf(
  logbook: Pick<EventStore, 'patterns'>,
  { scope, filter, order }: Selection,
  limit: number,
): Promise<Patterns> {
  // Readings carry a value; what they say in words, if anything, is no message.
  const withoutKinds = [...(filter.withoutKinds ?? []), 'sample', 'state'] as const;
  const { patterns, exact } = await logbook.patterns({
    scope,
    filter: { ...filter, withoutKinds },
    order,
    limit,
  });
  return {
    patterns: patterns.map(
      ({ template, count, severity, codes, machines, firstUs, lastUs, example: { node, epoch, seq } }) => ({
        ...{ template, count, severity, firstUs, lastUs },
        codes: [...codes],
        machines: [...machines],
        example: formatEventId({ node, epoch, seq }),
      }),
    ),
    exact,
  };
}
