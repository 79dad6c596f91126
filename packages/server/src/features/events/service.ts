/** Questions to the logbook, always within the reader's scope. */
import {
  type Event as ApiEvent,
  AppError,
  type Completions,
  type EventCounts,
  type EventFilter,
  type EventListQuery,
  type EventPage,
  type EventProof,
  type ExportQuery,
  type Facets,
  type Histogram,
  type Patterns,
} from '@mantinel/contract';
import { parseEventId } from '@mantinel/domain';
import type { EventStore, Facet, Key, Scope, Seek, Selection } from '@mantinel/logbook';
import { apiEvent } from '../../api-event.ts';
import { complete } from './complete.ts';
import { eventPages } from './export/event-pages.ts';
import { type ExportFile, type ExportSurroundings, exportFile } from './export/export-file.ts';
import { patternsOf } from './patterns.ts';
import { selection } from './selection.ts';

/** Whatever takes a filter throws `query.…` where its search cannot be read. */
export interface EventsService {
  /** Throws `cursor.invalid`, `event.notFound`. */
  list(query: EventListQuery, scope: Scope): Promise<EventPage>;
  counts(filter: EventFilter, scope: Scope): Promise<EventCounts>;
  facets(filter: EventFilter, by: Facet, scope: Scope): Promise<Facets>;
  histogram(filter: EventFilter, buckets: number, scope: Scope): Promise<Histogram>;
  /** Of everything that matches. */
  patterns(filter: EventFilter, limit: number, scope: Scope): Promise<Patterns>;
  /** What may follow where the cursor stands in `filter.query`, which is not searched by. */
  complete(filter: EventFilter, cursor: number, scope: Scope): Promise<Completions>;
  /** Throws `event.notFound`, also for what the reader may not see. */
  get(id: string, scope: Scope): Promise<ApiEvent>;
  /** Throws `event.notFound` as well, `proof.notYet`, `proof.unsigned`. */
  prove(id: string, scope: Scope): Promise<EventProof>;
  /** Oldest first, up to the newest event of this moment. */
  exportFile(query: ExportQuery, scope: Scope): Promise<ExportFile>;
}

export interface EventsOptions {
  readonly logbook: EventStore;
  /** What files for people need beside the events. */
  readonly surroundings: () => Promise<ExportSurroundings>;
}

export function eventsService({ logbook, surroundings }: EventsOptions): EventsService {
  const { openEvent } = logbook.personal;
  async function place(query: EventListQuery, selected: Selection): Promise<Key | undefined> {
    if (query.cursor !== undefined) return query.cursor;
    const to = seekOf(query);
    if (!to) return undefined;
    const before = await logbook.seek(selected, to);
    if (before === undefined) {
      if ('event' in to) throw new AppError('event.notFound');
      // Beyond the newest row: reading older begins there anyway, reading newer finds what is yet to come.
      if (query.direction === 'older') return undefined;
      return (await logbook.page({ ...selected, direction: 'older', limit: 1 })).newer;
    }
    if (query.direction === 'newer') return before;
    // A key stands before its row; read that row so that reading older includes it.
    const row = await logbook.page({ ...selected, direction: 'newer', from: before, limit: 1 });
    return row.newer ?? before;
  }

  return {
    list: async (query, scope) => {
      const selected = selection(query, scope);
      const { direction, limit } = query;
      const from = await place(query, selected);
      const page = await logbook.page({
        ...selected,
        direction,
        limit,
        ...(from === undefined ? {} : { from }),
      });
      const rank = page.older === undefined ? 0 : await logbook.rank(selected, page.older);
      return {
        events: page.events.map((event) => apiEvent(openEvent(event))),
        ...(page.older === undefined ? {} : { older: page.older }),
        ...(page.newer === undefined ? {} : { newer: page.newer }),
        ...(rank === undefined ? {} : { rank }),
      };
    },
    counts: async (filter, scope) => {
      const [developer, technical, operator] = await Promise.all([
        logbook.count(selection(filter, scope, 'developer')),
        logbook.count(selection(filter, scope, 'technical')),
        logbook.count(selection(filter, scope, 'operator')),
      ]);
      const counted = { developer, technical, operator };
      return {
        total: counted[filter.level].count,
        exact: counted[filter.level].exact,
        levels: { developer: developer.count, technical: technical.count, operator: operator.count },
      };
    },
    facets: async (filter, by, scope) => {
      const { values, exact } = await logbook.facets(selection(filter, scope), by);
      return { values: [...values], exact };
    },
    histogram: async (filter, buckets, scope) => logbook.histogram({ ...selection(filter, scope), buckets }),
    patterns: async (filter, limit, scope) => patternsOf(logbook, selection(filter, scope), limit),
    complete: (filter, cursor, scope) => complete(logbook, { filter, cursor, scope }),
    get: async (id, scope) => {
      const identity = parseEventId(id);
      const event = identity && (await logbook.get(identity, scope));
      if (!event) throw new AppError('event.notFound');
      return apiEvent(openEvent(event));
    },
    prove: async (id, scope) => {
      const identity = parseEventId(id);
      if (!identity || !(await logbook.get(identity, scope))) throw new AppError('event.notFound');
      const proved = await logbook.proof.prove(identity);
      return { ...proved, event: apiEvent(proved.event), path: [...proved.path] };
    },
    exportFile: async (query, scope) =>
      exportFile(eventPages(logbook, selection(query, scope)), query, await surroundings()),
  };
}

function seekOf({ atTimeUs, atRank, atEvent }: EventListQuery): Seek | undefined {
  if (atTimeUs !== undefined) return { timeUs: atTimeUs };
  if (atRank !== undefined) return { rank: atRank };
  if (atEvent === undefined) return undefined;
  const event = parseEventId(atEvent);
  if (!event) throw new AppError('event.notFound');
  return { event };
}
