/** Where `mantinel log` reads: the folder itself while nothing runs, the API while Mantinel does. */
import { type EventFilter, EventPage, type ExportQuery, paths } from '@mantinel/contract';
import type { ApiClient } from '../api-client.ts';

export interface PageQuery {
  readonly filter: EventFilter;
  readonly direction: 'older' | 'newer';
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface EventReader {
  page(query: PageQuery): Promise<EventPage>;
  /** A file of all that matches, as it is made. */
  export(query: ExportQuery): Promise<AsyncIterable<string | Uint8Array>>;
  /** Whether what is written from now on can be seen. */
  readonly live: boolean;
  close(): Promise<void>;
}

export const apiEventReader = (api: ApiClient): EventReader => ({
  live: true,
  page: ({ filter, ...page }) => api.ask(paths.events, EventPage, { query: { ...filter, ...page } }),
  export: (query) => api.stream(paths.eventExport, query),
  close: () => api.close(),
});
