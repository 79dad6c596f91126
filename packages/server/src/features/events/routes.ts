/** The log panel's questions. */
import { Readable } from 'node:stream';
import {
  CompletionQuery,
  Completions,
  Event,
  EventCounts,
  EventFilter,
  EventListQuery,
  EventPage,
  EventProof,
  ExportQuery,
  FacetQuery,
  Facets,
  Histogram,
  HistogramQuery,
  Patterns,
  PatternsQuery,
  paths,
} from '@mantinel/contract';
import { z } from 'zod';
import { coveredBy } from '../../http/reads.ts';
import { type Route, route } from '../../http/route.ts';
import { queryErrorCodes } from '../../read-query.ts';

const listEvents = route({
  method: 'GET',
  path: paths.events,
  permission: 'event.read',
  scope: 'reader',
  summary: 'A page of events, by cursor, time, rank or event',
  description:
    'Read on by the cursors `older` and `newer` of the answer. `atTimeUs`, `atRank` and `atEvent` begin elsewhere; only one of them and `cursor` is taken.',
  tag: 'events',
  reads: { view: 'page', as: 'look', covered: ({ events }) => coveredBy(events) },
  errors: ['cursor.invalid', 'event.notFound', ...queryErrorCodes],
  query: EventListQuery,
  reply: EventPage,
  handle: ({ events }, { query, scope }) => events.list(query, scope),
});

const countEvents = route({
  method: 'GET',
  path: paths.eventCounts,
  permission: 'event.read',
  scope: 'reader',
  summary: 'How many events match, at each level',
  tag: 'events',
  reads: { view: 'counts', as: 'look' },
  errors: queryErrorCodes,
  query: EventFilter,
  reply: EventCounts,
  handle: ({ events }, { query, scope }) => events.counts(query, scope),
});

const eventFacets = route({
  method: 'GET',
  path: paths.eventFacets,
  permission: 'event.read',
  scope: 'reader',
  summary: 'The values that occur, most frequent first',
  tag: 'events',
  reads: { view: 'facets', as: 'look' },
  errors: queryErrorCodes,
  query: FacetQuery,
  reply: Facets,
  handle: ({ events }, { query, scope }) => events.facets(query, query.by, scope),
});

const eventHistogram = route({
  method: 'GET',
  path: paths.eventHistogram,
  permission: 'event.read',
  scope: 'reader',
  summary: 'Events over time, by severity',
  tag: 'events',
  reads: { view: 'histogram', as: 'look' },
  errors: queryErrorCodes,
  query: HistogramQuery,
  reply: Histogram,
  handle: ({ events }, { query, scope }) => events.histogram(query, query.buckets, scope),
});

const eventPatterns = route({
  method: 'GET',
  path: paths.eventPatterns,
  permission: 'event.read',
  scope: 'reader',
  summary: 'What messages have in common: same message, other numbers',
  description:
    'Counts over the newest events that match, as many as can be looked at in about a second; readings have no message and are left out.',
  tag: 'events',
  reads: { view: 'patterns', as: 'look' },
  errors: queryErrorCodes,
  query: PatternsQuery,
  reply: Patterns,
  handle: ({ events }, { query, scope }) => events.patterns(query, query.limit, scope),
});

const completeQuery = route({
  method: 'GET',
  path: paths.eventCompletions,
  permission: 'event.read',
  scope: 'reader',
  summary: 'What may follow in a search that is being typed',
  description: 'Fields, and values that occur among the events which the reader may see.',
  tag: 'events',
  reads: { view: 'completions', as: 'look' },
  query: CompletionQuery,
  reply: Completions,
  handle: ({ events }, { query, scope }) => events.complete(query, query.at, scope),
});

const exportEvents = route({
  method: 'GET',
  path: paths.eventExport,
  permission: 'event.export',
  scope: 'reader',
  summary: 'The events that match, as a file',
  description:
    'Streams: an export of any length costs no memory. What arrives late while it runs is left out, so that the file is one moment. HTML holds 50,000 events at most and PDF 5,000, and says so.',
  tag: 'events',
  reads: { view: 'export', as: 'file' },
  errors: queryErrorCodes,
  query: ExportQuery,
  reply: { media: ['text/csv', 'application/x-ndjson', 'text/html', 'application/pdf'] },
  handle: async ({ events }, { query, scope }) => {
    const { type, name, content, covered } = await events.exportFile(query, scope);
    return {
      type,
      headers: { 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' },
      content: Readable.from(content, { highWaterMark: 2 }),
      covered,
    };
  },
});

const getEvent = route({
  method: 'GET',
  path: paths.event,
  permission: 'event.read',
  scope: 'reader',
  summary: 'One event, by its permalink',
  tag: 'events',
  reads: { view: 'event', as: 'look', covered: (event) => coveredBy([event]) },
  errors: ['event.notFound'],
  params: z.object({ id: z.string().max(120) }),
  reply: Event,
  handle: ({ events }, { params, scope }) => events.get(params.id, scope),
});

const proveEvent = route({
  method: 'GET',
  path: paths.eventProof,
  permission: 'event.read',
  scope: 'reader',
  summary: 'That one event stands under a signed head: a file that is checked without this program',
  tag: 'events',
  reads: { view: 'proof', as: 'look', covered: ({ event }) => coveredBy([event]) },
  errors: ['event.notFound', 'proof.notYet', 'proof.unsigned', 'proof.broken'],
  params: z.object({ id: z.string().max(120) }),
  reply: EventProof,
  handle: ({ events }, { params, scope }) => events.prove(params.id, scope),
});

export const eventRoutes: readonly Route[] = [
  listEvents,
  countEvents,
  eventFacets,
  eventHistogram,
  eventPatterns,
  completeQuery,
  exportEvents,
  getEvent,
  proveEvent,
];
