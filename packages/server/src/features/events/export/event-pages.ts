/** A selection of the logbook, oldest first, page by page: memory stays that of one page. */
import { comparePositions, type Event } from '@mantinel/domain';
import type { EventStore, Selection } from '@mantinel/logbook';

const pageRows = 1000;

/** Up to the newest event of this moment: what arrives meanwhile is left out, else an export of a busy shop would never end. */
export async function* eventPages(
  logbook: Pick<EventStore, 'head' | 'page' | 'personal'>,
  selected: Selection,
): AsyncGenerator<readonly Event[]> {
  const { head, personal } = logbook;
  let from: string | undefined;
  for (;;) {
    const page = await logbook.page({
      ...selected,
      direction: 'newer',
      limit: pageRows,
      ...(from === undefined ? {} : { from }),
    });
    const events = page.events.filter((event) => comparePositions(event, head) <= 0);
    if (events.length > 0) yield events.map(personal.openEvent);
    if (page.events.length < pageRows || events.length === 0 || page.newer === undefined) return;
    from = page.newer;
  }
}
