/** Comments and reasons: they stand in the events that tell them and nowhere else, so that erasing a person erases them. */
import { parseEventId } from '@mantinel/domain';
import { type EventStore, everything } from '@mantinel/logbook';

/** By event id; those that are gone or were never typed are left out. */
export async function typedTexts(
  logbook: Pick<EventStore, 'get' | 'personal'>,
  events: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  await Promise.all(
    [...new Set(events)].map(async (id) => {
      const identity = parseEventId(id);
      const event = identity && (await logbook.get(identity, everything));
      const text = event && logbook.personal.openEvent(event).attributes.why;
      if (typeof text === 'string' && text !== '') texts.set(id, text);
    }),
  );
  return texts;
}
