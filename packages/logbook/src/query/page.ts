/** One page of events by keyset: whatever is appended, rewritten or removed meanwhile, no row comes twice or is passed over. */
import type { Event } from '@mantinel/domain';
import type { Page, PageRequest } from '../event-store.ts';
import { type Found, gather } from './gather.ts';
import { type Cut, formatKey, parseKey } from './key.ts';
import type { CompiledSelection } from './selection.ts';
import type { Source } from './source.ts';

export interface PageInput {
  readonly request: PageRequest;
  readonly sources: readonly Source[];
  readonly selection: CompiledSelection;
  readonly node: string;
}

export async function readPage({ request, sources, selection, node }: PageInput): Promise<Page> {
  const { order, direction, limit } = request;
  const from = request.from === undefined ? undefined : parseKey(order, request.from);
  const older = direction === 'older';
  // One more than asked for tells whether reading on in this direction makes sense.
  const found = await gather({ sources, selection, direction, limit: limit + 1, ...(from && { from }) });
  const hasMore = found.length > limit;
  const rows = found.slice(0, limit);
  if (older) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return { events: [], ...(request.from !== undefined && { newer: request.from }) };
  const before: Cut = { ...first.place, after: false };
  const hasOlder = older
    ? hasMore
    : from !== undefined &&
      (await gather({ sources, selection, direction: 'older', from: before, limit: 1 })).length > 0;
  return {
    events: rows.map((row) => materialise(row, node)),
    ...(hasOlder && { older: formatKey(order, before) }),
    newer: formatKey(order, { ...last.place, after: true }),
  };
}

export function materialise({ place, rows, row }: Found, node: string): Event {
  return { node, epoch: place.epoch, seq: rows.seq[row]!, ...rows.event(row) };
}
