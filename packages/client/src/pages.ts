/** Lists to their end, a page at a time. */
import type { Client } from './call.ts';
import { type EventPage, type GetEventsInput, getEvents } from './generated/api.ts';

interface Asking {
  readonly query?: object | undefined;
}

/** Every page of a list that goes on by `next`: `for await (const { people } of pages(getPeople, client))`. */
export async function* pages<Page extends { readonly next?: string }, In extends Asking>(
  list: (client: Client, input: In) => Promise<Page>,
  client: Client,
  input: In = {} as In,
): AsyncGenerator<Page, void, undefined> {
  let after: string | undefined;
  do {
    const query = { ...input.query, ...(after === undefined ? {} : { after }) };
    const page = await list(client, { ...input, query });
    yield page;
    after = page.next;
  } while (after !== undefined);
}

/** Events from the newest back to the oldest that match, a page at a time; within a page the oldest comes first. */
export async function* olderEvents(
  client: Client,
  input: GetEventsInput = {},
): AsyncGenerator<EventPage, void, undefined> {
  let cursor: string | undefined;
  do {
    const query = {
      ...input.query,
      direction: 'older' as const,
      ...(cursor === undefined ? {} : { cursor }),
    };
    const page = await getEvents(client, { ...input, query });
    yield page;
    cursor = page.older;
  } while (cursor !== undefined);
}
